// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, str, one, obj } from '../../shape-checks.ts';
import type { Schemas } from '../../schema-types.ts';

export const Letter: Check<Schemas['Letter']> = /* @__PURE__ */ obj({ id: str, at: str, "topic?": str, kind: one("mailing", "service-notice"), subject: str, why: str, address: str, delivery: one("delivered", "bounced", "queued", "sent"), "unsubscribeUrl?": str });
