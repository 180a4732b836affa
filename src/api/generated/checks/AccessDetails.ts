// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { one, bool, list, str, obj } from '../../shape.ts';

export const AccessDetails = /* @__PURE__ */ obj({ "mode?": one("information", "copy", "disclosures"), "all?": bool, "categories?": list(str), "from?": str, "to?": str, "text?": str });
