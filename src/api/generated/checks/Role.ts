// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, one } from '../../shape-checks.ts';
import type { Schemas } from '../../schema-types.ts';

export const Role: Check<Schemas['Role']> = /* @__PURE__ */ one("owner", "admin", "finance", "user");
