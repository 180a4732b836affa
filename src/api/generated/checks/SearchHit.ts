// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, str, one, obj } from '../../shape-checks.ts';
import type { Schemas } from '../../schema-types.ts';

export const SearchHit: Check<Schemas['SearchHit']> = /* @__PURE__ */ obj({ id: str, type: one("category", "field", "record", "purpose", "recipient", "system"), "category?": str, label: str, context: str });
