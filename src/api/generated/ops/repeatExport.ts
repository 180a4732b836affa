// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { Export } from '../checks/Export.ts';
import type { Operation } from '../../operation.ts';

export const repeatExport: Operation<'repeatExport'> = { id: 'repeatExport', method: 'put', path: '/exports/{id}/repetition', check: Export };
