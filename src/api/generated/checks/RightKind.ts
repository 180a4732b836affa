// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, one } from '../../shape-checks.ts';
import type { Schemas } from '../../schema-types.ts';

export const RightKind: Check<Schemas['RightKind']> = /* @__PURE__ */ one("access", "rectification", "erasure", "restriction", "portability", "objection", "consent-withdrawal", "complaint");
