// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { Export } from '../checks/Export.ts';
import type { Operation } from '../../operation.ts';

export const createExport: Operation<'createExport'> = { id: 'createExport', method: 'post', path: '/exports', check: Export };
