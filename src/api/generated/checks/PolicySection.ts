// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { str, list, obj } from '../../shape.ts';

export const PolicySection = /* @__PURE__ */ obj({ id: str, number: str, title: str, paragraphs: list(str), categories: list(str), "gap?": str });
