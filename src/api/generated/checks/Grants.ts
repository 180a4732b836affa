// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, one, list, obj } from '../../shape-checks.ts';
import { Grant } from './Grant.ts';
import type { Schemas } from '../../schema-types.ts';

export const Grants: Check<Schemas['Grants']> = /* @__PURE__ */ obj({ panel: one("known", "not-connected"), items: list(Grant) });
