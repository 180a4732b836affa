// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { Export } from '../checks/Export.ts';
import type { Operation } from '../../operation.ts';

export const approveExport: Operation<'approveExport'> = { id: 'approveExport', method: 'post', path: '/exports/{id}/approve', check: Export };
