// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, list, str, bool, obj } from '../../shape-checks.ts';
import type { Schemas } from '../../schema-types.ts';

export const ErasureDetails: Check<Schemas['ErasureDetails']> = /* @__PURE__ */ obj({ "categories?": list(str), "reason?": str, "proofProvided?": bool, "skipHold?": bool, "confirmation?": str });
