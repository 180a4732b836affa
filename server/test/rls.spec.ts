import { Pool, type PoolClient } from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { requireBoundRole } from '../postgres/check-role.ts';
import { postgresStore } from '../postgres/store.ts';
import { transaction } from '../postgres/transaction.ts';
import { attachmentOf, consentOf, copyWithLink, draftOf, entryOf, NOW } from './examples.ts';
import { emptyTables } from './stores.ts';
import { poolAs } from './pools.ts';

const OWNER = { userId: 'u-owner', accountIds: ['acc-1'] };
const STRANGER = { userId: 'u-stranger', accountIds: ['acc-2'] };
const COLLEAGUE = { userId: 'u-finance', accountIds: ['acc-1'] };
/** Tables without anything about a person. */
const NOT_PERSONAL = ['former_refusals', 'installation', 'keys', 'migrations', 'numbers', 'source_states'];
/** Places and digests, which no customer reads; workers see those of all accounts (log-chain.spec.ts). */
const CHAINS = ['log_chain', 'person_chain'];
/** States of consents: put there by a trigger, read by the check of the chain (decision-chain.spec.ts). */
const HISTORY = 'consent_history';
/** What was said for digests of addresses: read and written by functions alone. */
const SUPPRESSIONS = 'suppressions';
/** To whom a version was announced: written by a function, and seen by workers when its time is over. */
const ANNOUNCEMENTS = 'policy_announcements';
const FUNCTIONS_ALONE = new Set([...CHAINS, HISTORY, SUPPRESSIONS, ANNOUNCEMENTS]);
/** Tables that a customer's transaction only puts rows into. */
const PUT_ONLY = new Set(['jobs', 'outbox']);

let pool: Pool;
let admin: Pool;
let tables: string[];

beforeAll(async () => {
  pool = poolAs('customer');
  admin = poolAs('admin');
  await emptyTables();
  const found = await admin.query<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = 'privacy' order by 1",
  );
  tables = found.rows
    .map(({ name }) => name)
    .filter(name => !FUNCTIONS_ALONE.has(name) && !NOT_PERSONAL.includes(name));
  const at = NOW.toISOString();
  const key = { slot: 'slot', sent: '{}' };
  await postgresStore(pool).write(OWNER, NOW, key, unit => {
    const { rows } = unit;
    rows.session['u-owner'] = { accountId: 'acc-1' };
    rows.policy.acknowledgements.push({ userId: 'u-owner', version: '1', at });
    rows.consents.push(consentOf('cn-1', 'u-owner'));
    rows.objections.push({ userId: 'u-owner', purpose: 'offers', state: 'accepted', at });
    rows.toolObjections.push({ userId: 'u-owner', purpose: 'analytics', tool: 'metrika', at });
    rows.mailings.subscriptions.push({ userId: 'u-owner', topic: 'offers', state: 'on', since: at });
    rows.mailings.noticeRoutes.push({
      accountId: 'acc-1',
      kind: 'billing',
      recipients: ['u-owner'],
      version: 1,
      changes: [{ id: 'nr-1', at, by: 'u-owner', before: [], after: ['u-owner'] }],
    });
    rows.mailings.changes.push({
      id: 'ch-1',
      userId: 'u-owner',
      at,
      topic: 'offers',
      before: {},
      to: 'on',
      by: 'user',
      via: 'account',
    });
    rows.requests.push(draftOf('rq-1', 'u-owner'));
    rows.attachments.push(attachmentOf('at-1', 'rq-1'));
    rows.exports.push({ ...copyWithLink('ex-1', 'u-owner', 's'), links: [] });
    unit.log(entryOf('al-1', 'u-owner'));
    unit.enqueue({ kind: 'delete-attachment-bytes', attachmentId: 'at-0' });
    unit.mail({ userId: 'u-owner', template: 'request-received', parameters: {} });
    return { value: undefined, keep: { status: 200, headers: {}, body: '{}' } };
  });
  await admin.query(`
    insert into privacy.disclosures (id, account_id, person_id, body) values ('ds-1', 'acc-1', 'u-owner', '{}');
    insert into privacy.emails (id, person_id, body) values ('em-1', 'u-owner', '{}');
    insert into privacy.tokens (token, person_id, body) values ('tk-1', 'u-owner', '{}');
    insert into privacy.directory_accounts (id, code, name, kind, jurisdiction) values ('acc-1', 'AC-1', 'А', 'legal', 'RU');
    insert into privacy.directory_people values ('u-owner', 'Лесная', 'vera@example.ru', '+7');
    insert into privacy.directory_memberships values ('u-owner', 'acc-1', 0, 'owner');`);
});
afterAll(async () => {
  await Promise.all([pool.end(), admin.end()]);
});

/** How many rows of each table a query without any condition sees. */
const seen = async (client: Pick<PoolClient, 'query'>): Promise<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const table of tables.filter(name => !PUT_ONLY.has(name))) {
    const { rows } = await client.query<{ count: number }>(`select count(*)::int from privacy.${table}`);
    counts[table] = rows[0]?.count ?? -1;
  }
  return counts;
};

describe('row-level security alone', () => {
  test('is forced on every table but those that hold nothing of a person', async () => {
    const { rows } = await admin.query<{ name: string }>(
      `select relname::text as name from pg_class join pg_namespace on pg_namespace.oid = relnamespace
       where nspname = 'privacy' and relkind in ('r', 'p') and not (relrowsecurity and relforcerowsecurity) order by 1`,
    );
    expect(rows.map(({ name }) => name)).toEqual(NOT_PERSONAL);
  });

  test('shows an owner a row of every table', async () => {
    const counts = await transaction(pool, OWNER, 'read only', seen);
    expect(Object.keys(counts).length).toBeGreaterThan(15);
    // Four of the rows hold a decision each.
    expect(Object.entries(counts).filter(([, count]) => count !== 1)).toEqual([['ledger', 4]]);
  });

  test('shows a stranger no row at all', async () => {
    const counts = await transaction(pool, STRANGER, 'read only', seen);
    expect(Object.entries(counts).filter(([, count]) => count !== 0)).toEqual([]);
  });

  test('shows no row where nobody is set, or a person without the account', async () => {
    const counts = await seen(pool);
    expect(Object.entries(counts).filter(([, count]) => count !== 0)).toEqual([]);
    const alone = await transaction(pool, { userId: 'u-owner', accountIds: [] }, 'read only', seen);
    expect([alone['requests'], alone['attachments'], alone['exports'], alone['access_log']]).toEqual([
      0, 0, 0, 0,
    ]);
  });

  test('shows a colleague in the same account nothing personal', async () => {
    const counts = await transaction(pool, COLLEAGUE, 'read only', seen);
    // What was disclosed about an account, and who gets its notices, is its own; the handler asks for the role.
    expect(Object.entries(counts).filter(([, count]) => count !== 0)).toEqual([
      ['disclosures', 1],
      ['notice_routes', 1],
    ]);
  });

  test('lets a stranger neither change nor delete a row', async () => {
    const changed = await transaction(pool, STRANGER, 'read write', async client => {
      const counts: (number | null)[] = [];
      for (const table of [
        'requests',
        'consents',
        'exports',
        'sessions',
        'mailing_changes',
        'notice_routes',
        'attachments',
      ]) {
        counts.push((await client.query(`update privacy.${table} set version = 9`)).rowCount);
        counts.push((await client.query(`delete from privacy.${table}`)).rowCount);
      }
      return counts;
    });
    expect(changed.every(count => count === 0)).toBe(true);
  });

  test.each([
    [
      "insert into privacy.ledger (id, at, written_at, person_id, kind, subject, state) values (gen_random_uuid(), now(), now(), 'u-owner', 'subscription', 'offers', 'off')",
    ],
    ["insert into privacy.objections (key, person_id, body) values ('x', 'u-owner', '{}')"],
    [
      "insert into privacy.requests (key, account_id, person_id, scope, status, body) values ('x', 'acc-1', 'u-stranger', 'account', 'draft', '{}')",
    ],
    [
      "insert into privacy.access_log (id, at, account_id, person_id, scope, body) values ('x', now(), 'acc-1', 'u-owner', 'person', '{}')",
    ],
  ])('refuses a row that would be another’s: %s', async text => {
    const insert = transaction(pool, STRANGER, 'read write', client => client.query(text));
    await expect(insert).rejects.toThrow('row-level security');
  });

  test.each([
    ['update privacy.access_log set scope = scope'],
    ['delete from privacy.access_log'],
    ['update privacy.ledger set state = state'],
    ['delete from privacy.ledger'],
    ['delete from privacy.emails'],
    ['select * from privacy.outbox'],
    ['select * from privacy.suppressions'],
    ['select * from privacy.policy_announcements'],
    ["select privacy.announce_policy('1', '2027-01-01', now(), 1)"],
    ["select privacy.decided('{}', 'offers')"],
    ["select privacy.recipients_at('{}', 'offers')"],
    ["select privacy.register_emails('[]')"],
    ['select * from privacy.jobs'],
    ['create table privacy.mine (id text)'],
    ['alter table privacy.requests disable row level security'],
    ['truncate privacy.requests'],
  ])('leaves a customer’s role without the right: %s', async text => {
    const statement = transaction(pool, OWNER, 'read write', client => client.query(text));
    await expect(statement).rejects.toThrow(/permission denied|must be owner/);
  });

  test('leaves a connection of the pool without anybody’s rights', async () => {
    const one = poolAs('customer', 1);
    await transaction(one, OWNER, 'read only', seen);
    const counts = await seen(one);
    await one.end();
    expect(Object.values(counts).every(count => count === 0)).toBe(true);
  });
});

describe('the role of workers', () => {
  let jobs: Pool;
  beforeAll(() => {
    jobs = poolAs('jobs');
  });
  afterAll(() => jobs.end());
  /** Tables a worker has rows of, whoever is set: what waits to be done. */
  const QUEUES = new Set(['jobs', 'outbox']);
  /** Tables that concern customers' requests alone. */
  const NOT_ITS = ['directory_accounts', 'directory_memberships', 'directory_people'];
  /** A table whose rows a worker sees only when their time is over (retention.spec.ts). */
  const SWEPT = 'kept_answers';
  const counts = async (client: Pick<PoolClient, 'query'>): Promise<Record<string, number>> => {
    const found: Record<string, number> = {};
    for (const table of tables.filter(name => ![...NOT_ITS, SWEPT].includes(name))) {
      const { rows } = await client.query<{ count: number }>(`select count(*)::int from privacy.${table}`);
      found[table] = rows[0]?.count ?? -1;
    }
    return found;
  };
  const namesOf = (found: Record<string, number>) =>
    Object.keys(found).filter(name => found[name] !== 0 && !QUEUES.has(name));

  test('sees the rows of the owner of a job, and none of a stranger', async () => {
    const own = await transaction(jobs, { ...OWNER, whole: true }, 'read only', counts);
    expect(Object.entries(own).filter(([, count]) => count !== 1)).toEqual([['ledger', 4]]);
    expect(namesOf(await transaction(jobs, STRANGER, 'read only', counts))).toEqual([]);
    expect(namesOf(await counts(jobs))).toEqual([]);
  });

  test('sees of a colleague’s job the account, and nothing that belongs to another person', async () => {
    const found = await transaction(jobs, { ...COLLEAGUE, whole: true }, 'read only', counts);
    expect(namesOf(found)).toEqual([
      'access_log',
      'attachments',
      'disclosures',
      'exports',
      'notice_routes',
      'requests',
    ]);
  });

  test.each([
    ...NOT_ITS.map(name => `select from privacy.${name}`),
    'update privacy.access_log set at = at',
    'delete from privacy.access_log',
    'update privacy.log_chain set seq = seq',
    'delete from privacy.ledger',
    'update privacy.ledger set state = state',
    'select from privacy.suppressions',
    "insert into privacy.policy_announcements (person_id, version, at) values ('u-owner', '1', now())",
    "select privacy.lift('{}', '{}', 'offers', now())",
  ])('has no right to: %s', async text => {
    await expect(jobs.query(text)).rejects.toThrow('permission denied');
  });

  test.each(['disclosures', 'emails', SWEPT])('deletes no row of %s that is kept', async table => {
    const deleted = await transaction(jobs, { ...OWNER, whole: true }, 'read write', client =>
      client.query(`delete from privacy.${table}`),
    );
    expect(deleted.rowCount).toBe(0);
  });
});

describe('the role of customers', () => {
  const check = async (url: string) => {
    const one = new Pool({ connectionString: url, max: 1 });
    try {
      await requireBoundRole(one, 'DATABASE_URL', 'privacy_customer');
    } finally {
      await one.end();
    }
  };

  test('is accepted', () => check(inject('urls').customer));

  test('is refused when it is superuser, has BYPASSRLS or owns tables', async () => {
    await expect(check(inject('urls').admin)).rejects.toThrow(
      'DATABASE_URL: the role privacy_admin is a superuser',
    );
    await expect(check(inject('urls').owner)).rejects.toThrow('owns tables');
    await admin.query('create role privacy_bypass login bypassrls');
    await admin.query('create role privacy_member login in role privacy_bypass');
    const url = (role: string) => inject('urls').customer.replace('privacy_customer', role);
    await expect(check(url('privacy_bypass'))).rejects.toThrow('has BYPASSRLS');
    await expect(check(url('privacy_member'))).rejects.toThrow('has BYPASSRLS');
    await admin.query('drop role privacy_member; drop role privacy_bypass');
  });
});
