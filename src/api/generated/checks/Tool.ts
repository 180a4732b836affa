// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, str, list, bool, obj } from '../../shape-checks.ts';
import { RetentionRule } from './RetentionRule.ts';
import type { Schemas } from '../../schema-types.ts';

export const Tool: Check<Schemas['Tool']> = /* @__PURE__ */ obj({ id: str, label: str, category: str, recipient: str, what: list(str), aboutPerson: bool, "url?": str, openList: bool, retention: RetentionRule });
