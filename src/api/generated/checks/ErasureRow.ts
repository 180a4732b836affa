// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, str, int, one, obj } from '../../shape-checks.ts';
import { LawReference } from './LawReference.ts';
import { Fact } from './Fact.ts';
import type { Schemas } from '../../schema-types.ts';

export const ErasureRow: Check<Schemas['ErasureRow']> = /* @__PURE__ */ obj({ category: str, categoryLabel: str, system: str, systemLabel: str, "year?": int, action: one("delete", "block", "anonymise", "keep", "ask-third-party"), "until?": str, "law?": LawReference, why: str, records: int, fact: Fact });
