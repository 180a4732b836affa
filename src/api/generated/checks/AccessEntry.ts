// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, str, one, obj } from '../../shape-checks.ts';
import { Scope } from './Scope.ts';
import type { Schemas } from '../../schema-types.ts';

export const AccessEntry: Check<Schemas['AccessEntry']> = /* @__PURE__ */ obj({ id: str, at: str, actor: obj({ kind: one("staff", "system", "self", "user"), label: str }), action: obj({ id: str, label: str }), "category?": str, object: str, reason: str, from: obj({ channel: str, "place?": str }), scope: Scope, "reference?": obj({ kind: one("request", "export", "ticket"), id: str, label: str }) });
