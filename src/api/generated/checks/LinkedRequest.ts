// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, str, obj } from '../../shape-checks.ts';
import { RequestStatus } from './RequestStatus.ts';
import type { Schemas } from '../../schema-types.ts';

export const LinkedRequest: Check<Schemas['LinkedRequest']> = /* @__PURE__ */ obj({ id: str, number: str, status: RequestStatus });
