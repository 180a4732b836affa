// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, str, bool, obj, list, one } from '../../shape-checks.ts';
import { RightKind } from './RightKind.ts';
import { LawReference } from './LawReference.ts';
import { Eligibility } from './Eligibility.ts';
import { Deadline } from './Deadline.ts';
import { OpenRequest } from './OpenRequest.ts';
import type { Schemas } from '../../schema-types.ts';

export const Right: Check<Schemas['Right']> = /* @__PURE__ */ obj({ kind: RightKind, label: str, term: str, lead: str, byPolicyOnly: bool, "law?": LawReference, receive: str, eligible: bool, applies: obj({ text: str, "always?": bool, "alternative?": str }), eligibility: list(Eligibility), deadlines: list(Deadline), "dueBy?": str, openRequests: list(OpenRequest), "instant?": one("export", "mailings", "consents") });
