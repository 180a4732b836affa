// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { Export } from '../checks/Export.ts';
import type { Operation } from '../../operation.ts';

export const getExport: Operation<'getExport'> = { id: 'getExport', method: 'get', path: '/exports/{id}', check: Export };
