// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, str, one, bool, obj } from '../../shape-checks.ts';
import type { Schemas } from '../../schema-types.ts';

export const Grant: Check<Schemas['Grant']> = /* @__PURE__ */ obj({ id: str, kind: one("session", "api-token", "tool", "repetition", "part-link"), label: str, "place?": str, "createdAt?": str, "usedAt?": str, "until?": str, "current?": bool, revocable: bool, "reference?": obj({ kind: one("export"), id: str, label: str }) });
