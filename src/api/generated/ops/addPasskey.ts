// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { Passkey } from '../checks/Passkey.ts';
import type { Operation } from '../../operation.ts';

export const addPasskey: Operation<'addPasskey'> = { id: 'addPasskey', method: 'post', path: '/session/passkeys', check: Passkey };
