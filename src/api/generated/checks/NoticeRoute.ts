// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, str, bool, list, obj } from '../../shape-checks.ts';
import { NoticeKind } from './NoticeKind.ts';
import { NoticePerson } from './NoticePerson.ts';
import type { Schemas } from '../../schema-types.ts';

export const NoticeRoute: Check<Schemas['NoticeRoute']> = /* @__PURE__ */ obj({ kind: NoticeKind, label: str, chosen: bool, recipients: list(NoticePerson), mayRoute: bool, "changedAt?": str, "changedBy?": str, etag: str });
