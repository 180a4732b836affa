// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, str, one, obj } from '../../shape-checks.ts';
import type { Schemas } from '../../schema-types.ts';

export const PartialSource: Check<Schemas['PartialSource']> = /* @__PURE__ */ obj({ system: str, label: str, "lastGoodAt?": str, "reason?": one("not-searched", "not-connected") });
