// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { one } from '../../shape.ts';

export const Scope = /* @__PURE__ */ one("person", "account");
