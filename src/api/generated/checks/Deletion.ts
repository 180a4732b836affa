// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { str, int, obj } from '../../shape.ts';

export const Deletion = /* @__PURE__ */ obj({ id: str, category: str, label: str, count: int, date: str, start: str, startLabel: str, period: str, system: str });
