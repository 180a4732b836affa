// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, list, any, str, nil, int, obj } from '../../shape-checks.ts';
import { AccessEntry } from './AccessEntry.ts';
import { PartialSource } from './PartialSource.ts';
import type { Schemas } from '../../schema-types.ts';

export const AccessLogPage: Check<Schemas['AccessLogPage']> = /* @__PURE__ */ obj({ items: list(AccessEntry), nextCursor: any(str, nil), total: int, notice: str, partial: list(PartialSource) });
