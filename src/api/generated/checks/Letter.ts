// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, str, one, list, obj } from '../../shape-checks.ts';
import type { Schemas } from '../../schema-types.ts';

export const Letter: Check<Schemas['Letter']> = /* @__PURE__ */ obj({ id: str, at: str, "topic?": str, kind: one("mailing", "service-notice"), subject: str, why: str, address: str, delivery: one("delivered", "bounced", "queued", "sent"), "selection?": obj({ rule: str, "matched?": str, basisLabel: str, categories: list(obj({ id: str, label: str })) }), "unsubscribeUrl?": str });
