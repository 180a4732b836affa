// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { noBody } from '../../shape-checks.ts';
import type { Operation } from '../../operation.ts';

export const streamExport: Operation<'streamExport'> = { id: 'streamExport', method: 'get', path: '/exports/{id}/events', check: noBody };
