// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { ExportPage } from '../checks/ExportPage.ts';
import type { Operation } from '../../operation.ts';

export const listExports: Operation<'listExports'> = { id: 'listExports', method: 'get', path: '/exports', check: ExportPage };
