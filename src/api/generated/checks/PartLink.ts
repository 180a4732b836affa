// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, str, obj } from '../../shape-checks.ts';
import type { Schemas } from '../../schema-types.ts';

export const PartLink: Check<Schemas['PartLink']> = /* @__PURE__ */ obj({ url: str, expiresAt: str });
