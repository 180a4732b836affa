// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, str, one, obj } from '../../shape-checks.ts';
import type { Schemas } from '../../schema-types.ts';

export const PolicyChange: Check<Schemas['PolicyChange']> = /* @__PURE__ */ obj({ section: str, title: str, kind: one("added", "removed", "changed"), "before?": str, "after?": str, meaning: str });
