// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { PolicyVersionPage } from '../checks/PolicyVersionPage.ts';
import type { Operation } from '../../operation.ts';

export const listPolicyVersions: Operation<'listPolicyVersions'> = { id: 'listPolicyVersions', method: 'get', path: '/policy/versions', check: PolicyVersionPage };
