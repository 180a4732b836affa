// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, str, obj } from '../../shape-checks.ts';
import { Fact } from './Fact.ts';
import type { Schemas } from '../../schema-types.ts';

export const KeptRule: Check<Schemas['KeptRule']> = /* @__PURE__ */ obj({ label: str, "until?": str, fact: Fact });
