// @ts-nocheck
// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import type { Operation } from '../../operation.ts';
const validate = () => true;

export const downloadPart: Operation<'downloadPart'> = { id: 'downloadPart', method: 'get', path: '/exports/{id}/parts/{n}', check: validate };
