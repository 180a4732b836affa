// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { ConsentPage } from '../checks/ConsentPage.ts';
import type { Operation } from '../../operation.ts';

export const listConsents: Operation<'listConsents'> = { id: 'listConsents', method: 'get', path: '/consents', check: ConsentPage };
