// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { ExportEstimate } from '../checks/ExportEstimate.ts';
import type { Operation } from '../../operation.ts';

export const estimateExport: Operation<'estimateExport'> = { id: 'estimateExport', method: 'post', path: '/exports/estimates', check: ExportEstimate };
