// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { list, any, str, nil, int, obj } from '../../shape.ts';
import { Export } from './Export.ts';

export const ExportPage = /* @__PURE__ */ obj({ items: list(Export), nextCursor: any(str, nil), total: int });
