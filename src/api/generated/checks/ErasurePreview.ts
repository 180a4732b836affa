// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, list, str, obj, int, bool } from '../../shape-checks.ts';
import { ErasureRow } from './ErasureRow.ts';
import { Money } from './Money.ts';
import { PartialSource } from './PartialSource.ts';
import type { Schemas } from '../../schema-types.ts';

export const ErasurePreview: Check<Schemas['ErasurePreview']> = /* @__PURE__ */ obj({ rows: list(ErasureRow), blockers: list(obj({ id: str, label: str, detail: str, "amount?": Money, "url?": str })), consequences: list(str), holdHours: int, confirmationPhrase: str, needsStepUp: bool, partial: list(PartialSource) });
