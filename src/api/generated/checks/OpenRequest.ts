// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, str, obj } from '../../shape-checks.ts';
import { RequestStatus } from './RequestStatus.ts';
import { RequestDetails } from './RequestDetails.ts';
import type { Schemas } from '../../schema-types.ts';

export const OpenRequest: Check<Schemas['OpenRequest']> = /* @__PURE__ */ obj({ id: str, number: str, title: str, status: RequestStatus, details: RequestDetails });
