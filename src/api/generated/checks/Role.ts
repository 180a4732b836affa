// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { one } from '../../shape.ts';

export const Role = /* @__PURE__ */ one("owner", "admin", "finance", "user");
