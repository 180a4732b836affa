import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { createLog } from '../log.ts';
import { postgresStore } from '../postgres/store.ts';
import { startSweeping } from '../retention/loop.ts';
import { cutoffOf, readRetention, RETENTION_ROWS, unconfirmed } from '../retention/retention.ts';
import { sweep } from '../retention/sweep.ts';
import { attachmentOf, consentOf, draftOf, entryOf, NOW } from './examples.ts';
import { emptyTables } from './stores.ts';
import { poolAs } from './pools.ts';

const EXAMPLE = readFileSync(join(import.meta.dirname, '../retention.example.yaml'), 'utf8');
const retention = readRetention(EXAMPLE);
const OWNER = { userId: 'u-owner', accountIds: ['acc-1'] };
const customers = poolAs('customer');
const jobs = poolAs('jobs');
const admin = poolAs('admin');
beforeEach(emptyTables);
afterAll(() => Promise.all([customers.end(), jobs.end(), admin.end()]));

const DAY = 86_400_000;
const after = (days: number): Date => new Date(NOW.getTime() + days * DAY);
const countOf = async (table: string): Promise<number> =>
  (await admin.query<{ n: number }>(`select count(*)::int as n from privacy.${table}`)).rows[0]?.n ?? 0;

describe('the file of retention', () => {
  test('has the rows of the schema, none of them confirmed by us', () => {
    const path = join(import.meta.dirname, '../retention.schema.json');
    const schema = JSON.parse(readFileSync(path, 'utf8')) as { required: string[]; properties: object };
    expect(schema.required).toEqual(RETENTION_ROWS);
    expect(Object.keys(schema.properties)).toEqual(RETENTION_ROWS);
    expect(unconfirmed(retention)).toEqual(RETENTION_ROWS);
  });

  test.each([
    ['', 'holds no rows'],
    [EXAMPLE.replace('cases:', 'case:'), '«case» is no row; «cases» is missing'],
    [EXAMPLE.replace('{ after: P90D', '{ after: 90 days'), '«drafts» needs «after» as P90D'],
    [EXAMPLE.replace('{ after: P90D', '{ after: P0D'), '«drafts» needs «after» as P90D'],
    [EXAMPLE.replace('{ after: P90D, confirmed: false', '{ after: P90D'), '«drafts» needs «confirmed: true»'],
    [EXAMPLE.replace('while-mailings', 'P3Y'), '«refusals» needs «after: while-mailings»'],
  ])('%# is refused by the name of its row', (text, fault) => {
    expect(() => readRetention(text)).toThrow(fault);
  });

  test('counts years and months by the calendar', () => {
    const leap = new Date('2028-02-29T12:00:00Z');
    expect(cutoffOf(retention, 'cases', leap)?.toISOString()).toBe('2025-03-01T12:00:00.000Z');
    expect(cutoffOf(retention, 'kept-answers', leap)?.toISOString()).toBe('2028-02-28T12:00:00.000Z');
    expect(cutoffOf(retention, 'refusals', leap)).toBeUndefined();
  });
});

/** A draft with a file, an open request, a case that was answered, and what else a write leaves. */
async function fill(): Promise<void> {
  const at = NOW.toISOString();
  await postgresStore(customers).write(OWNER, NOW, { slot: 's', sent: '{}' }, unit => {
    const { rows } = unit;
    rows.requests.push(
      draftOf('rq-draft', 'u-owner'),
      { ...draftOf('rq-open', 'u-owner'), status: 'in_work' },
      { ...draftOf('rq-answered', 'u-owner'), status: 'answered', answeredAt: at },
    );
    rows.attachments.push(attachmentOf('at-draft', 'rq-draft'), attachmentOf('at-answered', 'rq-answered'));
    rows.consents.push(consentOf('cn-given', 'u-owner'), {
      ...consentOf('cn-ended', 'u-owner'),
      status: 'withdrawn',
      withdrawnAt: at,
    });
    rows.objections.push({ userId: 'u-owner', purpose: 'offers', state: 'accepted', at });
    unit.log(entryOf('al-1', 'u-owner'));
    return { value: undefined, keep: { status: 200, headers: {}, body: '{}' } };
  });
}

test('drafts go after 90 days with their files, and kept answers after a day', async () => {
  await fill();
  expect(await sweep(jobs, retention, NOW)).toEqual({});
  expect(await sweep(jobs, retention, after(2))).toEqual({ 'kept-answers': 1 });
  expect(await sweep(jobs, retention, after(89))).toEqual({});
  expect(await sweep(jobs, retention, after(91))).toEqual({ drafts: 1 });
  const left = await admin.query('select key from privacy.requests order by key');
  expect(left.rows).toEqual([{ key: 'rq-answered' }, { key: 'rq-open' }]);
  const { rows } = await admin.query('select kind, payload, person_id, account_ids from privacy.jobs');
  expect(rows).toEqual([
    {
      kind: 'delete-attachment-bytes',
      payload: { attachmentId: 'at-draft' },
      person_id: 'u-owner',
      account_ids: ['acc-1'],
    },
  ]);
});

test('cases, ended consents and the log go after three years; what is open, given or refused stays', async () => {
  await fill();
  await sweep(jobs, retention, after(3 * 365));
  const before = await Promise.all(['requests', 'consents', 'access_log', 'objections'].map(countOf));
  expect(before).toEqual([2, 2, 1, 1]);
  const deleted = await sweep(jobs, retention, after(3 * 365 + 2));
  expect(deleted).toEqual({ cases: 1, consents: 1, 'access-log': 1 });
  const { rows } = await admin.query(
    'select key from privacy.requests union all select key from privacy.consents order by 1',
  );
  expect(rows).toEqual([{ key: 'cn-given' }, { key: 'rq-open' }]);
  expect(await Promise.all(['attachments', 'objections'].map(countOf))).toEqual([0, 1]);
});

test('a job that nobody has done for a week goes, one that is being done does not', async () => {
  await admin.query(
    `insert into privacy.jobs (kind, payload, due_at, leased_until) values
    ('unknown', '{}', $1, null), ('pack-copy', '{}', $1, now() + interval '1 day')`,
    [NOW],
  );
  expect(await sweep(jobs, retention, after(6))).toEqual({});
  expect(await sweep(jobs, retention, after(8))).toEqual({ jobs: 1 });
  expect(await countOf('jobs')).toBe(1);
});

test('without the instant of a sweep, or in another role, nothing of it is seen', async () => {
  await fill();
  expect((await jobs.query('select from privacy.access_log')).rowCount).toBe(0);
  const client = await customers.connect();
  await client.query("begin; select set_config('privacy.retention_cutoff', '2100-01-01', true)");
  expect((await client.query('select from privacy.requests')).rowCount).toBe(0);
  await client.query('rollback');
  client.release();
  await expect(customers.query('delete from privacy.access_log')).rejects.toThrow('permission denied');
});

test('the server sweeps at its start, and two of them do so side by side', async () => {
  await fill();
  const clock = () => after(4 * 365);
  const stop = [1, 2].map(() =>
    startSweeping(jobs, retention, clock, createLog('silent'), { deleted: () => undefined }),
  );
  await Promise.all(stop.map(end => end()));
  expect(await Promise.all(['requests', 'consents', 'access_log', 'objections'].map(countOf))).toEqual([
    1, 1, 0, 1,
  ]);
});
