// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { str, obj } from '../../shape.ts';

export const LawReference = /* @__PURE__ */ obj({ law: str, "article?": str });
