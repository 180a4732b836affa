// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, list, str, one, obj } from '../../shape-checks.ts';
import type { Schemas } from '../../schema-types.ts';

export const RestrictionDetails: Check<Schemas['RestrictionDetails']> = /* @__PURE__ */ obj({ "categories?": list(str), "ground?": one("accuracy", "unlawful", "defence", "objection"), "until?": str, "text?": str });
