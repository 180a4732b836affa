// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, str, one, obj } from '../../shape-checks.ts';
import { Fact } from './Fact.ts';
import type { Schemas } from '../../schema-types.ts';

export const PolicyVersionSummary: Check<Schemas['PolicyVersionSummary']> = /* @__PURE__ */ obj({ id: str, title: str, state: one("in-force", "upcoming", "former"), effectiveFrom: str, "effectiveTo?": str, "shownAt?": str, "acknowledgedAt?": str, summary: str, originalUrl: str, fact: Fact });
