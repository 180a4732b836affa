// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, str, one, int, obj } from '../../shape-checks.ts';
import type { Schemas } from '../../schema-types.ts';

export const Seal: Check<Schemas['Seal']> = /* @__PURE__ */ obj({ key: str, algorithm: one("Ed25519"), signedAt: str, "logHead?": obj({ seq: int, hash: str }), signature: str });
