// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { Export } from '../checks/Export.ts';
import type { Operation } from '../../operation.ts';

export const revokeExport: Operation<'revokeExport'> = { id: 'revokeExport', method: 'delete', path: '/exports/{id}', check: Export };
