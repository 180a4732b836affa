// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, str, one, list, obj } from '../../shape-checks.ts';
import { LawReference } from './LawReference.ts';
import { Fact } from './Fact.ts';
import type { Schemas } from '../../schema-types.ts';

export const StatementSection: Check<Schemas['StatementSection']> = /* @__PURE__ */ obj({ id: str, law: LawReference, title: str, state: one("stated", "partly", "policy-silent"), paragraphs: list(str), "table?": obj({ columns: list(str), rows: list(list(str)) }), fact: Fact });
