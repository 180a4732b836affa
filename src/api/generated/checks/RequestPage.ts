// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, list, any, str, nil, int, obj } from '../../shape-checks.ts';
import { RequestSummary } from './RequestSummary.ts';
import type { Schemas } from '../../schema-types.ts';

export const RequestPage: Check<Schemas['RequestPage']> = /* @__PURE__ */ obj({ items: list(RequestSummary), nextCursor: any(str, nil), total: int });
