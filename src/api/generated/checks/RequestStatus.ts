// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, one } from '../../shape-checks.ts';
import type { Schemas } from '../../schema-types.ts';

export const RequestStatus: Check<Schemas['RequestStatus']> = /* @__PURE__ */ one("draft", "awaiting_owner", "submitted", "in_work", "needs_user", "answered", "appealed", "closed", "withdrawn");
