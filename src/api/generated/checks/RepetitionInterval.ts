// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, one } from '../../shape-checks.ts';
import type { Schemas } from '../../schema-types.ts';

export const RepetitionInterval: Check<Schemas['RepetitionInterval']> = /* @__PURE__ */ one("P1M", "P3M");
