// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { Consent } from '../checks/Consent.ts';
import type { Operation } from '../../operation.ts';

export const withdrawConsent: Operation<'withdrawConsent'> = { id: 'withdrawConsent', method: 'post', path: '/consents/{id}/withdraw', check: Consent };
