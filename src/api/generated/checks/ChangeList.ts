// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, str, list, one, obj } from '../../shape-checks.ts';
import type { Schemas } from '../../schema-types.ts';

export const ChangeList: Check<Schemas['ChangeList']> = /* @__PURE__ */ obj({ "since?": str, items: list(obj({ id: str, at: str, kind: one("request", "export", "policy", "mailing", "access", "disclosure"), text: str, "reference?": str })) });
