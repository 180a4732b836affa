// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { ExportChanges } from '../checks/ExportChanges.ts';
import type { Operation } from '../../operation.ts';

export const getExportChanges: Operation<'getExportChanges'> = { id: 'getExportChanges', method: 'get', path: '/exports/{id}/changes', check: ExportChanges };
