// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, str, bool, one, int, list, obj } from '../../shape-checks.ts';
import { Money } from './Money.ts';
import { Named } from './Named.ts';
import { RetentionRule } from './RetentionRule.ts';
import { Hold } from './Hold.ts';
import { Company } from './Company.ts';
import { RecordAttribute } from './RecordAttribute.ts';
import type { Schemas } from '../../schema-types.ts';

export const Record: Check<Schemas['Record']> = /* @__PURE__ */ obj({ id: str, kind: str, at: str, "day?": str, title: str, "number?": str, "amount?": Money, "status?": Named, system: str, "service?": str, "counterparty?": str, aboutThirdParty: bool, "channel?": str, "direction?": one("in", "out"), "bytes?": int, "seconds?": int, "humanCheckedAt?": str, "deleteOn?": str, "retention?": RetentionRule, "hold?": Hold, "recipients?": list(obj({ id: str, label: str, members: list(Company) })), attributes: list(RecordAttribute) });
