// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, list, any, str, nil, int, obj } from '../../shape-checks.ts';
import { MailingChange } from './MailingChange.ts';
import type { Schemas } from '../../schema-types.ts';

export const MailingHistory: Check<Schemas['MailingHistory']> = /* @__PURE__ */ obj({ items: list(MailingChange), nextCursor: any(str, nil), total: int });
