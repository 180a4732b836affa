// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { Export } from '../checks/Export.ts';
import type { Operation } from '../../operation.ts';

export const cancelExport: Operation<'cancelExport'> = { id: 'cancelExport', method: 'post', path: '/exports/{id}/cancel', check: Export };
