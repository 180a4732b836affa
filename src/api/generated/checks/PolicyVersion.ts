// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, list, str, obj } from '../../shape-checks.ts';
import { PolicyVersionSummary } from './PolicyVersionSummary.ts';
import { PolicySection } from './PolicySection.ts';
import { PolicyChange } from './PolicyChange.ts';
import type { Schemas } from '../../schema-types.ts';

export const PolicyVersion: Check<Schemas['PolicyVersion']> = /* @__PURE__ */ obj({ version: PolicyVersionSummary, sections: list(PolicySection), "changes?": obj({ since: str, summary: str, items: list(PolicyChange) }) });
