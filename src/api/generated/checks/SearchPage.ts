// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, list, any, str, nil, int, obj } from '../../shape-checks.ts';
import { SearchHit } from './SearchHit.ts';
import { PartialSource } from './PartialSource.ts';
import type { Schemas } from '../../schema-types.ts';

export const SearchPage: Check<Schemas['SearchPage']> = /* @__PURE__ */ obj({ items: list(SearchHit), nextCursor: any(str, nil), total: int, partial: list(PartialSource) });
