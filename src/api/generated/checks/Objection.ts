// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, str, bool, one, obj } from '../../shape-checks.ts';
import { PrivacySignal } from './PrivacySignal.ts';
import type { Schemas } from '../../schema-types.ts';

export const Objection: Check<Schemas['Objection']> = /* @__PURE__ */ obj({ purpose: str, label: str, description: str, instant: bool, state: one("none", "pending", "accepted", "refused"), "at?": str, "requestId?": str, effect: str, "instead?": str, "signal?": PrivacySignal });
