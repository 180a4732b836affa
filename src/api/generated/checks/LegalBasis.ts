// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, one } from '../../shape.ts';
import type { Schemas } from '../../schemas.ts';

export const LegalBasis: Check<Schemas['LegalBasis']> = /* @__PURE__ */ one("contract", "legal-requirement", "legitimate-interest", "consent");
