// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, str, bool, int, list, obj } from '../../shape-checks.ts';
import { NoticeRoute } from './NoticeRoute.ts';
import { NoticePerson } from './NoticePerson.ts';
import { Letter } from './Letter.ts';
import type { Schemas } from '../../schema-types.ts';

export const ServiceNotices: Check<Schemas['ServiceNotices']> = /* @__PURE__ */ obj({ label: str, reason: str, locked: bool, lettersLastYear: int, "lastAt?": str, examples: list(str), routes: list(NoticeRoute), people: list(NoticePerson), history: list(Letter) });
