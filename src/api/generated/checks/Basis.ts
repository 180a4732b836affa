// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { str, obj } from '../../shape.ts';
import { LegalBasis } from './LegalBasis.ts';
import { LawReference } from './LawReference.ts';

export const Basis = /* @__PURE__ */ obj({ id: LegalBasis, label: str, term: str, explanation: str, "law?": LawReference });
