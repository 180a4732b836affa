// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { list, str, obj, bool } from '../../shape.ts';

export const RectificationDetails = /* @__PURE__ */ obj({ "items?": list(obj({ category: str, field: str, "label?": str, "old?": str, new: str })), "proofProvided?": bool, "blockWhileChecking?": bool, "text?": str });
