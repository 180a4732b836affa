import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectedSystems } from '../config.ts';
import { createBreaker } from '../sources/breaker.ts';
import { checkSystem } from '../sources/check.ts';
import { dialectOf } from '../sources/dialects/index.ts';
import type { SourcePool } from '../sources/dialects/dialect.ts';
import { type SqlSource, sqlSource } from '../sources/sql.ts';
import { instantIn } from '../sources/zones.ts';
import { mariadbForTests, mariadbSystem, postgresSystem, type SourceSystem } from './source-systems.ts';

// What a manifest says of times, codes and named values, on both kinds of database.

const server = await mariadbForTests();
afterAll(() => server?.remove());

const SUBJECT = { userId: 'u-1', accountId: 'acc-1', accountCode: 'AC-1', part: 'account' } as const;
const QUERY = { upTo: new Date('2026-11-30T09:00:00Z'), sort: 'date', offset: 0, limit: 100 } as const;

const TIMES = [
  '2010-03-28 01:59:59',
  '2010-03-28 02:30:00',
  '2010-03-28 03:00:00',
  '2010-10-31 01:30:00',
  '2010-10-31 02:30:00',
  '2010-10-31 03:30:00',
  '2011-03-27 02:30:00',
  '2013-07-01 00:00:00',
  '2014-10-26 00:30:00',
  '2014-10-26 01:30:00',
  '2014-10-26 02:30:00',
  '2020-01-01 00:00:00',
];

const MANIFEST = `
system: telephony
connection: SOURCE_REGISTRAR
subject: select holder from customers where code = :accountCode
categories:
  calls:
    fields:
      query: select kind, changed, changed as since from customers where holder = :holder
      zone: Europe/Moscow
      columns:
        kind:
          label: { ru: вид, en: kind }
          type: text
          sensitivity: open
          source: phone
          codes:
            f: { ru: физическое лицо, en: person }
        changed:
          label: { ru: изменено, en: changed }
          type: date
          sensitivity: open
          source: phone
    records:
      order:
        label: { ru: Заявки, en: Orders }
        note: { ru: Что заказано., en: What was ordered. }
        has: [status]
        zone: Europe/Moscow
        title: { ru: '{sort}: {name}', en: '{sort}: {name}' }
        codes:
          sort:
            reg: { ru: Регистрация, en: Registration }
            prolong: { ru: Продление, en: Renewal }
          status:
            1: { ru: выполнена, en: done }
        query: select id, ordered as at, sort, name, state as status from orders where holder = :holder
      form:
        label: { ru: Анкеты, en: Questionnaires }
        note: { ru: Кто назван владельцем., en: Who is named as the holder. }
        at: day
        attributes:
          birth:
            label: { ru: дата рождения, en: date of birth }
            type: date
          document:
            label: { ru: документ, en: document }
            type: passport
            sensitivity: step-up
          city:
            label: { ru: город, en: city }
        codes:
          city:
            msk: { ru: Москва, en: Moscow }
        query: select id, filled as at, name as title, birth, document, city from forms where holder = :holder
`;

const systems: SourceSystem[] = [];
const pools: SourcePool[] = [];
let folder: string;

/** A system with its manifest, and what it says is wrong there. */
const connectedTo = (database: SourceSystem, text = MANIFEST) => {
  const file = join(folder, 'registrar.yaml');
  writeFileSync(file, text);
  const [connected] = connectedSystems(file, { SOURCE_REGISTRAR: database.url });
  if (connected === undefined) throw new Error('no system');
  return connected;
};

describe.skipIf(server === undefined)('a manifest with zones, codes and attributes', () => {
  beforeAll(async () => {
    if (server === undefined) return;
    folder = mkdtempSync(join(tmpdir(), 'privacy-words-'));
    systems.push(await postgresSystem('words'), await mariadbSystem(server, 'words'));
    for (const database of systems) {
      const [time, bytes] = database.name === 'MariaDB' ? ['datetime', 'blob'] : ['timestamp', 'bytea'];
      await database.run(
        `create table customers (holder integer, code varchar(20), kind varchar(1), changed ${time}, born date)`,
        "insert into customers values (1, 'AC-1', 'f', '2014-07-01 00:30:00', '1980-02-29')",
        `create table orders (id integer, holder integer, ordered ${time}, sort varchar(20), name varchar(50), state integer, seal ${bytes})`,
        ...TIMES.map(
          (at, i) =>
            `insert into orders values (${i}, 1, '${at}', '${['reg', 'prolong', 'other'][i % 3] ?? ''}', 'n${i}', ${i % 2}, null)`,
        ),
        'create table forms (id integer, holder integer, filled date, name varchar(50), birth date, document varchar(20), city varchar(20), more varchar(50))',
        `insert into forms values (1, 1, '2015-01-01', 'Примеров', '1980-02-29', '0000 000001', 'msk', '{"a":1}')`,
      );
      await database.allowReading();
      const { url } = database;
      pools.push(await dialectOf(url).openPool({ url, max: 2, connectMs: 2000, onBroken: () => undefined }));
    }
  });
  afterAll(async () => {
    for (const pool of pools) await pool.end();
    for (const database of systems) await database.close();
    rmSync(folder, { recursive: true });
  });

  /** What both databases answer: the same. */
  const both = async <Found>(call: (source: SqlSource) => Promise<Found>): Promise<Found> => {
    const failures: unknown[] = [];
    const answers = await Promise.all(
      systems.map((database, place) =>
        call(
          sqlSource(connectedTo(database).manifest, pools[place] as SourcePool, {
            breaker: createBreaker(),
            onAnswer: () => undefined,
            onFailure: thrown => failures.push(thrown),
          }),
        ),
      ),
    );
    expect(failures).toEqual([]);
    expect(answers[1]).toEqual(answers[0]);
    return answers[0] as Found;
  };
  const page = (query: Partial<Parameters<SqlSource['page']>[2]>) =>
    both(async one => (await one.page('calls', SUBJECT, { ...QUERY, lang: 'ru', ...query }, true)).records);

  test('times of a zone become instants, around every change of its clock', async () => {
    const records = await page({ kind: 'order' });
    expect(records.map(({ record }) => record.at).toSorted()).toEqual(
      TIMES.map(at =>
        instantIn('Europe/Moscow', new Date(`${at.replace(' ', 'T')}Z`)).toISOString(),
      ).toSorted(),
    );
  });

  test('a day is that day, at its midnight in Moscow', async () => {
    const [form] = await page({ kind: 'form' });
    expect(form?.record).toMatchObject({ at: '2014-12-31T21:00:00.000Z', day: '2015-01-01' });
    expect(
      await both(one => one.count('calls', SUBJECT, { upTo: QUERY.upTo, kinds: ['form'], by: 'day' })),
    ).toMatchObject([{ period: '2015-01-01', records: 1 }]);
  });

  test('codes are said in both languages, in the title and in the status; an unknown code stays', async () => {
    const records = await page({ kind: 'order' });
    const byId = (id: number) => records.find(({ record }) => record.id === `order-${id}`)?.record;
    expect(byId(0)).toMatchObject({
      title: { ru: 'Регистрация: n0', en: 'Registration: n0' },
      status: { id: '0', label: { ru: '0', en: '0' } },
    });
    expect(byId(1)).toMatchObject({
      title: { ru: 'Продление: n1', en: 'Renewal: n1' },
      status: { id: '1', label: { ru: 'выполнена', en: 'done' } },
    });
    expect(byId(2)?.title).toEqual({ ru: 'other: n2', en: 'other: n2' });
  });

  test('titles sort and are found in the language of the reader', async () => {
    const titles = (await page({ kind: 'order', lang: 'en', sort: 'title' })).map(
      ({ record }) => record.title.en,
    );
    expect(titles).toEqual(titles.toSorted());
    const found = async (lang: 'ru' | 'en', word: string) => (await page({ lang, words: [word] })).length;
    expect([
      await found('en', 'renewal'),
      await found('ru', 'renewal'),
      await found('ru', 'продление'),
      await found('ru', 'выполнена'),
      await found('en', 'done'),
    ]).toEqual([4, 0, 4, 6, 6]);
  });

  test('attributes are named values; what is hidden is not found by a search', async () => {
    const [form] = await page({ kind: 'form' });
    expect(form?.record.attributes).toEqual([
      { id: 'birth', value: { ru: '1980-02-29', en: '1980-02-29' } },
      { id: 'document', value: { ru: '0000 000001', en: '0000 000001' } },
      { id: 'city', value: { ru: 'Москва', en: 'Moscow' } },
    ]);
    expect(await both(async one => one.kinds('calls').find(({ id }) => id === 'form')?.attributes)).toEqual([
      { id: 'birth', label: { ru: 'дата рождения', en: 'date of birth' }, type: 'date', sensitivity: 'open' },
      { id: 'document', label: { ru: 'документ', en: 'document' }, type: 'passport', sensitivity: 'step-up' },
      { id: 'city', label: { ru: 'город', en: 'city' }, type: 'text', sensitivity: 'open' },
    ]);
    expect([(await page({ words: ['москва'] })).length, (await page({ words: ['000001'] })).length]).toEqual([
      1, 0,
    ]);
  });

  test('single values have zones and codes, and the number of the account is a parameter', async () => {
    const fields = await both(async one =>
      // When it was read differs between the two.
      (await one.fields('calls', SUBJECT)).map(field => ({ ...field, provenance: [] })),
    );
    expect(fields.map(({ id, value, words, collectedAt }) => [id, value, words?.en, collectedAt])).toEqual([
      ['kind', 'f', 'person', '2014-07-01'],
      ['changed', '2014-07-01', undefined, '2014-07-01'],
    ]);
  });

  const findings = async (database: SourceSystem, text: string, code = 'AC-1'): Promise<string[]> =>
    (await checkSystem(connectedTo(database, text), { accountId: 'acc-1', userId: 'u-1', accountCode: code }))
      .map(({ level, text: line }) => `${level}: ${line.replace(/^.*registrar\.yaml:\d+: /, '')}`)
      .filter(line => !line.includes('no query reads') && !line.startsWith('ok:'));

  test('the check has nothing to say of a manifest that is right', async () => {
    for (const database of systems) expect(await findings(database, MANIFEST), database.name).toEqual([]);
  });

  test.each([
    [
      '        zone: Europe/Moscow\n        title',
      '        title',
      /^warning: calls order: the column at has no zone/,
    ],
    ['        at: day\n', '', /^error: calls form: the column at is a day without a time: say «at: day»$/],
    ['ordered as at', 'born as at', /^error/],
    [
      'state as status from',
      'state as status, seal from',
      /^warning: calls order: the column seal is shown nowhere/,
    ],
    ['state as status', 'seal as status', /^error: calls order: the column status is binary/],
    ['name as title', 'more as title', /^warning: calls form: the column title is JSON/],
    [
      'where holder = :holder\n      form',
      'where 1 = 1\n      form',
      /^error: calls order names no key of the subject/,
    ],
    [
      'connection',
      'leftOut: [ordres]\nconnection',
      /^warning: telephony: leftOut names ordres, which is no table/,
    ],
    [
      'select holder from',
      'select nullif(holder, 1) as holder from',
      /^warning: subject: «holder» is null for this person/,
    ],
  ])('the check finds what would be wrong: %s → %s', async (before, after, wanted) => {
    const text = MANIFEST.replace(before, after);
    expect(text).not.toBe(MANIFEST);
    for (const database of systems)
      expect(await findings(database, text), database.name).toContainEqual(expect.stringMatching(wanted));
  });

  test('the check says when nothing is found for a person', async () => {
    for (const database of systems) {
      const text = MANIFEST.replace(
        'where code = :accountCode',
        "where code = :accountCode or code = 'AC-1'",
      ).replace('select holder from', 'select holder + 1 as holder from');
      expect(await findings(database, text, 'AC-2')).toEqual([
        'warning: telephony: nothing is found for this person. A wrong key looks the same: try somebody who is in the system',
      ]);
    }
  });
});
