// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, one } from '../../shape-checks.ts';
import type { Schemas } from '../../schema-types.ts';

export const LegalBasis: Check<Schemas['LegalBasis']> = /* @__PURE__ */ one("contract", "legal-requirement", "legitimate-interest", "consent");
