// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { str, list, bool, obj } from '../../shape.ts';
import { RetentionRule } from './RetentionRule.ts';

export const Tool = /* @__PURE__ */ obj({ id: str, label: str, category: str, recipient: str, what: list(str), aboutPerson: bool, "url?": str, openList: bool, retention: RetentionRule });
