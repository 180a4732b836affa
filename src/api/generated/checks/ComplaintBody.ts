// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, str, obj } from '../../shape-checks.ts';
import { Fact } from './Fact.ts';
import type { Schemas } from '../../schema-types.ts';

export const ComplaintBody: Check<Schemas['ComplaintBody']> = /* @__PURE__ */ obj({ id: str, name: str, how: str, "address?": str, "url?": str, fact: Fact });
