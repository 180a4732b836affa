// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { noBody } from '../../shape-checks.ts';
import type { Operation } from '../../operation.ts';

export const getUploadOffset: Operation<'getUploadOffset'> = { id: 'getUploadOffset', method: 'head', path: '/requests/{id}/attachments/{aid}', check: noBody };
