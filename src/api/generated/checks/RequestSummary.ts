// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, str, list, one, obj } from '../../shape-checks.ts';
import { RightKind } from './RightKind.ts';
import { Scope } from './Scope.ts';
import { RequestStatus } from './RequestStatus.ts';
import { Deadline } from './Deadline.ts';
import { Mark } from './Mark.ts';
import type { Schemas } from '../../schema-types.ts';

export const RequestSummary: Check<Schemas['RequestSummary']> = /* @__PURE__ */ obj({ id: str, number: str, kind: RightKind, scope: Scope, status: RequestStatus, title: str, createdAt: str, "submittedAt?": str, updatedAt: str, "dueBy?": str, deadlines: list(Deadline), marks: list(Mark), turn: one("user", "owner", "staff", "nobody") });
