// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { str, obj } from '../../shape.ts';

export const Money = /* @__PURE__ */ obj({ amount: str, currency: str });
