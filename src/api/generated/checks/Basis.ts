// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, str, obj } from '../../shape-checks.ts';
import { LegalBasis } from './LegalBasis.ts';
import { LawReference } from './LawReference.ts';
import type { Schemas } from '../../schema-types.ts';

export const Basis: Check<Schemas['Basis']> = /* @__PURE__ */ obj({ id: LegalBasis, label: str, term: str, explanation: str, "law?": LawReference });
