// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, str, one, obj } from '../../shape-checks.ts';
import type { Schemas } from '../../schema-types.ts';

export const TimelineEvent: Check<Schemas['TimelineEvent']> = /* @__PURE__ */ obj({ id: str, at: str, kind: one("created", "submitted", "prepared", "approved", "declined", "taken", "asked", "replied", "extended", "blocked", "answered", "appealed", "withdrawn", "closed", "hold-over", "overdue", "in-system", "unblocked", "file-removed"), by: one("user", "owner", "staff", "system"), text: str, "until?": str });
