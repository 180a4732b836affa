// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { noBody } from '../../shape-checks.ts';
import type { Operation } from '../../operation.ts';

export const getCaseArchive: Operation<'getCaseArchive'> = { id: 'getCaseArchive', method: 'get', path: '/requests/{id}/archive', check: noBody };
