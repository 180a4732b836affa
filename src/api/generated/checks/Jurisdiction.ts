// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { one } from '../../shape.ts';

export const Jurisdiction = /* @__PURE__ */ one("RU", "BY");
