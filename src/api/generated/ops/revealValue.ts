// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { Revealed } from '../checks/Revealed.ts';
import type { Operation } from '../../operation.ts';

export const revealValue: Operation<'revealValue'> = { id: 'revealValue', method: 'post', path: '/register/{category}/reveals', check: Revealed };
