// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { RightPage } from '../checks/RightPage.ts';
import type { Operation } from '../../operation.ts';

export const getRights: Operation<'getRights'> = { id: 'getRights', method: 'get', path: '/rights', check: RightPage };
