// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { one } from '../../shape.ts';

export const LegalBasis = /* @__PURE__ */ one("contract", "legal-requirement", "legitimate-interest", "consent");
