// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, str, obj } from '../../shape-checks.ts';
import type { Schemas } from '../../schema-types.ts';

export const Passkey: Check<Schemas['Passkey']> = /* @__PURE__ */ obj({ id: str, label: str, createdAt: str, "usedAt?": str });
