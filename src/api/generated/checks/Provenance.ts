// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, str, obj } from '../../shape-checks.ts';
import type { Schemas } from '../../schema-types.ts';

export const Provenance: Check<Schemas['Provenance']> = /* @__PURE__ */ obj({ system: str, "table?": str, readAt: str, "manifest?": str });
