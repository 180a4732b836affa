// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { list, str, obj } from '../../shape.ts';

export const ObjectionDetails = /* @__PURE__ */ obj({ "purposes?": list(str), "tools?": list(str), "situation?": str });
