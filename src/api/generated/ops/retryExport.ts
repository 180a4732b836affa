// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { Export } from '../checks/Export.ts';
import type { Operation } from '../../operation.ts';

export const retryExport: Operation<'retryExport'> = { id: 'retryExport', method: 'post', path: '/exports/{id}/retry', check: Export };
