// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { MailingHistory } from '../checks/MailingHistory.ts';
import type { Operation } from '../../operation.ts';

export const listMailingHistory: Operation<'listMailingHistory'> = { id: 'listMailingHistory', method: 'get', path: '/mailings/history', check: MailingHistory };
