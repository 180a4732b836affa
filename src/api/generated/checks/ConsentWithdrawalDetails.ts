// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { list, str, obj } from '../../shape.ts';

export const ConsentWithdrawalDetails = /* @__PURE__ */ obj({ "consents?": list(str), "text?": str });
