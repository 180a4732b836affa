// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { Overview } from '../checks/Overview.ts';
import type { Operation } from '../../operation.ts';

export const getOverview: Operation<'getOverview'> = { id: 'getOverview', method: 'get', path: '/overview', check: Overview };
