// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { Export } from '../checks/Export.ts';
import type { Operation } from '../../operation.ts';

export const endExportRepetition: Operation<'endExportRepetition'> = { id: 'endExportRepetition', method: 'delete', path: '/exports/{id}/repetition', check: Export };
