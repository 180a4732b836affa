// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { str, bool, one, obj } from '../../shape.ts';

export const Objection = /* @__PURE__ */ obj({ purpose: str, label: str, description: str, instant: bool, state: one("none", "pending", "accepted", "refused"), "at?": str, "requestId?": str, effect: str });
