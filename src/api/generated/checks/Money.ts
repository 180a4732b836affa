// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, str, obj } from '../../shape-checks.ts';
import type { Schemas } from '../../schema-types.ts';

export const Money: Check<Schemas['Money']> = /* @__PURE__ */ obj({ amount: str, currency: str });
