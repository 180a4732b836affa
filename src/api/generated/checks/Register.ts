// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, str, obj, list } from '../../shape-checks.ts';
import { Scope } from './Scope.ts';
import { Named } from './Named.ts';
import { Category } from './Category.ts';
import { Purpose } from './Purpose.ts';
import { Basis } from './Basis.ts';
import { Source } from './Source.ts';
import { System } from './System.ts';
import { Recipient } from './Recipient.ts';
import { Tool } from './Tool.ts';
import { Gap } from './Gap.ts';
import { PartialSource } from './PartialSource.ts';
import type { Schemas } from '../../schema-types.ts';

export const Register: Check<Schemas['Register']> = /* @__PURE__ */ obj({ scope: Scope, asOf: str, policyVersion: str, controller: obj({ name: str, legalName: str, contactsUrl: str }), policyScope: list(str), humanHelp: str, automatedDecisions: str, groups: list(Named), categories: list(Category), purposes: list(Purpose), bases: list(Basis), sources: list(Source), systems: list(System), recipients: list(Recipient), tools: list(Tool), gaps: list(Gap), partial: list(PartialSource) });
