// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, bool, str, obj } from '../../shape-checks.ts';
import { RepetitionInterval } from './RepetitionInterval.ts';
import type { Schemas } from '../../schema-types.ts';

export const ExportRepetition: Check<Schemas['ExportRepetition']> = /* @__PURE__ */ obj({ every: RepetitionInterval, onlyNew: bool, startedAt: str, nextAt: str, endsAt: str });
