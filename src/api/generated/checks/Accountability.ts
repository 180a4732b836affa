// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, str, obj, int, list } from '../../shape-checks.ts';
import { Fact } from './Fact.ts';
import { LawReference } from './LawReference.ts';
import type { Schemas } from '../../schema-types.ts';

export const Accountability: Check<Schemas['Accountability']> = /* @__PURE__ */ obj({ asOf: str, contact: obj({ role: str, channel: str, "hours?": str, url: str, fact: Fact }), requests: obj({ from: str, answered: int, "onTime?": int, "medianDays?": int, refusals: list(obj({ law: LawReference, count: int })) }), incidents: list(obj({ id: str, on: str, what: str, done: str, categories: list(str) })) });
