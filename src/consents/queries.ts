import { getRegister } from '../api/generated/ops/getRegister.ts';
import { listConsents } from '../api/generated/ops/listConsents.ts';
import type { components } from '../api/generated/schema.ts';
import { apiQuery } from '../shell/frame/runtime.ts';

export type Schemas = components['schemas'];
export type Consent = Schemas['Consent'];

export const consentsQuery = apiQuery(listConsents);
export const registerQuery = apiQuery(getRegister, { query: { scope: 'person' } });
