// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { Export } from '../checks/Export.ts';
import type { Operation } from '../../operation.ts';

export const declineExport: Operation<'declineExport'> = { id: 'declineExport', method: 'post', path: '/exports/{id}/decline', check: Export };
