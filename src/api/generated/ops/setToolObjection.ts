// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { ToolObjection } from '../checks/ToolObjection.ts';
import type { Operation } from '../../operation.ts';

export const setToolObjection: Operation<'setToolObjection'> = { id: 'setToolObjection', method: 'put', path: '/objections/{purpose}/tools/{tool}', check: ToolObjection };
