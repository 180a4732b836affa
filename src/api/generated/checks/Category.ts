// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, str, one, list, int, bool, obj } from '../../shape-checks.ts';
import { Role } from './Role.ts';
import { Fact } from './Fact.ts';
import { RetentionRule } from './RetentionRule.ts';
import { Special } from './Special.ts';
import type { Schemas } from '../../schema-types.ts';

export const Category: Check<Schemas['Category']> = /* @__PURE__ */ obj({ id: str, group: str, label: str, term: str, question: str, holds: str, policySection: str, visibility: one("visible", "hidden"), "visibleTo?": list(Role), "records?": int, "fields?": int, "notConnected?": list(str), "empty?": bool, "bytes?": int, purposes: list(str), sources: list(str), systems: list(str), systemsFact: Fact, recipients: list(str), "tools?": list(str), retention: list(RetentionRule), providedByCustomer: bool, specials: list(Special), openList: bool, "consentNeeded?": str });
