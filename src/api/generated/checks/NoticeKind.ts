// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, one } from '../../shape-checks.ts';
import type { Schemas } from '../../schema-types.ts';

export const NoticeKind: Check<Schemas['NoticeKind']> = /* @__PURE__ */ one("billing", "services", "security");
