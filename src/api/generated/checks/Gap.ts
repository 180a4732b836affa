// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { str, list, obj } from '../../shape.ts';

export const Gap = /* @__PURE__ */ obj({ id: str, title: str, text: str, categories: list(str), "purposes?": list(str) });
