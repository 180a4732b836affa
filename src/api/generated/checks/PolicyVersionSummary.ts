// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { str, one, obj } from '../../shape.ts';
import { Fact } from './Fact.ts';

export const PolicyVersionSummary = /* @__PURE__ */ obj({ id: str, title: str, state: one("in-force", "upcoming", "former"), effectiveFrom: str, "effectiveTo?": str, "shownAt?": str, "acknowledgedAt?": str, summary: str, originalUrl: str, fact: Fact });
