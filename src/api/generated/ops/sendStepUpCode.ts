// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { StepUpCode } from '../checks/StepUpCode.ts';
import type { Operation } from '../../operation.ts';

export const sendStepUpCode: Operation<'sendStepUpCode'> = { id: 'sendStepUpCode', method: 'post', path: '/session/step-up/code', check: StepUpCode };
