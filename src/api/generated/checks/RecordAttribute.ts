// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, str, one, obj } from '../../shape-checks.ts';
import type { Schemas } from '../../schema-types.ts';

export const RecordAttribute: Check<Schemas['RecordAttribute']> = /* @__PURE__ */ obj({ id: str, label: str, "display?": str, sensitivity: one("open", "masked", "step-up") });
