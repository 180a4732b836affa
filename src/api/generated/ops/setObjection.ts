// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { Objection } from '../checks/Objection.ts';
import type { Operation } from '../../operation.ts';

export const setObjection: Operation<'setObjection'> = { id: 'setObjection', method: 'put', path: '/objections/{purpose}', check: Objection };
