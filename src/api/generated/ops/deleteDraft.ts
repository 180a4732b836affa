// @ts-nocheck
// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import type { Operation } from '../../operation.ts';
const validate = () => true;

export const deleteDraft: Operation<'deleteDraft'> = { id: 'deleteDraft', method: 'delete', path: '/requests/{id}', check: validate };
