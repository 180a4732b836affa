// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { SearchPage } from '../checks/SearchPage.ts';
import type { Operation } from '../../operation.ts';

export const searchRegister: Operation<'searchRegister'> = { id: 'searchRegister', method: 'post', path: '/register/search', check: SearchPage };
