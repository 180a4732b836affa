// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, list, any, str, nil, int, obj } from '../../shape-checks.ts';
import { PolicyVersionSummary } from './PolicyVersionSummary.ts';
import type { Schemas } from '../../schema-types.ts';

export const PolicyVersionPage: Check<Schemas['PolicyVersionPage']> = /* @__PURE__ */ obj({ items: list(PolicyVersionSummary), nextCursor: any(str, nil), total: int });
