// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, str, list, one, obj } from '../../shape-checks.ts';
import type { Schemas } from '../../schema-types.ts';

export const Gap: Check<Schemas['Gap']> = /* @__PURE__ */ obj({ id: str, title: str, text: str, categories: list(str), "purposes?": list(str), "asked?": obj({ at: str, source: one("operator", "assumed") }) });
