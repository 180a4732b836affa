// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, str, int, bool, obj } from '../../shape-checks.ts';
import { Provenance } from './Provenance.ts';
import type { Schemas } from '../../schema-types.ts';

export const RecordKind: Check<Schemas['RecordKind']> = /* @__PURE__ */ obj({ id: str, label: str, count: int, hasAmount: bool, note: str, "provenance?": Provenance });
