// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { str, obj } from '../../shape.ts';

export const Named = /* @__PURE__ */ obj({ id: str, label: str, "term?": str });
