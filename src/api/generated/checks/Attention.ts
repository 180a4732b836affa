// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, str, one, obj } from '../../shape-checks.ts';
import type { Schemas } from '../../schema-types.ts';

export const Attention: Check<Schemas['Attention']> = /* @__PURE__ */ obj({ id: str, kind: one("needs-user", "awaiting-owner", "export-ready", "export-expiring", "export-failed", "export-partly", "policy-changed", "consent-renewal", "overdue"), "requestId?": str, "exportId?": str, "policyVersion?": str, "number?": str, "text?": str, at: str, "until?": str });
