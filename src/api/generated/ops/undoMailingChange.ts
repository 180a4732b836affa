// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { Mailings } from '../checks/Mailings.ts';
import type { Operation } from '../../operation.ts';

export const undoMailingChange: Operation<'undoMailingChange'> = { id: 'undoMailingChange', method: 'post', path: '/mailings/changes/{id}/undo', check: Mailings };
