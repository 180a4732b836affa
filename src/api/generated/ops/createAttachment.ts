// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { Attachment } from '../checks/Attachment.ts';
import type { Operation } from '../../operation.ts';

export const createAttachment: Operation<'createAttachment'> = { id: 'createAttachment', method: 'post', path: '/requests/{id}/attachments', check: Attachment };
