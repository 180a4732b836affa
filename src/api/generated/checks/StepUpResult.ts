// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { str, obj } from '../../shape.ts';

export const StepUpResult = /* @__PURE__ */ obj({ until: str });
