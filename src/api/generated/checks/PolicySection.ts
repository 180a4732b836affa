// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, str, list, obj } from '../../shape-checks.ts';
import type { Schemas } from '../../schema-types.ts';

export const PolicySection: Check<Schemas['PolicySection']> = /* @__PURE__ */ obj({ id: str, number: str, title: str, paragraphs: list(str), categories: list(str), "gap?": str });
