// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, str, one, obj } from '../../shape-checks.ts';
import { LegalBasis } from './LegalBasis.ts';
import { Fact } from './Fact.ts';
import type { Schemas } from '../../schema-types.ts';

export const Purpose: Check<Schemas['Purpose']> = /* @__PURE__ */ obj({ id: str, label: str, "term?": str, description: str, basis: LegalBasis, group: str, fact: Fact, "halted?": obj({ because: one("objection", "no-consent"), "at?": str }) });
