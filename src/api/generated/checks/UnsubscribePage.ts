// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { str, one, list, obj } from '../../shape.ts';
import { MailingTopic } from './MailingTopic.ts';

export const UnsubscribePage = /* @__PURE__ */ obj({ address: str, topic: MailingTopic, topicLabel: str, why: str, state: one("on", "off"), "offSince?": str, "undoUntil?": str, topics: list(obj({ topic: MailingTopic, label: str, state: one("on", "off") })), accountUrl: str });
