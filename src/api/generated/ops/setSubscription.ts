// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { Mailings } from '../checks/Mailings.ts';
import type { Operation } from '../../operation.ts';

export const setSubscription: Operation<'setSubscription'> = { id: 'setSubscription', method: 'put', path: '/mailings/subscriptions/{topic}', check: Mailings };
