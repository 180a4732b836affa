// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, str, list, one, bool, obj } from '../../shape-checks.ts';
import { Fact } from './Fact.ts';
import { Role } from './Role.ts';
import type { Schemas } from '../../schema-types.ts';

export const ConsentDocument: Check<Schemas['ConsentDocument']> = /* @__PURE__ */ obj({ purpose: str, version: str, title: str, text: list(str), allows: str, refusing: str, withdrawal: list(str), form: one("electronic", "written"), fact: Fact, needsStepUp: bool, roles: list(Role) });
