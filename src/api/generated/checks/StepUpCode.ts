// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, str, obj } from '../../shape-checks.ts';
import type { Schemas } from '../../schema-types.ts';

export const StepUpCode: Check<Schemas['StepUpCode']> = /* @__PURE__ */ obj({ sentTo: str, sentAt: str, nextAt: str, expiresAt: str });
