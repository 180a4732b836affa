// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { list, any, str, nil, int, obj } from '../../shape.ts';
import { PolicyVersionSummary } from './PolicyVersionSummary.ts';

export const PolicyVersionPage = /* @__PURE__ */ obj({ items: list(PolicyVersionSummary), nextCursor: any(str, nil), total: int });
