// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, str, one, list, obj } from '../../shape-checks.ts';
import { Attachment } from './Attachment.ts';
import type { Schemas } from '../../schema-types.ts';

export const Message: Check<Schemas['Message']> = /* @__PURE__ */ obj({ id: str, at: str, from: one("user", "staff", "system"), author: str, text: str, attachments: list(Attachment), "accessEntry?": str });
