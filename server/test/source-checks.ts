import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Answer } from '../../src/api/operation.ts';
import type { RunningServer } from '../server.ts';
import { createBreaker } from '../sources/breaker.ts';
import { connectedSources } from '../sources/connected.ts';
import type { SourcePool } from '../sources/dialects/dialect.ts';
import { dialectOf } from '../sources/dialects/index.ts';
import { readManifest } from '../sources/manifest.ts';
import { createPanel, fillDirectory, type Panel, signIn } from './panel.ts';
import type { SourceSystem } from './source-systems.ts';
import { emptyTables } from './stores.ts';
import { poolAs } from './pools.ts';

/** How long a page may take, whatever its systems do. */
const PAGE_MS = 2200;

/** The checks of systems that are slow, away or wrong, in a server with two systems of one database. */
export function sourceChecks(open: () => Promise<SourceSystem>): void {
  let admin: Pool;
  let database: SourceSystem;
  let source: SourcePool;
  let folder: string;
  let silent: Server;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'privacy-slow-'));
    admin = poolAs('admin');
    database = await open();
    const rows = (name: string, minute: number) =>
      Array.from({ length: 20 }, (_, i) => {
        const at = new Date(Date.UTC(2026, 0, 1, i + 1, minute)).toISOString().slice(0, 19).replace('T', ' ');
        return `(${i + 1}, '${at}', '${name} ${i + 1}', ${(i + 1) * 1.5})`;
      }).join(', ');
    for (const [table, name, minute] of [
      ['orders', 'Заказ', 0],
      ['calls', 'Звонок', 30],
    ] as const)
      await database.run(
        `create table ${table} (id integer, at ${database.instant}, title varchar(100), amount numeric(12, 2))`,
        `insert into ${table} values ${rows(name, minute)}`,
      );
    await database.allowReading();
    source = await dialectOf(database.url).openPool({
      url: database.url,
      max: 4,
      connectMs: 2000,
      onBroken: () => undefined,
    });
    // It takes connections and never says anything.
    silent = createServer(() => undefined).listen(0, '127.0.0.1');
    await once(silent, 'listening');
  });
  afterAll(async () => {
    silent.close();
    await source.end();
    await database.close();
    await admin.end();
    rmSync(folder, { recursive: true, force: true });
  });

  const urlOf = (): string => database.url;
  const silentUrl = (): string =>
    `${database.url.slice(0, database.url.indexOf(':'))}://x:x@127.0.0.1:${(silent.address() as AddressInfo).port}/x`;

  /** The manifest of a system with one kind of records in the category of calls. */
  const manifest = (system: string, kind: string, query: string, subject = 'select 1 as one'): string => {
    const path = join(folder, `${system}-${kind}.yaml`);
    const text = { ru: kind, en: kind };
    const record = { label: text, note: text, has: query.includes('currency') ? ['amount'] : [], query };
    writeFileSync(
      path,
      JSON.stringify({
        system,
        connection: `SOURCE_${system.toUpperCase()}`,
        subject,
        categories: { calls: { records: { [kind]: record } } },
      }),
    );
    return path;
  };
  const ORDERS = 'select id, at, title from orders';
  const CALLS = 'select id, at, title from calls';

  let started: { panel: Panel; server: RunningServer }[] = [];
  beforeEach(async () => {
    await emptyTables();
    await fillDirectory();
  });
  afterEach(async () => {
    for (const { panel, server } of started) {
      await server.stop();
      panel.close();
    }
    started = [];
  });

  /** Starts a server with systems. @returns reads a page as a customer, and how many ms that takes */
  async function start(env: Record<string, string>) {
    const panel = createPanel(env);
    const server = await panel.start();
    started.push({ panel, server });
    const { send } = await signIn(server, await panel.token());
    return async (path: string): Promise<{ page: unknown; ms: number }> => {
      const begun = performance.now();
      const response = await send(path);
      const page: unknown = await response.json();
      expect(response.status, `${path} ${JSON.stringify(page)}`).toBe(200);
      return { page, ms: performance.now() - begun };
    };
  }
  const LIST = '/register/calls/records?limit=50';
  type List = Answer<'listRecords'>;
  const awayIn = ({ partial }: Pick<List, 'partial'>) =>
    partial.filter(({ reason }) => reason !== 'not-connected').map(({ system }) => system);

  test('a category of two systems is one list: pages, counts and orders are those of all its records', async () => {
    const read = await start({
      SOURCES: `${manifest('telephony', 'order', ORDERS)},${manifest('servicedesk', 'call', CALLS)}`,
      SOURCE_TELEPHONY: urlOf(),
      SOURCE_SERVICEDESK: urlOf(),
    });
    const whole = (await read('/register/calls/records?limit=200')).page as List;
    expect([whole.total, whole.items.length, awayIn(whole)]).toEqual([40, 40, []]);
    const ids = whole.items.map(({ id }) => id);
    expect(ids.slice(0, 4)).toEqual(['call-20', 'order-20', 'call-19', 'order-19']);
    for (const sort of ['-date', 'date', 'title', '-title']) {
      const paged: string[] = [];
      for (let offset = 0; offset < 40; offset += 7) {
        const page = (await read(`/register/calls/records?limit=7&offset=${offset}&sort=${sort}`))
          .page as List;
        paged.push(...page.items.map(({ id }) => id));
      }
      expect(paged.toSorted()).toEqual(ids.toSorted());
      if (sort === 'date') expect(paged).toEqual(ids.toReversed());
    }
    const register = (await read('/register')).page as Answer<'getRegister'>;
    expect(register.categories.find(({ id }) => id === 'calls')?.records).toBe(40);
  });

  test('streams of two systems are one, newest first, and go on after any record', async () => {
    const known = {
      systems: new Set(['telephony', 'servicedesk']),
      sources: new Set(['order-form', 'account-area', 'phone']),
      retention: new Set(['recording-3m']),
      categories: new Map([['calls', ['telephony', 'servicedesk']]]),
    };
    const paths = [manifest('telephony', 'order', ORDERS), manifest('servicedesk', 'call', CALLS)];
    const connections = paths.map(path => ({
      manifest: readManifest(readFileSync(path, 'utf8'), path, known),
      pool: source,
      breaker: createBreaker(),
      lastGoodAt: new Date(),
    }));
    const sources = connectedSources(connections, { onFailure: () => undefined });
    const subject = { userId: 'u-owner', accountId: 'acc-1', part: 'account' } as const;
    const idsAfter = async (after?: string): Promise<string[]> => {
      const ids: string[] = [];
      const query = { upTo: new Date(), pageSize: 3, ...(after === undefined ? {} : { after }) };
      for await (const page of sources.stream('calls', subject, query)) ids.push(...page.map(({ id }) => id));
      return ids;
    };
    const all = await idsAfter();
    expect(all).toHaveLength(40);
    expect(all.slice(0, 3)).toEqual(['call-20', 'order-20', 'call-19']);
    for (const place of [0, 1, 17, 38]) expect(await idsAfter(all[place])).toEqual(all.slice(place + 1));
  });

  test.each([
    ['takes connections and says nothing', () => silentUrl(), () => CALLS],
    ['answers after three seconds', urlOf, () => `select id, at, title from calls, ${database.after(3)}`],
    [
      'answers each statement after 0.7 s',
      urlOf,
      () => `select id, at, title from calls, ${database.after(0.7)}`,
    ],
  ])(
    'a system that %s holds no page longer than 2.2 s, and the other is shown',
    // A machine that is busy delays a page once; a page that waits for the system is late each time.
    { retry: 2 },
    async (_name, url, query) => {
      const read = await start({
        SOURCES: `${manifest('telephony', 'order', ORDERS)},${manifest('servicedesk', 'call', query())}`,
        SOURCE_TELEPHONY: urlOf(),
        SOURCE_SERVICEDESK: url(),
      });
      for (const path of ['/register', '/register/calls', LIST, '/statement', '/overview']) {
        const { page, ms } = await read(path);
        expect(ms, path).toBeLessThan(PAGE_MS);
        if (path === LIST) {
          const list = page as List;
          expect(list.items.filter(({ kind }) => kind === 'order')).toHaveLength(20);
        }
      }
    },
  );

  test.each([
    ['has a record without a title', 'select id, at, null as title from calls', undefined],
    ['has an instant that is none', "select id, 'soon' as at, title from calls", undefined],
    [
      'has an amount that is no number',
      "select id, at, title, 'much' as amount, 'RUB' as currency from calls",
      undefined,
    ],
    ['has a record without an instant', 'select id, null as at, title from calls', undefined],
    ['lacks a table', 'select id, at, title from nothing', undefined],
    ['has two keys for one person', CALLS, 'select 1 as one union all select 2'],
    ['has no key for a person', CALLS, 'select 1 as one from calls where 1 = 0'],
  ])('a system that %s is named, and nothing of it is shown', async (_name, query, subject) => {
    const read = await start({
      SOURCES: `${manifest('telephony', 'order', ORDERS)},${manifest('servicedesk', 'call', query, subject)}`,
      SOURCE_TELEPHONY: urlOf(),
      SOURCE_SERVICEDESK: urlOf(),
    });
    const page = (await read(LIST)).page as List;
    expect(awayIn(page)).toContain('servicedesk');
    expect(new Set(page.items.map(({ id }) => id.split('-')[0]))).toEqual(new Set(['order']));
  });

  test('with the breaker open a page is as fast as with the system there, and the state is kept', async () => {
    const orders = manifest('telephony', 'order', ORDERS);
    const calls = manifest('servicedesk', 'call', CALLS);
    const env = { SOURCES: `${orders},${calls}`, SOURCE_TELEPHONY: urlOf() };
    const ill = await start({ ...env, SOURCE_SERVICEDESK: silentUrl() });
    for (let i = 0; i < 3; i += 1) await ill(LIST);
    const states = async () => {
      const { rows } = await admin.query<{ system: string; failing: boolean; fault: string }>(
        'select system, failing_since is not null as failing, fault from privacy.source_states order by system',
      );
      return rows;
    };
    // It is written down after the page was answered.
    await expect.poll(states).toContainEqual({
      system: 'servicedesk',
      failing: true,
      fault: expect.stringMatching(/TookTooLong|ETIMEDOUT/),
    });
    const metrics = await (
      await fetch(`http://127.0.0.1:${started[0]?.server.monitoringPort}/metrics`)
    ).text();
    expect(metrics).toContain('privacy_source_breaker_open{system="servicedesk"} 1');
    expect(metrics).toContain('privacy_source_breaker_open{system="telephony"} 0');

    // The servers answer in turns, so that whatever else the machine does slows both.
    const well = await start({ ...env, SOURCE_SERVICEDESK: urlOf() });
    const ratios: number[] = [];
    for (let i = 0; i < 75; i += 1) {
      // Whichever is first finds the processor in another state than the second.
      const first = i % 2 === 0 ? await well(LIST) : await ill(LIST);
      const second = i % 2 === 0 ? await ill(LIST) : await well(LIST);
      ratios.push(i % 2 === 0 ? second.ms / first.ms : first.ms / second.ms);
    }
    const median = ratios.slice(25).toSorted((a, b) => a - b)[25];
    expect(awayIn((await well(LIST)).page as List)).toEqual([]);
    expect(awayIn((await ill(LIST)).page as List)).toEqual(['servicedesk']);
    expect(median).toBeLessThan(1.1);
  });
}
