// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, str, one, obj } from '../../shape-checks.ts';
import { LawReference } from './LawReference.ts';
import type { Schemas } from '../../schema-types.ts';

export const Outcome: Check<Schemas['Outcome']> = /* @__PURE__ */ obj({ id: str, label: str, kind: one("done", "partly", "refused", "kept", "forwarded"), text: str, "until?": str, "law?": LawReference });
