// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, str, int, one, bool, obj } from '../../shape-checks.ts';
import type { Schemas } from '../../schema-types.ts';

export const Attachment: Check<Schemas['Attachment']> = /* @__PURE__ */ obj({ id: str, name: str, size: int, sha256: str, type: str, state: one("uploading", "checking", "ready", "rejected"), offset: int, "reason?": str, by: one("user", "staff"), sent: bool, "removable?": bool, "check?": one("running", "clean", "threat", "not-connected", "unavailable"), "checkedAt?": str, "seenAt?": str });
