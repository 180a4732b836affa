// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, list, str, obj } from '../../shape-checks.ts';
import type { Schemas } from '../../schema-types.ts';

export const ObjectionDetails: Check<Schemas['ObjectionDetails']> = /* @__PURE__ */ obj({ "purposes?": list(str), "tools?": list(str), "situation?": str });
