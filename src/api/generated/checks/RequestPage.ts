// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { list, any, str, nil, int, obj } from '../../shape.ts';
import { RequestSummary } from './RequestSummary.ts';

export const RequestPage = /* @__PURE__ */ obj({ items: list(RequestSummary), nextCursor: any(str, nil), total: int });
