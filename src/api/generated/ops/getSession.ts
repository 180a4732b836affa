// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { Session } from '../checks/Session.ts';
import type { Operation } from '../../operation.ts';

export const getSession: Operation<'getSession'> = { id: 'getSession', method: 'get', path: '/session', check: Session };
