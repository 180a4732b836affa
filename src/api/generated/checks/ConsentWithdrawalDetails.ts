// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, list, str, obj } from '../../shape-checks.ts';
import type { Schemas } from '../../schema-types.ts';

export const ConsentWithdrawalDetails: Check<Schemas['ConsentWithdrawalDetails']> = /* @__PURE__ */ obj({ "consents?": list(str), "text?": str });
