import type { components } from './generated/schema.ts';

/** The schemas of the contract by name (`components.schemas` in openapi.yaml). */
export type Schemas = components['schemas'];
