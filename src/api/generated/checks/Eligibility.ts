// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, str, bool, obj } from '../../shape-checks.ts';
import { LegalBasis } from './LegalBasis.ts';
import type { Schemas } from '../../schema-types.ts';

export const Eligibility: Check<Schemas['Eligibility']> = /* @__PURE__ */ obj({ category: str, purpose: str, basis: LegalBasis, eligible: bool, reason: str, text: str, "alternative?": str });
