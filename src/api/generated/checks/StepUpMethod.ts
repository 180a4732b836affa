// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, one, str, obj } from '../../shape-checks.ts';
import type { Schemas } from '../../schema-types.ts';

export const StepUpMethod: Check<Schemas['StepUpMethod']> = /* @__PURE__ */ obj({ id: one("password", "code", "email-code", "panel", "passkey"), label: str, "hint?": str });
