// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, str, one, list, obj, bool } from '../../shape-checks.ts';
import { Role } from './Role.ts';
import { Provenance } from './Provenance.ts';
import { RetentionRule } from './RetentionRule.ts';
import { Hold } from './Hold.ts';
import type { Schemas } from '../../schema-types.ts';

export const Field: Check<Schemas['Field']> = /* @__PURE__ */ obj({ id: str, label: str, "term?": str, visibility: one("visible", "hidden"), "visibleTo?": list(Role), "display?": str, "valueType?": one("text", "date", "money", "email", "phone", "passport", "address", "code"), sensitivity: one("open", "masked", "step-up"), "source?": obj({ id: str, label: str, "at?": str, "channel?": str }), systems: list(str), "provenance?": list(Provenance), "collectedAt?": str, "updatedAt?": str, purposes: list(str), recipients: list(str), retention: RetentionRule, aboutThirdParty: bool, correction: obj({ how: one("profile", "request", "none"), note: str }), "contested?": bool, "hold?": Hold, "history?": list(obj({ at: str, by: str, "display?": str })) });
