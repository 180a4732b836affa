// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { str, one, obj } from '../../shape.ts';

export const SearchHit = /* @__PURE__ */ obj({ id: str, type: one("category", "field", "record", "purpose", "recipient", "system"), "category?": str, label: str, context: str });
