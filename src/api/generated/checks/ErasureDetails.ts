// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { list, str, bool, obj } from '../../shape.ts';

export const ErasureDetails = /* @__PURE__ */ obj({ "categories?": list(str), "reason?": str, "proofProvided?": bool, "skipHold?": bool, "confirmation?": str });
