// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { str, list, int, obj } from '../../shape.ts';

export const ExportChanges = /* @__PURE__ */ obj({ since: str, items: list(obj({ category: str, label: str, added: int, changed: int, removed: int })) });
