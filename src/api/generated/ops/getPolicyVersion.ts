// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { PolicyVersion } from '../checks/PolicyVersion.ts';
import type { Operation } from '../../operation.ts';

export const getPolicyVersion: Operation<'getPolicyVersion'> = { id: 'getPolicyVersion', method: 'get', path: '/policy/versions/{id}', check: PolicyVersion };
