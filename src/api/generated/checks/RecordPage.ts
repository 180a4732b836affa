// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, list, any, str, nil, int, obj } from '../../shape-checks.ts';
import { Record } from './Record.ts';
import { Money } from './Money.ts';
import { Role } from './Role.ts';
import { PartialSource } from './PartialSource.ts';
import type { Schemas } from '../../schema-types.ts';

export const RecordPage: Check<Schemas['RecordPage']> = /* @__PURE__ */ obj({ items: list(Record), nextCursor: any(str, nil), total: int, offset: int, asOf: str, totals: list(obj({ kind: str, label: str, count: int, amount: Money })), "hidden?": obj({ visibleTo: list(Role) }), partial: list(PartialSource) });
