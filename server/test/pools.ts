import type { Pool } from 'pg';
import { inject } from 'vitest';
import { openPool } from '../postgres/pool.ts';
import type { TestUrls } from './database.ts';

/** Connections of a role to the database of the suites, opened as the programs open theirs. */
export const poolAs = (role: keyof TestUrls, max = 10): Pool =>
  openPool({ connectionString: inject('urls')[role], max }, () => undefined);
