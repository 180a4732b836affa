// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { one } from '../../shape.ts';

export const ExportStatus = /* @__PURE__ */ one("awaiting_owner", "queued", "collecting", "packing", "ready", "partly_ready", "failed", "expired", "revoked", "cancelled");
