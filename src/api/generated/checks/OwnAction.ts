// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, str, one, obj } from '../../shape-checks.ts';
import type { Schemas } from '../../schema-types.ts';

export const OwnAction: Check<Schemas['OwnAction']> = /* @__PURE__ */ obj({ id: str, at: str, kind: one("copy-made", "link-made", "downloaded", "value-shown", "consent-given", "consent-withdrawn", "mailing-on", "mailing-off", "notices-routed", "request-filed", "data-changed", "signed-in"), label: str, from: obj({ channel: str, "place?": str }), "reference?": obj({ kind: one("request", "export"), id: str, label: str }), "stops?": str, "cannotStop?": str, "disowned?": obj({ at: str, requestId: str, number: str }) });
