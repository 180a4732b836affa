// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, bool, list, obj } from '../../shape-checks.ts';
import { Passkey } from './Passkey.ts';
import type { Schemas } from '../../schema-types.ts';

export const Passkeys: Check<Schemas['Passkeys']> = /* @__PURE__ */ obj({ offered: bool, items: list(Passkey) });
