// @ts-nocheck
// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import type { Operation } from '../../operation.ts';
const validate = () => true;

export const getCaseArchive: Operation<'getCaseArchive'> = { id: 'getCaseArchive', method: 'get', path: '/requests/{id}/archive', check: validate };
