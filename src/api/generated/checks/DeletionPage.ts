// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, list, any, str, nil, int, obj } from '../../shape-checks.ts';
import { Deletion } from './Deletion.ts';
import { RetentionRule } from './RetentionRule.ts';
import { PartialSource } from './PartialSource.ts';
import type { Schemas } from '../../schema-types.ts';

export const DeletionPage: Check<Schemas['DeletionPage']> = /* @__PURE__ */ obj({ items: list(Deletion), nextCursor: any(str, nil), total: int, from: str, to: str, notComputable: list(obj({ category: str, label: str, rule: RetentionRule })), partial: list(PartialSource) });
