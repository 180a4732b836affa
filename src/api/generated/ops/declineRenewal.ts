// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { Consent } from '../checks/Consent.ts';
import type { Operation } from '../../operation.ts';

export const declineRenewal: Operation<'declineRenewal'> = { id: 'declineRenewal', method: 'put', path: '/consents/{id}/renewal', check: Consent };
