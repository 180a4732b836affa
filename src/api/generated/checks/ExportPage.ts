// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, list, any, str, nil, int, obj } from '../../shape-checks.ts';
import { Export } from './Export.ts';
import type { Schemas } from '../../schema-types.ts';

export const ExportPage: Check<Schemas['ExportPage']> = /* @__PURE__ */ obj({ items: list(Export), nextCursor: any(str, nil), total: int });
