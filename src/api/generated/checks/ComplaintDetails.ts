// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, str, bool, one, obj } from '../../shape-checks.ts';
import type { Schemas } from '../../schema-types.ts';

export const ComplaintDetails: Check<Schemas['ComplaintDetails']> = /* @__PURE__ */ obj({ "about?": str, "unlawful?": bool, "to?": one("controller", "regulator"), "accessEntry?": str });
