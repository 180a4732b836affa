// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, one } from '../../shape-checks.ts';
import type { Schemas } from '../../schema-types.ts';

export const ExportStatus: Check<Schemas['ExportStatus']> = /* @__PURE__ */ one("awaiting_owner", "queued", "collecting", "packing", "ready", "partly_ready", "failed", "expired", "revoked", "cancelled");
