// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { str, obj } from '../../shape.ts';

export const PartialSource = /* @__PURE__ */ obj({ system: str, label: str, lastGoodAt: str });
