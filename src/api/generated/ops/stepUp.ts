// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { StepUpResult } from '../checks/StepUpResult.ts';
import type { Operation } from '../../operation.ts';

export const stepUp: Operation<'stepUp'> = { id: 'stepUp', method: 'post', path: '/session/step-up', check: StepUpResult };
