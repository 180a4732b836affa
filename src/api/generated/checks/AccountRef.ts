// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, str, one, obj } from '../../shape-checks.ts';
import { Role } from './Role.ts';
import type { Schemas } from '../../schema-types.ts';

export const AccountRef: Check<Schemas['AccountRef']> = /* @__PURE__ */ obj({ id: str, code: str, name: str, kind: one("legal", "natural"), role: Role });
