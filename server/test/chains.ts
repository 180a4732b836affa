import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, type Pool } from 'pg';
import { afterEach, beforeEach, inject } from 'vitest';
import { poolAs } from './pools.ts';
import { emptyTables } from './stores.ts';

/** Connections of each role, and a folder for roots: new ones for each test of a spec that calls `useChains`. */
export let customers: Pool;
export let jobs: Pool;
export let admin: Client;
export let folder: string;

/** Gives each test of a spec empty tables, connections and a folder for roots. */
export function useChains(): void {
  beforeEach(async () => {
    await emptyTables();
    customers = poolAs('customer', 4);
    jobs = poolAs('jobs', 2);
    admin = new Client({ connectionString: inject('urls').admin });
    await admin.connect();
    folder = mkdtempSync(join(tmpdir(), 'privacy-roots-'));
  });
  afterEach(async () => {
    await Promise.all([customers.end(), jobs.end(), admin.end()]);
    rmSync(folder, { recursive: true, force: true });
  });
}
