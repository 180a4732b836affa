// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, str, obj } from '../../shape-checks.ts';
import type { Schemas } from '../../schema-types.ts';

export const Company: Check<Schemas['Company']> = /* @__PURE__ */ obj({ name: str, "what?": str, "country?": str });
