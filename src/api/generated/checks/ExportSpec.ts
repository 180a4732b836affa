// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, list, str, one, bool, obj } from '../../shape-checks.ts';
import { Scope } from './Scope.ts';
import type { Schemas } from '../../schema-types.ts';

export const ExportSpec: Check<Schemas['ExportSpec']> = /* @__PURE__ */ obj({ scope: Scope, categories: list(str), "from?": str, "to?": str, "after?": str, formats: list(one("json", "csv", "html")), language: one("ru", "en"), includeAttachments: bool, includeCorrespondence: bool, "leftOut?": list(str), "onlyProvided?": bool });
