import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { type FileHandle, open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, type Pool } from 'pg';
import { afterEach, beforeEach, describe, expect, inject, test, vi } from 'vitest';
import type { Rows } from '../../core/rows.ts';
import type { Unit } from '../../core/ports.ts';
import { permitLetters } from '../../core/staff/letters.ts';
import { readKeys } from '../keys/keys.ts';
import type { StoredEntry } from '../ledger/entry.ts';
import { postgresGate } from '../letters/gate.ts';
import { replay } from '../ledger/replay.ts';
import { readSecondPlace, secondPlaceIn } from '../ledger/second-place.ts';
import { createLog } from '../log.ts';
import { migrate } from '../postgres/migrate.ts';
import { openPool } from '../postgres/pool.ts';
import { postgresStore } from '../postgres/store.ts';
import { startServer } from '../server.ts';
import { consentOf, copyWithLink, draftOf, NOW } from './examples.ts';
import { createPanel } from './panel.ts';
import { emptyTables, memory, postgres, rowsIn, type StoreUnderTest } from './stores.ts';
import { poolAs } from './pools.ts';

const OWNER = { userId: 'u-owner', accountIds: ['acc-1'] };
const at = NOW.toISOString();

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'privacy-ledger-'));
  return () => rmSync(folder, { recursive: true, force: true });
});

const subscribe = ({ rows }: Unit, topic: string, state: 'on' | 'off') => {
  const row = rows.mailings.subscriptions.find(one => one.topic === topic);
  if (row === undefined) rows.mailings.subscriptions.push({ userId: 'u-owner', topic, state, since: at });
  else row.state = state;
};
const consent = (rows: Rows, purpose: string, status: 'given' | 'withdrawn') => {
  rows.consents = rows.consents.filter(one => one.purpose !== purpose);
  rows.consents.push({ ...consentOf(`cn-${purpose}`, 'u-owner'), purpose, status });
};
const writeTo = (store: StoreUnderTest['store'], work: (unit: Unit) => void) =>
  store.write(OWNER, NOW, undefined, unit => ({ value: work(unit) }));

describe.each([
  ['in memory', () => memory()],
  ['on PostgreSQL', postgres],
])('the ledger %s', (_name, openStore) => {
  let under: StoreUnderTest;
  beforeEach(async () => {
    await emptyTables();
    under = openStore();
    return () => under.close();
  });

  test('has each decision of a write once, and none of a write that throws', async () => {
    await writeTo(under.store, unit => subscribe(unit, 'offers', 'on'));
    await writeTo(under.store, unit => {
      subscribe(unit, 'offers', 'off');
      unit.rows.objections.push({ userId: 'u-owner', purpose: 'offers', state: 'accepted', at });
    });
    await writeTo(under.store, ({ rows }) => void (rows.objections = []));
    await writeTo(under.store, ({ rows }) => void rows.requests.push(draftOf('rq-1', 'u-owner')));
    const failing = writeTo(under.store, unit => {
      subscribe(unit, 'offers', 'on');
      throw new Error('planted');
    });
    await expect(failing).rejects.toThrow('planted');
    expect(await under.decisions()).toEqual([
      'u-owner subscription offers on',
      'u-owner subscription offers off',
      'u-owner objection offers accepted',
      'u-owner objection offers none',
    ]);
  });

  test('has the decisions of a job', async () => {
    await writeTo(under.store, ({ enqueue }) =>
      enqueue({ kind: 'delete-attachment-bytes', attachmentId: 'at-1' }),
    );
    const leased = await under.ofWorker.jobs.lease(NOW);
    if (leased === undefined) throw new Error('no job');
    await under.ofWorker.jobs.commit(leased, NOW, unit => subscribe(unit, 'offers', 'off'));
    expect(await under.decisions()).toEqual(['u-owner subscription offers off']);
  });
});

describe('the second place', () => {
  let pool: Pool;
  beforeEach(async () => {
    await emptyTables();
    pool = poolAs('customer');
    return () => pool.end();
  });

  test('has a decision before its write is acknowledged, in the files of two processes', async () => {
    const places = [secondPlaceIn(folder), secondPlaceIn(folder)];
    for (const [index, place] of places.entries()) {
      await writeTo(postgresStore(pool, place), unit => subscribe(unit, `topic-${index}`, 'off'));
      const [last] = (await readSecondPlace(folder)).slice(-1);
      expect(last).toMatchObject({
        userId: 'u-owner',
        kind: 'subscription',
        subject: `topic-${index}`,
        state: 'off',
        at,
      });
    }
    await Promise.all(places.map(place => place.close()));
    expect(readdirSync(folder)).toHaveLength(2);
    const under = postgres();
    expect(await under.decisions()).toHaveLength(2);
    await under.close();
  });

  test('that cannot be written refuses the write, which leaves nothing', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    const write = writeTo(postgresStore(pool, secondPlaceIn(file)), unit => subscribe(unit, 'offers', 'off'));
    await expect(write).rejects.toThrow(/EEXIST|ENOTDIR/);
    const under = postgres();
    expect([await under.decisions(), (await rowsIn(under.store, 'u-owner')).mailings.subscriptions]).toEqual([
      [],
      [],
    ]);
    await under.close();
  });

  test('leaves out half a line at the end of a file, and names a broken one', async () => {
    const place = secondPlaceIn(folder);
    await writeTo(postgresStore(pool, place), unit => subscribe(unit, 'offers', 'off'));
    await place.close();
    const [name = ''] = readdirSync(folder);
    appendFileSync(join(folder, name), '{"id":"half');
    expect(await readSecondPlace(folder)).toHaveLength(1);
    appendFileSync(join(folder, name), '\n{}\n');
    await expect(readSecondPlace(folder)).rejects.toThrow(`LEDGER_DIR: line 2 of ${name} is broken`);
  });

  test('brings entries that come while others are written to the disk by one fsync', async () => {
    const handle = await open(join(folder, 'any'), 'w');
    const sync = vi.spyOn(Object.getPrototypeOf(handle) as FileHandle, 'sync');
    await handle.close();
    const place = secondPlaceIn(folder);
    const entryOf = (id: string): StoredEntry => ({
      id,
      at,
      writtenAt: at,
      userId: 'u-owner',
      kind: 'subscription',
      subject: 'offers',
      state: 'off',
    });
    await place.append([entryOf('first')]);
    const before = sync.mock.calls.length;
    await Promise.all(Array.from({ length: 20 }, (_, index) => place.append([entryOf(`later-${index}`)])));
    expect(sync.mock.calls.length - before).toBe(1);
    sync.mockRestore();
    await place.close();
    expect(await readSecondPlace(folder)).toHaveLength(21);
  });

  test('has the entries of many parallel writes whole', async () => {
    const place = secondPlaceIn(folder);
    const store = postgresStore(pool, place);
    await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        store.write({ userId: `u-${index}`, accountIds: [] }, NOW, undefined, ({ rows }) => {
          rows.objections.push({ userId: `u-${index}`, purpose: 'offers', state: 'accepted', at });
          return { value: undefined };
        }),
      ),
    );
    await place.close();
    expect(new Set((await readSecondPlace(folder)).map(({ userId }) => userId)).size).toBe(40);
  });
});

describe('a restore from a backup that is older than decisions', () => {
  let admin: Client;
  const urlOf = (role: 'admin' | 'owner' | 'customer' | 'jobs' | 'staff', database: string) =>
    inject('urls')[role].replace('/privacy?', `/${database}?`);
  const poolOf = (role: 'customer' | 'jobs', database: string) =>
    openPool({ connectionString: urlOf(role, database), max: 4 }, () => undefined);
  beforeEach(async () => {
    admin = new Client({ connectionString: inject('urls').admin });
    await admin.connect();
    await admin.query('create database original owner privacy_owner');
    const owner = new Client({ connectionString: urlOf('owner', 'original') });
    await owner.connect();
    await migrate(owner, 'production');
    await owner.end();
  });
  afterEach(async () => {
    await admin.query('drop database original with (force)');
    await admin.query('drop database if exists restored with (force)');
    await admin.end();
  });

  const keys = readKeys(readFileSync(inject('keysFile'), 'utf8'));

  /** Writes to a database, with the second place. */
  async function decide(database: string, ...works: ((unit: Unit) => void)[]): Promise<void> {
    const pool = poolOf('customer', database);
    const place = secondPlaceIn(folder);
    const store = postgresStore(pool, place, { keys, mayLift: true });
    for (const work of works) await writeTo(store, work);
    await Promise.all([pool.end(), place.close()]);
  }

  /** What stands in a database. */
  async function standing(database: string) {
    const pool = poolOf('customer', database);
    const rows = await rowsIn(postgresStore(pool), 'u-owner');
    await pool.end();
    return {
      topics: Object.fromEntries(rows.mailings.subscriptions.map(({ topic, state }) => [topic, state])),
      consents: Object.fromEntries(rows.consents.map(({ purpose, status }) => [purpose, status])),
      objections: rows.objections.map(({ purpose }) => purpose),
      tools: rows.toolObjections.map(({ tool }) => tool),
      changes: rows.mailings.changes.length,
    };
  }

  /** A copy of the database as it is now: what a dump and its restore leave, without the programs for it. */
  const backUp = () => admin.query('create database restored template original');

  async function replayed() {
    const pool = poolOf('jobs', 'restored');
    try {
      return await replay(pool, folder);
    } finally {
      await pool.end();
    }
  }
  const kindsOf = (entries: readonly StoredEntry[]) =>
    entries.map(({ kind, subject, state }) => `${kind} ${subject} ${state}`);

  const BEFORE = (unit: Unit) => {
    for (const topic of ['offers', 'promotions', 'renewals']) subscribe(unit, topic, 'on');
    consent(unit.rows, 'advertising', 'given');
  };
  const AFTER = [
    (unit: Unit) => subscribe(unit, 'offers', 'off'),
    (unit: Unit) => subscribe(unit, 'promotions', 'off'),
    // The last word about promotions is a yes: nothing has to stand again.
    (unit: Unit) => subscribe(unit, 'promotions', 'on'),
    ({ rows }: Unit) => consent(rows, 'advertising', 'withdrawn'),
    ({ rows }: Unit) => consent(rows, 'correspondence-disclosure', 'given'),
    ({ rows }: Unit) => {
      rows.toolObjections.push({ userId: 'u-owner', purpose: 'statistics', tool: 'metrika', at });
    },
  ];

  test('has the opt-outs again after a replay, which can be done twice and by two processes at once', async () => {
    await decide('original', BEFORE);
    await backUp();
    await decide('original', ...AFTER);
    expect((await standing('restored')).topics).toEqual({ offers: 'on', promotions: 'on', renewals: 'on' });

    const results = await Promise.all([replayed(), replayed()]);
    expect(results.flatMap(({ applied }) => kindsOf(applied)).toSorted()).toEqual([
      'consent advertising withdrawn 1',
      'subscription offers off',
      'tool-objection statistics metrika made',
    ]);
    expect(results.flatMap(({ left }) => kindsOf(left)).toSorted()).toEqual([
      'consent correspondence-disclosure given 1',
      'subscription promotions on',
    ]);
    const after = await standing('restored');
    // A withdrawn consent to advertising switches every topic off.
    expect(after).toMatchObject({
      topics: { offers: 'off' },
      consents: { advertising: 'withdrawn' },
      tools: ['metrika'],
    });
    expect(await replayed()).toEqual({ missing: 0, applied: [], left: [] });
    expect(await standing('restored')).toEqual(after);
  });

  test('revokes the copies that were made under a consent which a replay withdraws', async () => {
    await decide('original', ({ rows }) => {
      consent(rows, 'correspondence-disclosure', 'given');
      const copy = copyWithLink('ex-1', 'u-owner', 's');
      rows.exports.push({
        ...copy,
        spec: { ...copy.spec, categories: ['correspondence'], includeCorrespondence: true },
        status: 'ready',
        changes: 1,
        links: [],
      });
    });
    await backUp();
    await decide('original', ({ rows }) => consent(rows, 'correspondence-disclosure', 'withdrawn'));
    expect(kindsOf((await replayed()).applied)).toEqual(['consent correspondence-disclosure withdrawn 1']);
    const pool = poolOf('customer', 'restored');
    const { exports: copies } = await rowsIn(postgresStore(pool), 'u-owner');
    await pool.end();
    expect(copies.map(({ status, endReason }) => [status, endReason])).toEqual([
      ['revoked', 'consent-withdrawn'],
    ]);
  });

  test('keeps what a person decided after the restore', async () => {
    await decide('original', BEFORE);
    await backUp();
    await decide('original', unit => subscribe(unit, 'offers', 'off'));
    // Before the replay and against every rule, a server has opened and the person has switched off and on again.
    await decide(
      'restored',
      unit => subscribe(unit, 'offers', 'off'),
      unit => subscribe(unit, 'offers', 'on'),
    );
    expect(await replayed()).toMatchObject({ missing: 1, applied: [] });
    expect((await standing('restored')).topics['offers']).toBe('on');
  });

  describe('leaves the letter gate closed to', () => {
    const VERA = 'vera@example.ru';

    /** Runs statements as the administrator of a database. */
    async function change(database: string, text: string): Promise<void> {
      const client = new Client({ connectionString: urlOf('admin', database) });
      await client.connect();
      await client.query(text).finally(() => client.end());
    }

    const placed = (userId: string): string => `
      insert into privacy.directory_people values ('${userId}', 'Лесная Вера Павловна', '${VERA}', '+7');
      insert into privacy.directory_memberships values ('${userId}', 'acc-1', 0, 'owner');`;

    beforeEach(async () => {
      await change(
        'original',
        `insert into privacy.directory_accounts (id, code, name, kind, jurisdiction) values ('acc-1', 'AC-1', 'А', 'legal', 'RU');
        ${placed('u-owner')}`,
      );
      await decide('original', BEFORE);
      await backUp();
    });

    /** A gate on a database, with the second place. */
    function gateOn(database: string): {
      permits: (topic: string) => Promise<string>;
      close: () => Promise<void>;
    } {
      const pool = openPool({ connectionString: urlOf('staff', database), max: 2 }, () => undefined);
      const log = createLog('silent');
      const gate = postgresGate({
        pool,
        keys,
        ledgerFolder: folder,
        publicUrl: 'https://panel.example',
        log,
      });
      return {
        permits: async topic => {
          const mailing = { id: `m-${topic}`, topic, subject: { ru: 'Письмо' }, addresses: [VERA] };
          const [item] = (await permitLetters(gate, mailing, NOW)).items;
          return item?.result === 'refused' ? item.reason : (item?.result ?? '');
        },
        close: () => pool.end(),
      };
    }

    test('an opt-out that is newer, before the replay and after it, also when the person has another id', async () => {
      await decide('original', unit => subscribe(unit, 'promotions', 'off'));
      const gate = gateOn('restored');
      expect([await gate.permits('promotions'), await gate.permits('renewals')]).toEqual([
        'suppressed',
        'allowed',
      ]);
      const results = await replayed();
      expect(kindsOf(results.applied)).toEqual(['subscription promotions off']);
      expect([await gate.permits('promotions'), await gate.permits('renewals')]).toEqual([
        'suppressed',
        'allowed',
      ]);
      // The replay has kept the digest: everything else of the person may go.
      await change(
        'restored',
        `delete from privacy.subscriptions; delete from privacy.mailing_changes;
        delete from privacy.directory_memberships; delete from privacy.directory_people; ${placed('u-back')}
        update privacy.consents set person_id = 'u-back', body = (body::jsonb || '{"userId": "u-back"}')::json;
        insert into privacy.subscriptions (key, person_id, body) select 'u-back ' || topic, 'u-back',
          json_build_object('userId', 'u-back', 'topic', topic, 'state', 'on', 'since', now())
          from unnest(array['promotions', 'renewals']) as topic;`,
      );
      expect([await gate.permits('promotions'), await gate.permits('renewals')]).toEqual([
        'suppressed',
        'allowed',
      ]);
      await gate.close();
    });

    test('a withdrawal and an objection that are newer, for every topic', async () => {
      await decide('original', ({ rows }) => consent(rows, 'advertising', 'withdrawn'));
      const gate = gateOn('restored');
      expect([await gate.permits('promotions'), await gate.permits('holidays')]).toEqual([
        'suppressed',
        'suppressed',
      ]);
      await replayed();
      expect([await gate.permits('promotions'), await gate.permits('holidays')]).toEqual([
        'suppressed',
        'suppressed',
      ]);
      await gate.close();
    });

    test('an opt-out of which a gate that runs has known before the database under it was restored', async () => {
      const gate = gateOn('original');
      expect(await gate.permits('promotions')).toBe('allowed');
      await decide('original', unit => subscribe(unit, 'promotions', 'off'));
      expect(await gate.permits('promotions')).toBe('suppressed');
      await admin.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where datname in ('original', 'restored')",
      );
      await admin.query('alter database original rename to lost');
      await admin.query('alter database restored rename to original');
      expect(await gate.permits('promotions')).toBe('suppressed');
      await gate.close();
      await admin.query('drop database lost with (force)');
    });
  });

  test('is replayed before a server opens its port, and by the command', async () => {
    await decide('original', BEFORE);
    await backUp();
    await decide(
      'original',
      unit => subscribe(unit, 'offers', 'off'),
      ({ rows }) => consent(rows, 'other', 'given'),
    );
    const panel = createPanel();
    const env = {
      ...panel.env,
      DATABASE_URL: urlOf('customer', 'restored'),
      JOBS_DATABASE_URL: urlOf('jobs', 'restored'),
      LEDGER_DIR: folder,
    };
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['--import', 'tsx', join(import.meta.dirname, '../ledger/main.ts')],
      { env: { PATH: process.env['PATH'], ...env }, encoding: 'utf8', timeout: 20_000 },
    );
    expect([status, stderr]).toEqual([0, '2 decisions were missing, 1 stand again, 1 are left to people\n']);
    expect(JSON.parse(stdout)).toMatchObject({ userId: 'u-owner', kind: 'consent', subject: 'other' });
    expect((await standing('restored')).topics['offers']).toBe('off');

    await decide('original', unit => subscribe(unit, 'renewals', 'off'));
    const config = {
      ...panel.config,
      databaseUrl: env.DATABASE_URL,
      jobsUrl: env.JOBS_DATABASE_URL,
      ledgerFolder: folder,
    };
    const server = await startServer(config, createLog('silent'));
    expect((await standing('restored')).topics['renewals']).toBe('off');
    await server.stop();

    const [name = ''] = readdirSync(folder);
    const text = readFileSync(join(folder, name), 'utf8');
    writeFileSync(join(folder, name), `broken\n${text}`);
    await expect(startServer(config, createLog('silent'))).rejects.toThrow('LEDGER_DIR: line 1 of');
    panel.close();
  });
});
