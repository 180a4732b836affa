// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, str, one, list, obj, bool } from '../../shape-checks.ts';
import { LegalBasis } from './LegalBasis.ts';
import { Company } from './Company.ts';
import { Fact } from './Fact.ts';
import type { Schemas } from '../../schema-types.ts';

export const Recipient: Check<Schemas['Recipient']> = /* @__PURE__ */ obj({ id: str, label: str, what: str, why: str, "basis?": LegalBasis, basisNote: str, crossBorder: obj({ status: one("possible", "none", "not-stated"), countries: list(str), note: str, "transfers?": list(obj({ country: str, protection: one("adequate", "not-adequate", "not-stated"), "ground?": str })) }), "members?": list(Company), "ownMembers?": bool, "generalOnly?": bool, openList: bool, fact: Fact, "url?": str });
