// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, str, obj } from '../../shape-checks.ts';
import type { Schemas } from '../../schema-types.ts';

export const LawReference: Check<Schemas['LawReference']> = /* @__PURE__ */ obj({ law: str, "article?": str });
