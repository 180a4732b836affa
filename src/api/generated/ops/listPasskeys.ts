// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { Passkeys } from '../checks/Passkeys.ts';
import type { Operation } from '../../operation.ts';

export const listPasskeys: Operation<'listPasskeys'> = { id: 'listPasskeys', method: 'get', path: '/session/passkeys', check: Passkeys };
