// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, one, str, bool, obj } from '../../shape-checks.ts';
import type { Schemas } from '../../schema-types.ts';

export const Fact: Check<Schemas['Fact']> = /* @__PURE__ */ obj({ source: one("policy", "law", "operator", "assumed"), asOf: str, confirmed: bool, "note?": str });
