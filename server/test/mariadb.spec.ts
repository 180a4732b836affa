import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer } from '../../src/api/operation.ts';
import { connectedSystems } from '../config.ts';
import { createBreaker } from '../sources/breaker.ts';
import { checkSystem } from '../sources/check.ts';
import { dialectOf } from '../sources/dialects/index.ts';
import type { SourcePool } from '../sources/dialects/dialect.ts';
import type { Manifest } from '../sources/manifest.ts';
import { type SqlSource, sqlSource } from '../sources/sql.ts';
import { createPanel, fillDirectory, signIn } from './panel.ts';
import { sourceChecks } from './source-checks.ts';
import { mariadbForTests, mariadbSystem, postgresSystem, type SourceSystem } from './source-systems.ts';
import { emptyTables } from './stores.ts';
import { systemChecks } from './system-checks.ts';

const LABEL = { ru: 'а', en: 'a' };

const server = await mariadbForTests();
afterAll(() => server?.remove());

describe.skipIf(server === undefined)('systems on MariaDB', () => {
  if (server === undefined) return;
  sourceChecks(() => mariadbSystem(server, 'systems'));
});

describe.skipIf(server === undefined)('sources check on MariaDB', () => {
  if (server === undefined) return;
  systemChecks(() => mariadbSystem(server, 'checked'));
});

describe.skipIf(server === undefined)('a server with a system on MariaDB and one on PostgreSQL', () => {
  let folder: string;
  let other: SourceSystem;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'privacy-two-systems-'));
    other = await postgresSystem('servicedesk');
    await emptyTables();
    await fillDirectory();
  });
  afterAll(async () => {
    await other.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const manifestOf = (system: string, kind: string): string => {
    const path = join(folder, `${system}.yaml`);
    const record = { label: LABEL, note: LABEL, has: [], query: `select id, at, title from calls` };
    const categories = { calls: { records: { [kind]: record } } };
    const connection = `SOURCE_${system.toUpperCase()}`;
    writeFileSync(path, JSON.stringify({ system, connection, subject: 'select 1 as one', categories }));
    return path;
  };

  test.each([
    ['hangs', 'SIGSTOP'],
    ['is killed', 'SIGKILL'],
  ] as const)(
    'names a MariaDB that %s with its last answer, and shows the rest within 2.2 s',
    async (_name, signal) => {
      const dying = await mariadbForTests();
      if (dying === undefined) return;
      const system = await mariadbSystem(dying, 'telephony');
      for (const one of [system, other])
        await one.run(
          'drop table if exists calls',
          `create table calls (id integer, at ${one.instant}, title varchar(50))`,
          "insert into calls values (1, '2026-01-01', 'Звонок')",
        );
      await Promise.all([system.allowReading(), other.allowReading()]);
      const panel = createPanel({
        SOURCES: `${manifestOf('telephony', 'call')},${manifestOf('servicedesk', 'message')}`,
        SOURCE_TELEPHONY: system.url,
        SOURCE_SERVICEDESK: other.url,
      });
      const running = await panel.start();
      try {
        const { send } = await signIn(running, await panel.token());
        const list = async () => {
          const begun = performance.now();
          const response = await send('/register/calls/records?limit=50');
          const { items, partial } = (await response.json()) as Answer<'listRecords'>;
          expect(performance.now() - begun).toBeLessThan(2200);
          return {
            kinds: items.map(({ kind }) => kind),
            away: partial.find(one => one.system === 'telephony'),
          };
        };
        const before = Date.now();
        expect(await list()).toEqual({ kinds: ['message', 'call'], away: undefined });
        const after = Date.now();
        process.kill(dying.pid, signal);
        for (let i = 0; i < 4; i += 1) {
          const { kinds, away } = await list();
          expect([kinds, away?.system, away?.reason]).toEqual([['message'], 'telephony', undefined]);
          const lastGoodAt = Date.parse(away?.lastGoodAt ?? '');
          expect(lastGoodAt).toBeGreaterThanOrEqual(before);
          expect(lastGoodAt).toBeLessThanOrEqual(after);
        }
      } finally {
        await running.stop();
        panel.close();
        if (signal === 'SIGSTOP') process.kill(dying.pid, 'SIGCONT');
        await dying.remove();
      }
    },
  );
});

test.skipIf(server === undefined)('a right of everybody is named with what revokes it', async () => {
  if (server === undefined) return;
  const system = await mariadbSystem(server, 'public_rights');
  await system.run('create database if not exists test', 'grant select, insert on test.* to public');
  await system.allowReading();
  const folder = mkdtempSync(join(tmpdir(), 'privacy-rights-'));
  const file = join(folder, 'rights.yaml');
  const record = { label: LABEL, note: LABEL, query: 'select :userId as id, now() as at, 1 as title' };
  const categories = { calls: { records: { call: record } } };
  writeFileSync(
    file,
    JSON.stringify({ system: 'telephony', connection: 'SOURCE_X', subject: 'select 1 as one', categories }),
  );
  const [connected] = connectedSystems(file, { SOURCE_X: system.url });
  const findings = connected && (await checkSystem(connected));
  const [line] = findings?.flatMap(({ level, text }) => (level === 'error' ? [text] : [])) ?? [];
  expect(line).toBe(
    'telephony: the role systems_reader@localhost may write to test.*. What everybody has: revoke SELECT, INSERT on `test`.* from PUBLIC',
  );
  await system.run(...(/revoke .*/.exec(line ?? '') ?? []));
  expect((connected && (await checkSystem(connected)))?.filter(({ level }) => level === 'error')).toEqual([]);
  await system.close();
  rmSync(folder, { recursive: true });
});

test.skipIf(server === undefined)(
  'the example of docs/server.md is connected as it stands there',
  async () => {
    if (server === undefined) return;
    const document = readFileSync(join(import.meta.dirname, '../../docs/server.md'), 'utf8');
    const exampleOf = (start: RegExp): string => start.exec(document)?.[1] ?? '';
    const helpdesk = await mariadbSystem(server, 'helpdesk');
    const tables = exampleOf(/```sql\n(create table customers[^`]*)```/).split(';\n');
    await helpdesk.run(
      ...tables.filter(one => one.trim() !== ''),
      `insert into customers values (1, 'AC-1', 'u-1', 'Примерова Анна', '+7 000 000-00-00', '2020-03-01 10:00:00')`,
      `insert into calls values (1, 1, '2026-10-01 12:30:00', 'Почта', 185, '+7 000 000-00-00'), (2, 1, '2026-11-02 09:00:00', 'Счёт', 60, '+7 000 000-00-00')`,
    );
    await helpdesk.allowReading();
    const folder = mkdtempSync(join(tmpdir(), 'privacy-example-'));
    const file = join(folder, 'example');
    writeFileSync(file, exampleOf(/```yaml\n(system: servicedesk[^`]*)```/));
    const [connected] = connectedSystems(file, { SOURCE_HELPDESK: helpdesk.url });
    const findings =
      connected && (await checkSystem(connected, { accountId: 'acc-1', userId: 'u-1', accountCode: 'AC-1' }));
    expect(`${findings?.map(({ level, text }) => `${level}: ${text}`).join('\n')}\n`).toBe(
      exampleOf(/```\n(ok: servicedesk[^`]*)```/),
    );
    await helpdesk.close();
    rmSync(folder, { recursive: true });
  },
);

const SUBJECT = { userId: 'u-owner', accountId: 'acc-1', part: 'account' } as const;
const NOW = new Date('2026-11-30T09:00:00Z');
const manifest: Manifest = {
  system: 'telephony',
  version: 'spec',
  connection: 'SOURCE_TELEPHONY',
  subject: 'select person_key, born from people where account = :accountId',
  categories: {
    calls: {
      records: {
        call: {
          label: LABEL,
          note: LABEL,
          has: ['number', 'amount', 'third-party', 'caller', 'direction', 'duration'],
          query: `select id, at, title, number, amount, currency, payer as third_party, caller, direction, seconds
            from events where person = :person_key`,
        },
        note: {
          label: LABEL,
          note: LABEL,
          has: [],
          query: 'select id, noted as at, text as title from notes where born = :born',
        },
      },
      fields: {
        query:
          'select name, born, born as since, balance, person_key, seen from people where person_key = :person_key',
        columns: Object.fromEntries(
          ['name', 'born', 'balance', 'person_key', 'seen', 'since'].map(name => [
            name,
            { label: LABEL, type: 'text' as const, sensitivity: 'open' as const, source: 'phone' },
          ]),
        ),
      },
    },
  },
};

/** Instants about which databases may disagree: microseconds, midnights of Moscow with each of its offsets, equal ones. */
const INSTANTS = [
  '1999-12-31 20:59:59.999999',
  '2010-06-30 19:59:59',
  '2010-06-30 20:00:00',
  '2010-12-31 20:59:59.999999',
  '2010-12-31 21:00:00',
  '2011-12-31 19:59:59.999999',
  '2011-12-31 20:00:00',
  '2014-12-31 20:30:00',
  '2014-12-31 21:00:00.000001',
  '2026-01-01 10:00:00.123456',
  '2026-01-01 10:00:00.123455',
  '2026-01-01 10:00:00.123456',
  '2027-01-01 00:00:00',
];
const TITLES = [
  'Ёлка',
  'ежевика 50%_',
  'ИП Йод',
  'иной',
  'яблоко',
  '🙂 счёт',
  '\uFFEE',
  'zebra',
  "O'Brien \\",
  'A',
  'a',
  '',
  'Б',
];
const LARGE = 9_007_199_254_740_993n;
const quoted = (text: string, name: SourceSystem['name']): string =>
  `'${(name === 'MariaDB' ? text.replaceAll('\\', '\\\\') : text).replaceAll("'", "''")}'`;

async function fill(database: SourceSystem): Promise<void> {
  const rows = INSTANTS.map((at, i) =>
    [
      LARGE + BigInt(i),
      i % 2,
      `'${at}'`,
      quoted(TITLES[i] ?? '', database.name),
      i % 3 === 0 ? 'null' : `'№ ${i}Ё'`,
      i % 4 === 0 ? 'null' : `${i * 1.1 - 5}`,
      i % 4 === 0 ? 'null' : "'RUB'",
      i % 5 === 0 ? "'Петрова'" : 'null',
      `'+7 000 ${i}'`,
      i % 2 === 0 ? "'in'" : "'out'",
      i * 60,
    ].join(', '),
  );
  await database.run(
    `create table people (account varchar(20), person_key bigint, name varchar(50), born date, balance numeric(30, 4), seen ${database.instant})`,
    `insert into people values ('acc-1', ${LARGE}, 'Вера', '1980-02-29', 12345678901234567890.1200, '2026-02-03 22:30:00')`,
    `create table events (id bigint, place integer, at ${database.instant}, title varchar(50), number varchar(20), amount numeric(12, 2),
      currency varchar(3), payer varchar(50), caller varchar(20), direction varchar(3), seconds integer, person bigint)`,
    ...rows.map(row => `insert into events values (${row}, ${LARGE})`),
    `insert into events values (1, 1, '2026-01-01', 'чужое', null, null, null, null, null, null, null, ${LARGE + 1n})`,
    `create table notes (id integer, noted date, text varchar(50), born date)`,
    `insert into notes values (1, '2026-01-01', 'Ёжик', '1980-02-29'), (2, '2014-10-26', 'иней', '1980-02-29')`,
  );
  await database.allowReading();
}

describe.skipIf(server === undefined)('answers of MariaDB and of PostgreSQL', () => {
  let databases: SourceSystem[] = [];
  let pools: SourcePool[] = [];
  let failures: unknown[] = [];
  beforeAll(async () => {
    if (server === undefined) return;
    databases = [await postgresSystem('equal'), await mariadbSystem(server, 'equal')];
    for (const database of databases) {
      await fill(database);
      const { url } = database;
      pools.push(await dialectOf(url).openPool({ url, max: 2, connectMs: 2000, onBroken: () => undefined }));
    }
  });
  afterAll(async () => {
    for (const pool of pools) await pool.end();
    for (const database of databases) await database.close();
  });

  /** What both answer. */
  async function both<Found>(call: (source: SqlSource) => Promise<Found>): Promise<[Found, Found]> {
    failures = [];
    const [first, second] = await Promise.all(
      pools.map(pool =>
        call(
          sqlSource(manifest, pool, {
            breaker: createBreaker(),
            onAnswer: () => undefined,
            onFailure: thrown => failures.push(thrown),
          }),
        ),
      ),
    );
    expect(failures).toEqual([]);
    return [first as Found, second as Found];
  }
  const query = { upTo: NOW, lang: 'ru', offset: 0, limit: 100 } as const;

  test.each(['date', '-date', 'amount', '-amount', 'title', '-title'] as const)(
    'the list sorted by %s is the same, page by page, with its sums',
    async sort => {
      const [whole, other] = await both(one => one.page('calls', SUBJECT, { ...query, sort }, true));
      expect(other).toEqual(whole);
      expect([whole.total, whole.totals.map(({ count }) => count)]).toEqual([14, [9]]);
      for (let offset = 0; offset < 14; offset += 5) {
        const [page, otherPage] = await both(one =>
          one.page('calls', SUBJECT, { ...query, sort, offset, limit: 5 }, true),
        );
        expect(page.records).toEqual(whole.records.slice(offset, offset + 5));
        expect(otherPage).toEqual(page);
      }
    },
  );

  test.each([
    [['елк'], 1],
    [['иод'], 0],
    [['йод'], 1],
    [['50%_'], 1],
    [['%'], 1],
    [['_'], 1],
    [["o'brien \\"], 1],
    [['счет'], 1],
    [['🙂'], 1],
    [['1е'], 2],
    [['е', 'к'], 4],
    [[], 14],
  ])('a search for %j finds the same records', async (words, found) => {
    const [page, other] = await both(one =>
      one.page('calls', SUBJECT, { ...query, sort: 'date', words }, true),
    );
    expect(other).toEqual(page);
    expect(page.total).toBe(found);
  });

  test('filters and counts by year and day of Moscow are the same', async () => {
    for (const filter of [{ kind: 'call' }, { kind: 'note' }, { thirdParty: true }, { thirdParty: false }]) {
      const [page, other] = await both(one =>
        one.page('calls', SUBJECT, { ...query, sort: 'date', ...filter }, true),
      );
      expect(other).toEqual(page);
    }
    const between = { from: new Date('2010-12-31T21:00:00Z'), before: new Date('2014-12-31T21:00:00Z') };
    for (const by of [
      {},
      { by: 'year' },
      { by: 'day' },
      { kinds: ['note'] },
      { kinds: [] },
      between,
    ] as const) {
      const [counts, other] = await both(one => one.count('calls', SUBJECT, { upTo: NOW, ...by }));
      const sorted = (rows: typeof counts) =>
        rows.toSorted((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
      expect(sorted(other)).toEqual(sorted(counts));
      if ('by' in by && by.by === 'year')
        expect(
          counts
            .filter(({ kind }) => kind === 'call')
            .map(({ period }) => period)
            .toSorted((a, b) => Number(a) - Number(b)),
        ).toEqual(['1999', '2010', '2011', '2012', '2014', '2015', '2026']);
    }
  });

  test('streams, samples, single records and the values of a person are the same', async () => {
    const idsOf = async (source: SqlSource, pageSize: number): Promise<unknown[]> => {
      const placed: unknown[] = [];
      for await (const page of source.stream('calls', SUBJECT, { upTo: NOW, pageSize }, undefined))
        placed.push(...page);
      return placed;
    };
    for (const size of [1, 3, 100]) {
      const [stream, other] = await both(one => idsOf(one, size));
      expect(stream).toHaveLength(14);
      expect(other).toEqual(stream);
    }
    for (const count of [1, 4, 100]) {
      const [sample, other] = await both(one => one.sample('calls', SUBJECT, { upTo: NOW }, count));
      expect(other).toEqual(sample);
    }
    const id = `call-${LARGE + 9n}`;
    const [record, other] = await both(one => one.record('calls', id, SUBJECT, NOW));
    expect(other).toEqual(record);
    expect(record).toMatchObject({
      id,
      seconds: 540,
      caller: '+7 000 9',
      direction: 'out',
    });
    const [position, otherPosition] = await both(one => one.position('calls', id, SUBJECT, NOW));
    expect(position).toEqual({ id, at: '2026-01-01T10:00:00.123456Z' });
    expect(otherPosition).toEqual(position);
    const [fields, otherFields] = await both(one => one.fields('calls', SUBJECT));
    // Each of the two was read at its own instant.
    const withoutTime = (list: typeof fields) =>
      list.map(({ provenance = [], ...field }) => ({
        ...field,
        provenance: provenance.map(one => ({ ...one, readAt: '' })),
      }));
    expect(withoutTime(otherFields)).toEqual(withoutTime(fields));
    expect(fields.map(({ id: name, value, collectedAt }) => [name, value, collectedAt])).toEqual([
      ['name', 'Вера', '1980-02-29'],
      ['born', '1980-02-29', '1980-02-29'],
      ['balance', '12345678901234567890.1200', '1980-02-29'],
      ['person_key', `${LARGE}`, '1980-02-29'],
      ['seen', '2026-02-04', '1980-02-29'],
      ['since', '1980-02-29', '1980-02-29'],
    ]);
  });

  test('a statement that would write is refused by the transaction, whatever the role may', async () => {
    for (const { adminUrl, name } of databases) {
      const pool = await dialectOf(adminUrl).openPool({
        url: adminUrl,
        max: 1,
        connectMs: 2000,
        onBroken: () => undefined,
      });
      const connection = await pool.connect();
      const write = connection.select({ text: 'delete from events', values: [] }, 1000);
      await expect(write, name).rejects.toThrow(/read[- ]only/i);
      connection.release(true);
      await pool.end();
    }
  });

  test('two statements at once are refused', async () => {
    for (const pool of pools) {
      const connection = await pool.connect();
      await expect(connection.select({ text: 'select 1; select 2', values: [] }, 1000)).rejects.toThrow(
        /syntax|multiple commands/i,
      );
      connection.release(true);
    }
  });

  test('a statement ends in the system after its time', async () => {
    for (const [i, database] of databases.entries()) {
      const connection = await (pools[i] as SourcePool).connect();
      const begun = performance.now();
      const slow = connection.select(
        { text: `select 1 as one from events, ${database.after(30)}`, values: [] },
        300,
      );
      await expect(slow, database.name).rejects.toThrow(/statement/i);
      expect(performance.now() - begun).toBeLessThan(5000);
      connection.release(true);
    }
  });
});
