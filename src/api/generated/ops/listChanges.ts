// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { ChangeList } from '../checks/ChangeList.ts';
import type { Operation } from '../../operation.ts';

export const listChanges: Operation<'listChanges'> = { id: 'listChanges', method: 'get', path: '/overview/changes', check: ChangeList };
