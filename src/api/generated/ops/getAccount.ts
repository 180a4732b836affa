// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { AccountAccess } from '../checks/AccountAccess.ts';
import type { Operation } from '../../operation.ts';

export const getAccount: Operation<'getAccount'> = { id: 'getAccount', method: 'get', path: '/account', check: AccountAccess };
