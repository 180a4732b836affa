// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, one, str, bool, obj } from '../../shape-checks.ts';
import type { Schemas } from '../../schema-types.ts';

export const Mark: Check<Schemas['Mark']> = /* @__PURE__ */ obj({ kind: one("extended", "overdue", "blockedData", "legalHold"), at: str, reason: str, "until?": str, "confirmed?": bool });
