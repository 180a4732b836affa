import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { parse } from 'yaml';
import { OWN_CATEGORY, OWN_SYSTEM } from '../../core/register/own-records.ts';
import { RETENTION_ROWS } from '../retention/retention.ts';

interface OwnData {
  system: string;
  category: string;
  tables: Record<string, { kept?: string; personal: string[]; other: string[] }>;
}

const manifest = parse(readFileSync(join(import.meta.dirname, '../own-data.yaml'), 'utf8')) as OwnData;

let owner: Client;
beforeAll(async () => {
  owner = new Client({ connectionString: inject('urls').owner });
  await owner.connect();
});
afterAll(() => owner.end());

/** Columns that the manifest lacks, and those that it names and no table has. */
async function differences(): Promise<string[]> {
  const { rows } = await owner.query<{ name: string }>(
    `select relname || '.' || attname as name from pg_attribute join pg_class on pg_class.oid = attrelid
     where relnamespace = 'privacy'::regnamespace and relkind in ('r', 'p') and attnum > 0 and not attisdropped`,
  );
  const stored = new Set(rows.map(({ name }) => name));
  const named = Object.entries(manifest.tables).flatMap(([table, { personal, other }]) =>
    [...personal, ...other].map(column => `${table}.${column}`),
  );
  return [...[...stored].filter(name => !named.includes(name)), ...named.filter(name => !stored.has(name))];
}

test('the manifest of the server’s own data names every column, and the server is a system of the policy', async () => {
  expect([manifest.system, manifest.category]).toEqual([OWN_SYSTEM, OWN_CATEGORY]);
  expect(await differences()).toEqual([]);
  for (const [table, { kept, personal }] of Object.entries(manifest.tables))
    if (personal.length > 0) expect([...RETENTION_ROWS, 'directory'], table).toContain(kept);
});

test('a column that the manifest does not name is found', async () => {
  await owner.query('begin');
  await owner.query('alter table privacy.consents add column nickname text');
  await owner.query('create table privacy.guesses (person_id text)');
  expect(await differences()).toEqual(['consents.nickname', 'guesses.person_id']);
  await owner.query('rollback');
});
