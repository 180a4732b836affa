// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { AccessLogPage } from '../checks/AccessLogPage.ts';
import type { Operation } from '../../operation.ts';

export const listAccessLog: Operation<'listAccessLog'> = { id: 'listAccessLog', method: 'get', path: '/access-log', check: AccessLogPage };
