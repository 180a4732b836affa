// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, one, str, list, obj } from '../../shape-checks.ts';
import { LawReference } from './LawReference.ts';
import type { Schemas } from '../../schema-types.ts';

export const Destruction: Check<Schemas['Destruction']> = /* @__PURE__ */ obj({ act: one("pending", "signed"), "number?": str, by: str, at: str, why: str, items: list(obj({ category: str, categoryLabel: str, system: str, systemLabel: str, result: one("destroyed", "asked", "anonymised", "blocked", "kept"), "until?": str, "law?": LawReference, "why?": str })) });
