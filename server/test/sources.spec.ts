import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { expect, inject, test } from 'vitest';
import { partialOf, statedAmount } from '../../core/partial.ts';
import { policy } from '../../core/policy/tables.ts';
import { openPool } from '../postgres/pool.ts';
import { createBreaker } from '../sources/breaker.ts';
import type { SourcePool } from '../sources/dialects/dialect.ts';
import { postgresPool } from '../sources/dialects/postgresql.ts';
import { readManifest } from '../sources/manifest.ts';
import { connectedSources } from '../sources/connected.ts';

const TEXT = readFileSync(join(import.meta.dirname, '../demo/billing.yaml'), 'utf8');
const manifest = readManifest(TEXT, 'billing.yaml', {
  systems: new Set(['activeplatform']),
  sources: new Set(['order-form', 'account-area', 'phone']),
  retention: new Set(['recording-3m']),
  categories: new Map([
    ['account', ['activeplatform']],
    ['services', ['activeplatform']],
  ]),
});
const SUBJECT = { userId: 'u-10', accountId: 'acc-1', part: 'account' } as const;
const LAST_YEAR = new Date('2025-11-30T09:00:00Z');

/** Connections to a system that answers each statement with one row, or with none at all. */
const poolThat = (answers: boolean): SourcePool => {
  const query = async (text: string) => {
    if (!answers && !/^(begin|set)/.test(text)) throw new Error('no answer');
    return { rows: [{ account_id: 'acc-1' }] };
  };
  return postgresPool({ connect: async () => ({ query, release: () => undefined }) } as unknown as Pool);
};

test('a system that does not answer is named with the time of its last answer, and is not asked again', async () => {
  const failures: string[] = [];
  const connection = { manifest, pool: poolThat(false), lastGoodAt: LAST_YEAR, breaker: createBreaker() };
  const sources = connectedSources([connection], {
    onFailure: system => failures.push(system),
  });
  const query = { upTo: new Date() };
  expect(await sources.count('services', SUBJECT, query)).toEqual([]);
  expect(await sources.count('services', SUBJECT, query)).toEqual([]);
  expect(failures).toEqual(['activeplatform']);
  expect(sources.unavailable()[0]).toEqual({ system: 'activeplatform', lastGoodAt: LAST_YEAR.toISOString() });
});

test('a system that has never answered has no time of a last answer', async () => {
  const connection = { manifest, pool: poolThat(false), lastGoodAt: undefined, breaker: createBreaker() };
  const sources = connectedSources([connection], { onFailure: () => undefined });
  await sources.count('services', SUBJECT, { upTo: new Date() });
  expect(sources.unavailable()[0]).toEqual({ system: 'activeplatform', lastGoodAt: undefined });
  const [named] = partialOf({ sources, lang: 'ru', now: new Date() });
  expect(named).toEqual({ system: 'activeplatform', label: 'биллинг и кабинет (ActivePlatform)' });
});

test('a system is not connected for a category of the policy that its manifest lacks', () => {
  const { services = {} } = manifest.categories;
  const connection = {
    manifest: { ...manifest, categories: { services } },
    pool: poolThat(true),
    lastGoodAt: LAST_YEAR,
    breaker: createBreaker(),
  };
  const sources = connectedSources([connection], { onFailure: () => undefined });
  const lacking = policy().categories.filter(({ id }) => sources.undescribed(id).length > 0);
  expect(lacking.map(({ id }) => id)).toEqual(['account']);
  expect(sources.undescribed('account')).toEqual(['activeplatform']);
  const nothing = { fields: 0, records: 0 };
  const row = { id: 'account', systems: ['activeplatform'] };
  expect(statedAmount(row, nothing, sources)).toEqual({ notConnected: ['activeplatform'] });
});

test('the last answer is the last one: a look at who is away is none', async () => {
  const connection = { manifest, pool: poolThat(true), lastGoodAt: LAST_YEAR, breaker: createBreaker() };
  const sources = connectedSources([connection], { onFailure: () => undefined });
  expect(sources.unavailable().map(({ system }) => system)).not.toContain('activeplatform');
  expect(connection.lastGoodAt).toEqual(LAST_YEAR);
  await sources.count('services', SUBJECT, { upTo: new Date() });
  expect(connection.lastGoodAt.getTime()).toBeGreaterThan(LAST_YEAR.getTime());
});

test('a connection that breaks while a system is asked fails the call and not the process', async () => {
  const pool = openPool({ connectionString: inject('urls').customer, max: 1 }, () => undefined);
  pool.on('connect', client => {
    const { stream } = (client as unknown as { connection: { stream: Socket } }).connection;
    // The next bytes that the system sends are the last.
    stream.once('data', () => stream.destroy(new Error('write EPIPE')));
  });
  const failures: string[] = [];
  const connection = { manifest, pool: postgresPool(pool), lastGoodAt: LAST_YEAR, breaker: createBreaker() };
  const sources = connectedSources([connection], { onFailure: system => failures.push(system) });
  expect(await sources.count('services', SUBJECT, { upTo: new Date() })).toEqual([]);
  await pool.end();
  expect(failures).toEqual(['activeplatform']);
});

test('a value names its system, its table, when it was read, and the version of the manifest', async () => {
  const keys = { account_id: 'acc-1', user_id: 'u-10' };
  const row = { ...keys, name: 'Лесная Вера', email: 'vera@example.ru', account_code: 'AC-1' };
  const query = async () => ({ rows: [row] });
  const pool = postgresPool({
    connect: async () => ({ query, release: () => undefined }),
  } as unknown as Pool);
  const connection = { manifest, pool, lastGoodAt: LAST_YEAR, breaker: createBreaker() };
  const sources = connectedSources([connection], { onFailure: () => undefined });
  const before = new Date().toISOString();
  const fields = await sources.fields('account', SUBJECT);
  const readAt = fields[0]?.provenance?.[0]?.readAt ?? '';
  expect([before, readAt, new Date().toISOString()].toSorted()[1]).toBe(readAt);
  const version = createHash('sha256').update(TEXT).digest('hex').slice(0, 12);
  const of = (id: string) => fields.find(field => field.id === id)?.provenance;
  expect(of('email')).toEqual([{ system: 'activeplatform', table: 'users', readAt, manifest: version }]);
  expect(of('account_code')).toMatchObject([{ table: 'accounts' }]);
  const payment = sources.kinds('services').find(({ id }) => id === 'payment');
  expect(payment?.origin).toEqual({ table: 'payments', manifest: version });
});
