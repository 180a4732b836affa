// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { noBody } from '../../shape-checks.ts';
import type { Operation } from '../../operation.ts';

export const revokeGrant: Operation<'revokeGrant'> = { id: 'revokeGrant', method: 'delete', path: '/session/grants/{id}', check: noBody };
