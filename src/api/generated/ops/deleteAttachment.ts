// @ts-nocheck
// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import type { Operation } from '../../operation.ts';
const validate = () => true;

export const deleteAttachment: Operation<'deleteAttachment'> = { id: 'deleteAttachment', method: 'delete', path: '/requests/{id}/attachments/{aid}', check: validate };
