// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { list, str, one, obj } from '../../shape.ts';

export const PortabilityDetails = /* @__PURE__ */ obj({ "categories?": list(str), "format?": one("json", "csv"), "recipient?": one("self", "other"), "otherController?": str, "text?": str });
