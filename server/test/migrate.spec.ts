import { Client } from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { migrate, requireMigrated } from '../postgres/migrate.ts';

let admin: Client;
beforeAll(async () => {
  admin = new Client({ connectionString: inject('urls').admin });
  await admin.connect();
  await admin.query('create database migrated owner privacy_owner');
});
afterAll(async () => {
  await admin.query('drop database migrated with (force)');
  await admin.end();
});

const connected = async (role: 'owner' | 'customer'): Promise<Client> => {
  const client = new Client({ connectionString: inject('urls')[role].replace('/privacy?', '/migrated?') });
  await client.connect();
  return client;
};

test('two processes that migrate at the same time apply each migration once, and the start sees it', async () => {
  const customer = await connected('customer');
  await expect(requireMigrated(customer, 'production')).rejects.toThrow(
    'The database lacks migrations: 0001-owner.sql',
  );
  const owners = [await connected('owner'), await connected('owner')] as const;
  const done = await Promise.all(owners.map(one => migrate(one, 'production')));
  expect(done.some(names => names.length === 0)).toBe(true);
  expect(done.flat()).toEqual([...new Set(done.flat())]);
  await requireMigrated(customer, 'production');
  // It stays what it was made for.
  await expect(migrate(owners[0], 'demo')).rejects.toThrow('not of the demo: this program refuses it');
  await expect(requireMigrated(customer, 'demo')).rejects.toThrow('not of the demo');
  await owners[0].query("update privacy.migrations set digest = 'other' where name = '0002-rows.sql'");
  await expect(migrate(owners[1], 'production')).rejects.toThrow(
    '0002-rows.sql was changed after it had been applied',
  );
  await expect(requireMigrated(customer, 'production')).rejects.toThrow('0002-rows.sql was changed');
  await Promise.all([customer, ...owners].map(client => client.end()));
});
