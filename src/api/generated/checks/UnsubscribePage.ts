// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, str, one, list, obj } from '../../shape-checks.ts';
import type { Schemas } from '../../schema-types.ts';

export const UnsubscribePage: Check<Schemas['UnsubscribePage']> = /* @__PURE__ */ obj({ address: str, topic: str, topicLabel: str, why: str, state: one("on", "off"), "offSince?": str, "offBy?": str, "undoUntil?": str, topics: list(obj({ topic: str, label: str, state: one("on", "off") })), accountUrl: str });
