// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, one } from '../../shape-checks.ts';
import type { Schemas } from '../../schema-types.ts';

export const Jurisdiction: Check<Schemas['Jurisdiction']> = /* @__PURE__ */ one("RU", "BY");
