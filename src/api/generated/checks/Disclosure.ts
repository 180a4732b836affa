// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, str, obj } from '../../shape-checks.ts';
import { LegalBasis } from './LegalBasis.ts';
import type { Schemas } from '../../schema-types.ts';

export const Disclosure: Check<Schemas['Disclosure']> = /* @__PURE__ */ obj({ id: str, at: str, recipient: str, recipientLabel: str, what: str, why: str, "basis?": LegalBasis, "category?": str, crossBorder: str });
