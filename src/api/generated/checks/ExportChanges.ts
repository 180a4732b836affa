// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, str, list, int, obj } from '../../shape-checks.ts';
import type { Schemas } from '../../schema-types.ts';

export const ExportChanges: Check<Schemas['ExportChanges']> = /* @__PURE__ */ obj({ since: str, items: list(obj({ category: str, label: str, added: int, changed: int, removed: int })) });
