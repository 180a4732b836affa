// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, str, list, obj } from '../../shape-checks.ts';
import { Outcome } from './Outcome.ts';
import { Seal } from './Seal.ts';
import type { Schemas } from '../../schema-types.ts';

export const AnswerProof: Check<Schemas['AnswerProof']> = /* @__PURE__ */ obj({ number: str, answeredAt: str, "text?": str, outcomes: list(Outcome), digest: str, "seal?": Seal });
