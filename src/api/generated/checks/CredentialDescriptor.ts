// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, one, str, obj } from '../../shape-checks.ts';
import type { Schemas } from '../../schema-types.ts';

export const CredentialDescriptor: Check<Schemas['CredentialDescriptor']> = /* @__PURE__ */ obj({ type: one("public-key"), id: str });
