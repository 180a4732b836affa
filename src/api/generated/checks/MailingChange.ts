// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, str, one, obj } from '../../shape-checks.ts';
import type { Schemas } from '../../schema-types.ts';

export const MailingChange: Check<Schemas['MailingChange']> = /* @__PURE__ */ obj({ id: str, at: str, topic: str, topicLabel: str, from: one("on", "off", "mixed"), to: one("on", "off", "mixed"), by: obj({ kind: one("user", "staff", "system", "letter"), label: str }), via: one("account", "letter", "one-click", "staff", "import", "undo", "consent", "objection"), "undoUntil?": str, "refused?": obj({ subject: str }) });
