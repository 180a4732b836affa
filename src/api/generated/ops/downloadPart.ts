// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { noBody } from '../../shape-checks.ts';
import type { Operation } from '../../operation.ts';

export const downloadPart: Operation<'downloadPart'> = { id: 'downloadPart', method: 'get', path: '/exports/{id}/parts/{n}', check: noBody };
