// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, str, int, obj } from '../../shape-checks.ts';
import type { Schemas } from '../../schema-types.ts';

export const Deletion: Check<Schemas['Deletion']> = /* @__PURE__ */ obj({ id: str, category: str, label: str, count: int, date: str, start: str, startLabel: str, period: str, system: str });
