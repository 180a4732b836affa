// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, list, str, obj, bool } from '../../shape-checks.ts';
import type { Schemas } from '../../schema-types.ts';

export const RectificationDetails: Check<Schemas['RectificationDetails']> = /* @__PURE__ */ obj({ "items?": list(obj({ category: str, field: str, "label?": str, "old?": str, new: str })), "proofProvided?": bool, "blockWhileChecking?": bool, "text?": str });
