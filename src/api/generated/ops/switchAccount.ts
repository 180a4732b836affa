// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { Session } from '../checks/Session.ts';
import type { Operation } from '../../operation.ts';

export const switchAccount: Operation<'switchAccount'> = { id: 'switchAccount', method: 'post', path: '/session/account', check: Session };
