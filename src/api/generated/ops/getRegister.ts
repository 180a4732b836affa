// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { Register } from '../checks/Register.ts';
import type { Operation } from '../../operation.ts';

export const getRegister: Operation<'getRegister'> = { id: 'getRegister', method: 'get', path: '/register', check: Register };
