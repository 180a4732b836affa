// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { list, any, str, nil, int, obj } from '../../shape.ts';
import { MailingChange } from './MailingChange.ts';

export const MailingHistory = /* @__PURE__ */ obj({ items: list(MailingChange), nextCursor: any(str, nil), total: int });
