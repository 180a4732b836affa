// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { Attachment } from '../checks/Attachment.ts';
import type { Operation } from '../../operation.ts';

export const uploadChunk: Operation<'uploadChunk'> = { id: 'uploadChunk', method: 'patch', path: '/requests/{id}/attachments/{aid}', check: Attachment };
