// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, str, obj } from '../../shape-checks.ts';
import type { Schemas } from '../../schema-types.ts';

export const Acknowledgement: Check<Schemas['Acknowledgement']> = /* @__PURE__ */ obj({ version: str, at: str });
