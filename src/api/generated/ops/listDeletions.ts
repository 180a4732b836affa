// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { DeletionPage } from '../checks/DeletionPage.ts';
import type { Operation } from '../../operation.ts';

export const listDeletions: Operation<'listDeletions'> = { id: 'listDeletions', method: 'get', path: '/register/deletions', check: DeletionPage };
