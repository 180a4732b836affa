// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { str, one, list, obj } from '../../shape.ts';

export const UnsubscribePage = /* @__PURE__ */ obj({ address: str, topic: str, topicLabel: str, why: str, state: one("on", "off"), "offSince?": str, "undoUntil?": str, topics: list(obj({ topic: str, label: str, state: one("on", "off") })), accountUrl: str });
