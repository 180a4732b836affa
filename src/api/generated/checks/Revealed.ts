// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, str, int, obj } from '../../shape-checks.ts';
import type { Schemas } from '../../schema-types.ts';

export const Revealed: Check<Schemas['Revealed']> = /* @__PURE__ */ obj({ value: str, revealedAt: str, hideAfterSeconds: int, logEntryId: str });
