// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { Mailings } from '../checks/Mailings.ts';
import type { Operation } from '../../operation.ts';

export const getMailings: Operation<'getMailings'> = { id: 'getMailings', method: 'get', path: '/mailings', check: Mailings };
