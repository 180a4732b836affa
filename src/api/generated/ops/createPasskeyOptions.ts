// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { PasskeyOptions } from '../checks/PasskeyOptions.ts';
import type { Operation } from '../../operation.ts';

export const createPasskeyOptions: Operation<'createPasskeyOptions'> = { id: 'createPasskeyOptions', method: 'post', path: '/session/passkeys/options', check: PasskeyOptions };
