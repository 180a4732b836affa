// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, str, one, obj } from '../../shape-checks.ts';
import { Fact } from './Fact.ts';
import type { Schemas } from '../../schema-types.ts';

export const System: Check<Schemas['System']> = /* @__PURE__ */ obj({ id: str, label: str, "term?": str, description: str, keeper: one("operator", "third-party", "customer"), fact: Fact });
