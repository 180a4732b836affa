// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { noBody } from '../../shape-checks.ts';
import type { Operation } from '../../operation.ts';

export const deleteDraft: Operation<'deleteDraft'> = { id: 'deleteDraft', method: 'delete', path: '/requests/{id}', check: noBody };
