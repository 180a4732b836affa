// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { CategoryDetail } from '../checks/CategoryDetail.ts';
import type { Operation } from '../../operation.ts';

export const getCategory: Operation<'getCategory'> = { id: 'getCategory', method: 'get', path: '/register/{category}', check: CategoryDetail };
