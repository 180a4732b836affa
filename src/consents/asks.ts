import { getRegister } from '../api/generated/ops/getRegister.ts';
import { listConsents } from '../api/generated/ops/listConsents.ts';
import type { components } from '../api/generated/schema.ts';
import { ask } from '../shell/runtime.ts';

export type Schemas = components['schemas'];
export type Consent = Schemas['Consent'];

export const consentsAsk = ask(listConsents);
export const registerAsk = ask(getRegister, { query: { scope: 'person' } });
