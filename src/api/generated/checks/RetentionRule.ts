// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, str, one, obj, int } from '../../shape-checks.ts';
import { Fact } from './Fact.ts';
import type { Schemas } from '../../schema-types.ts';

export const RetentionRule: Check<Schemas['RetentionRule']> = /* @__PURE__ */ obj({ id: str, kind: one("fixed", "while-contract-plus-law", "set-by-tool", "unspecified"), label: str, "period?": str, "startsAt?": obj({ event: str, label: str, "date?": str }), "until?": str, "law?": obj({ title: str, "article?": str, "years?": int }), "url?": str, note: str, fact: Fact });
