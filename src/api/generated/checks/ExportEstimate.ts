// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, list, str, int, bool, obj } from '../../shape-checks.ts';
import { PartialSource } from './PartialSource.ts';
import type { Schemas } from '../../schema-types.ts';

export const ExportEstimate: Check<Schemas['ExportEstimate']> = /* @__PURE__ */ obj({ categories: list(obj({ id: str, label: str, fields: int, records: int, bytes: int, included: bool, "reason?": str, systems: list(str), "notConnected?": list(str) })), fields: int, records: int, bytes: int, commonBytes: int, parts: int, usualSeconds: int, needsStepUp: bool, needsConsent: bool, partial: list(PartialSource) });
