// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { one, str, bool, obj } from '../../shape.ts';

export const Mark = /* @__PURE__ */ obj({ kind: one("extended", "overdue", "blockedData", "legalHold"), at: str, reason: str, "until?": str, "confirmed?": bool });
