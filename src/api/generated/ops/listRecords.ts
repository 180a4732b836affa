// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { RecordPage } from '../checks/RecordPage.ts';
import type { Operation } from '../../operation.ts';

export const listRecords: Operation<'listRecords'> = { id: 'listRecords', method: 'get', path: '/register/{category}/records', check: RecordPage };
