// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { list, str, one, bool, obj } from '../../shape.ts';
import { Scope } from './Scope.ts';

export const ExportSpec = /* @__PURE__ */ obj({ scope: Scope, categories: list(str), "from?": str, "to?": str, formats: list(one("json", "csv", "html")), language: one("ru", "en"), includeAttachments: bool, includeCorrespondence: bool });
