// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, list, str, bool, obj } from '../../shape-checks.ts';
import { Role } from './Role.ts';
import type { Schemas } from '../../schema-types.ts';

export const AccountAccess: Check<Schemas['AccountAccess']> = /* @__PURE__ */ obj({ members: list(obj({ name: str, role: Role, self: bool })), visibleTo: list(Role) });
