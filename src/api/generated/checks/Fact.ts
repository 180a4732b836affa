// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { one, str, bool, obj } from '../../shape.ts';

export const Fact = /* @__PURE__ */ obj({ source: one("policy", "law", "operator", "assumed"), asOf: str, confirmed: bool, "note?": str });
