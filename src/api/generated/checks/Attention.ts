// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { str, one, obj } from '../../shape.ts';

export const Attention = /* @__PURE__ */ obj({ id: str, kind: one("needs-user", "awaiting-owner", "export-ready", "export-expiring", "export-failed", "export-partly", "policy-changed", "consent-renewal", "overdue"), "requestId?": str, "exportId?": str, "policyVersion?": str, "number?": str, "text?": str, at: str, "until?": str });
