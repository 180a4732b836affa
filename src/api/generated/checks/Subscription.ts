// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { str, one, int, obj } from '../../shape.ts';
import { Fact } from './Fact.ts';

export const Subscription = /* @__PURE__ */ obj({ topic: str, label: str, description: str, state: one("on", "off"), "since?": str, lettersLastYear: int, sampleSubject: str, why: str, "nextPlanned?": str, fact: Fact });
