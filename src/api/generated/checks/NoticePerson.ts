// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, str, bool, obj } from '../../shape-checks.ts';
import { Role } from './Role.ts';
import type { Schemas } from '../../schema-types.ts';

export const NoticePerson: Check<Schemas['NoticePerson']> = /* @__PURE__ */ obj({ id: str, "name?": str, role: Role, self: bool });
