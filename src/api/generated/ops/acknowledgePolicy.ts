// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { Acknowledgement } from '../checks/Acknowledgement.ts';
import type { Operation } from '../../operation.ts';

export const acknowledgePolicy: Operation<'acknowledgePolicy'> = { id: 'acknowledgePolicy', method: 'post', path: '/policy/acknowledgements', check: Acknowledgement };
