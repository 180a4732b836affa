// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, str, list, obj, bool, one, int } from '../../shape-checks.ts';
import { Scope } from './Scope.ts';
import { ExportStatus } from './ExportStatus.ts';
import { ExportSpec } from './ExportSpec.ts';
import { ExportRepetition } from './ExportRepetition.ts';
import { ExportSystem } from './ExportSystem.ts';
import { ExportPart } from './ExportPart.ts';
import type { Schemas } from '../../schema-types.ts';

export const Export: Check<Schemas['Export']> = /* @__PURE__ */ obj({ id: str, number: str, scope: Scope, status: ExportStatus, spec: ExportSpec, categories: list(obj({ id: str, label: str })), createdAt: str, createdBy: obj({ id: str, name: str, self: bool }), "readyAt?": str, "expiresAt?": str, "endedAt?": str, "endReason?": str, "asOf?": str, "repeats?": obj({ id: str, number: str }), "repetition?": ExportRepetition, "repetitionEnded?": one("stopped", "over", "role", "consent"), systems: list(ExportSystem), parts: list(ExportPart), "earlier?": list(obj({ n: int, sha256: str, readyAt: str })), bytes: int, downloads: list(obj({ at: str, part: int, from: str, "place?": str, by: obj({ self: bool, "name?": str }) })), excluded: list(obj({ what: str, reason: str })), masked: list(obj({ what: str, count: int, reason: str })), allowedActions: list(one("approve", "decline", "retry", "cancel", "revoke", "repeat", "end-repetition")) });
