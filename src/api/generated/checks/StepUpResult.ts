// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, str, obj } from '../../shape-checks.ts';
import type { Schemas } from '../../schema-types.ts';

export const StepUpResult: Check<Schemas['StepUpResult']> = /* @__PURE__ */ obj({ until: str });
