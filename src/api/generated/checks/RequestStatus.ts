// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { one } from '../../shape.ts';

export const RequestStatus = /* @__PURE__ */ one("draft", "awaiting_owner", "submitted", "in_work", "needs_user", "answered", "appealed", "closed", "withdrawn");
