// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, str, list, int, obj } from '../../shape-checks.ts';
import { RightKind } from './RightKind.ts';
import { Scope } from './Scope.ts';
import { RequestDetails } from './RequestDetails.ts';
import { Deadline } from './Deadline.ts';
import { AnswerProof } from './AnswerProof.ts';
import { Seal } from './Seal.ts';
import type { Schemas } from '../../schema-types.ts';

export const Receipt: Check<Schemas['Receipt']> = /* @__PURE__ */ obj({ number: str, filedAt: str, kind: RightKind, scope: Scope, accountCode: str, accountName: str, text: str, details: RequestDetails, attachments: list(obj({ name: str, size: int, sha256: str })), digest: str, dueBy: str, deadlines: list(Deadline), "answer?": AnswerProof, "seal?": Seal });
