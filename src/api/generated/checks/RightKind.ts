// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { one } from '../../shape.ts';

export const RightKind = /* @__PURE__ */ one("access", "rectification", "erasure", "restriction", "portability", "objection", "consent-withdrawal", "complaint");
