// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, list, str, one, obj } from '../../shape-checks.ts';
import type { Schemas } from '../../schema-types.ts';

export const PortabilityDetails: Check<Schemas['PortabilityDetails']> = /* @__PURE__ */ obj({ "categories?": list(str), "format?": one("json", "csv"), "recipient?": one("self", "other"), "otherController?": str, "text?": str });
