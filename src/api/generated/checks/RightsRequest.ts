// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, str, one, bool, obj, list } from '../../shape-checks.ts';
import { RightKind } from './RightKind.ts';
import { Scope } from './Scope.ts';
import { RequestStatus } from './RequestStatus.ts';
import { RequestDetails } from './RequestDetails.ts';
import { Role } from './Role.ts';
import { Deadline } from './Deadline.ts';
import { Mark } from './Mark.ts';
import { Outcome } from './Outcome.ts';
import { TimelineEvent } from './TimelineEvent.ts';
import { Message } from './Message.ts';
import { Attachment } from './Attachment.ts';
import { LinkedRequest } from './LinkedRequest.ts';
import { KeptRule } from './KeptRule.ts';
import { ComplaintBody } from './ComplaintBody.ts';
import { Destruction } from './Destruction.ts';
import type { Schemas } from '../../schema-types.ts';

export const RightsRequest: Check<Schemas['RightsRequest']> = /* @__PURE__ */ obj({ id: str, etag: str, "appliedLaw?": one("RU", "BY", "policy"), number: str, kind: RightKind, scope: Scope, status: RequestStatus, title: str, createdAt: str, "submittedAt?": str, updatedAt: str, "answeredAt?": str, details: RequestDetails, "step?": str, preparedBy: obj({ id: str, name: str, self: bool, "role?": Role }), "dueBy?": str, deadlines: list(Deadline), marks: list(Mark), turn: one("user", "owner", "staff", "nobody"), nextStep: str, "holdUntil?": str, outcomes: list(Outcome), timeline: list(TimelineEvent), messages: list(Message), attachments: list(Attachment), allowedActions: list(one("submit", "delete", "withdraw", "message", "appeal", "approve", "decline")), "receiptDigest?": str, "replaces?": LinkedRequest, "replacedBy?": LinkedRequest, "appealUntil?": str, "kept?": KeptRule, "complaintBodies?": list(ComplaintBody), "destruction?": Destruction, "unreadNotices?": bool });
