// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { str } from '../../shape.ts';

export const MailingTopic = /* @__PURE__ */ str;
