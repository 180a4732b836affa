// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { str, bool, one, obj } from '../../shape.ts';

export const ComplaintDetails = /* @__PURE__ */ obj({ "about?": str, "unlawful?": bool, "to?": one("controller", "regulator"), "accessEntry?": str });
