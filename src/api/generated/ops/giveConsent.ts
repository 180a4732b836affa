// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { Consent } from '../checks/Consent.ts';
import type { Operation } from '../../operation.ts';

export const giveConsent: Operation<'giveConsent'> = { id: 'giveConsent', method: 'post', path: '/consents', check: Consent };
