// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { RecordPage } from '../checks/RecordPage.ts';
import type { Operation } from '../../operation.ts';

export const searchRecords: Operation<'searchRecords'> = { id: 'searchRecords', method: 'post', path: '/register/{category}/records/search', check: RecordPage };
