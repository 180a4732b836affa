// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { str, bool, obj } from '../../shape.ts';
import { LegalBasis } from './LegalBasis.ts';

export const Eligibility = /* @__PURE__ */ obj({ category: str, purpose: str, basis: LegalBasis, eligible: bool, reason: str, text: str, "alternative?": str });
