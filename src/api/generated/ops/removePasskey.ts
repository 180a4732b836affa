// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { noBody } from '../../shape-checks.ts';
import type { Operation } from '../../operation.ts';

export const removePasskey: Operation<'removePasskey'> = { id: 'removePasskey', method: 'delete', path: '/session/passkeys/{id}', check: noBody };
