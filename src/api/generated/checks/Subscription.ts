// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, str, one, int, list, obj } from '../../shape-checks.ts';
import { Fact } from './Fact.ts';
import type { Schemas } from '../../schema-types.ts';

export const Subscription: Check<Schemas['Subscription']> = /* @__PURE__ */ obj({ topic: str, label: str, description: str, state: one("on", "off"), "since?": str, lettersLastYear: int, sampleSubject: str, why: str, "nextPlanned?": str, onItsWay: list(obj({ subject: str, until: str })), fact: Fact });
