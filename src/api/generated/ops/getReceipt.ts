// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { Receipt } from '../checks/Receipt.ts';
import type { Operation } from '../../operation.ts';

export const getReceipt: Operation<'getReceipt'> = { id: 'getReceipt', method: 'get', path: '/requests/{id}/receipt', check: Receipt };
