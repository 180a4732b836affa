// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { str, obj } from '../../shape.ts';
import { LegalBasis } from './LegalBasis.ts';

export const Disclosure = /* @__PURE__ */ obj({ id: str, at: str, recipient: str, recipientLabel: str, what: str, why: str, "basis?": LegalBasis, "category?": str, crossBorder: str });
