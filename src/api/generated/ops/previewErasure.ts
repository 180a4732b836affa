// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { ErasurePreview } from '../checks/ErasurePreview.ts';
import type { Operation } from '../../operation.ts';

export const previewErasure: Operation<'previewErasure'> = { id: 'previewErasure', method: 'post', path: '/rights/erasure/preview', check: ErasurePreview };
