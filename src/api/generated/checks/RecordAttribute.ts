// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { str, one, obj } from '../../shape.ts';

export const RecordAttribute = /* @__PURE__ */ obj({ id: str, label: str, "display?": str, sensitivity: one("open", "masked", "step-up") });
