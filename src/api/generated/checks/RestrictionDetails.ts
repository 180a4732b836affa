// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { list, str, one, obj } from '../../shape.ts';

export const RestrictionDetails = /* @__PURE__ */ obj({ "categories?": list(str), "ground?": one("accuracy", "unlawful", "defence", "objection"), "until?": str, "text?": str });
