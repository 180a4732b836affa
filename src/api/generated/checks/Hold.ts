// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, str, obj } from '../../shape-checks.ts';
import type { Schemas } from '../../schema-types.ts';

export const Hold: Check<Schemas['Hold']> = /* @__PURE__ */ obj({ reason: str, since: str, "reviewAt?": str, "until?": str });
