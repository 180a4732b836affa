// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, str, list, one, obj } from '../../shape-checks.ts';
import { Fact } from './Fact.ts';
import { Seal } from './Seal.ts';
import type { Schemas } from '../../schema-types.ts';

export const Consent: Check<Schemas['Consent']> = /* @__PURE__ */ obj({ id: str, purpose: str, label: str, version: str, text: list(str), form: one("electronic", "written"), status: one("given", "withdrawn"), givenAt: str, via: str, "fullName?": str, "withdrawnAt?": str, allows: str, effect: list(str), "renewal?": str, history: list(obj({ at: str, what: one("given", "withdrawn", "text-changed", "kept"), via: str })), fact: Fact, "digest?": str, "seal?": Seal });
