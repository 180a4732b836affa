// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, one, bool, list, str, obj } from '../../shape-checks.ts';
import type { Schemas } from '../../schema-types.ts';

export const AccessDetails: Check<Schemas['AccessDetails']> = /* @__PURE__ */ obj({ "mode?": one("information", "copy", "disclosures"), "all?": bool, "categories?": list(str), "from?": str, "to?": str, "text?": str });
