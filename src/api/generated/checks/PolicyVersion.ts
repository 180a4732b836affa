// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { list, str, obj } from '../../shape.ts';
import { PolicyVersionSummary } from './PolicyVersionSummary.ts';
import { PolicySection } from './PolicySection.ts';
import { PolicyChange } from './PolicyChange.ts';

export const PolicyVersion = /* @__PURE__ */ obj({ version: PolicyVersionSummary, sections: list(PolicySection), "changes?": obj({ since: str, summary: str, items: list(PolicyChange) }) });
