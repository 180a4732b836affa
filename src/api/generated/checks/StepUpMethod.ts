// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { one, str, obj } from '../../shape.ts';

export const StepUpMethod = /* @__PURE__ */ obj({ id: one("password", "code"), label: str, "hint?": str });
