import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Pool } from 'pg';
import { csrfTokenOf } from '../../identity/caller.ts';
import { newKeys } from '../../keys/keys.ts';
import type { TestUrls } from '../../test/database.ts';
import { createPanel, csrfKeyOf, ORIGIN } from '../../test/panel.ts';
import { createLauncher, freePort } from '../crash/programs.ts';

/** How much a run has. */
export interface StageOptions {
  readonly urls: TestUrls;
  /** Records of each of the two large customers, who share them. */
  readonly records: number;
  /** Customers whose emails carry a link for opting out. */
  readonly subscribers: number;
}

/** A server in a process of its own, with two customers of many records and one of few. */
export interface Stage {
  /** Memory of the server's process that lies in RAM, bytes. */
  memory(): number;
  /** What the server's process has taken of the processors since its start, ms. */
  processorMs(): number;
  /** Bytes of the folder of copies. */
  readonly copies: string;
  /** Calls an operation as a person. */
  call(person: string, method: string, path: string, body?: unknown): Promise<Response>;
  /** Opts a subscriber out by the link of an email, as a mail program does. */
  optOut(subscriber: number): Promise<Response>;
  /** Connections of an administrator. */
  readonly admin: Pool;
  close(): Promise<void>;
}

export const SMALL = 'p-small';
export const LARGE = ['p-large-1', 'p-large-2'] as const;
const FEW = 200;
const TOPIC = 'promotions';

const MANIFEST = `
system: activeplatform
connection: SOURCE_BILLING
subject: |
  select case when :accountId like 'acc-p-large%' then 'large' else 'small' end as account_id
categories:
  services:
    records:
      payment:
        label: { ru: Платежи, en: Payments }
        note: { ru: Что оплачено., en: What was paid. }
        has: [amount]
        query: |
          select id, paid_at as at, purpose as title, amount, 'RUB' as currency from payments where account_id = :account_id
`;

async function fill({ urls, records, subscribers }: StageOptions, billing: string): Promise<void> {
  const admin = new Client({ connectionString: urls.admin });
  await admin.connect();
  await admin.query(
    `create temporary table new_people as select unnest($1::text[]) as id
     union all select 'p-subscriber-' || n from generate_series(1, $2::int) n`,
    [[SMALL, ...LARGE], subscribers],
  );
  await admin.query(`
    insert into privacy.directory_accounts (id, code, name, kind, jurisdiction)
      select 'acc-' || id, 'AC-' || id, 'Лесная Вера Павловна', 'natural', 'RU' from new_people;
    insert into privacy.directory_people (id, name, email, phone)
      select id, 'Лесная Вера Павловна', id || '@example.ru', '+7 000 000-00-00' from new_people;
    insert into privacy.directory_memberships (person_id, account_id, role) select id, 'acc-' || id, 'owner' from new_people`);
  await admin.query(
    `insert into privacy.subscriptions (key, person_id, body)
       select id || ' ${TOPIC}', id, json_build_object('userId', id, 'topic', '${TOPIC}', 'state', 'on', 'since', '2026-01-01T09:00:00.000Z')
       from new_people where id like 'p-subscriber%'`,
  );
  await admin.query(
    `insert into privacy.tokens (token, person_id, body)
       select 'token-' || id, id, json_build_object('token', 'token-' || id, 'userId', id, 'topic', '${TOPIC}')
       from new_people where id like 'p-subscriber%'`,
  );
  await admin.query(`create table bare (key text primary key, body json not null);
    insert into bare select 'key-' || n, json_build_object('n', n) from generate_series(1, 10000) n;
    create table bare_log (place bigint generated always as identity primary key, body json not null)`);
  await admin.query('create database volume');
  await admin.end();
  const source = new Client({ connectionString: billing });
  await source.connect();
  await source.query(`
    create table payments (id integer primary key, account_id text not null, paid_at timestamptz not null, amount numeric(12, 2) not null, purpose text not null);
    insert into payments select n, case when n <= ${FEW} then 'small' else 'large' end,
      timestamptz '2010-01-01 09:00+03' + n * interval '7 minutes', 100 + n % 900, 'Счёт ' || n || repeat(': оплата услуг хостинга', 12)
      from generate_series(1, ${FEW + records}) n;
    create index on payments (account_id, paid_at);
    grant select on payments to privacy_customer;`);
  await source.query('analyze payments');
  await source.end();
}

/** Starts a server with these customers on the PostgreSQL of the run. */
export async function startStage(options: StageOptions): Promise<Stage> {
  const { urls } = options;
  const billing = urls.admin.replace('/privacy?', '/volume?');
  await fill(options, billing);
  const folder = mkdtempSync(join(tmpdir(), 'privacy-volume-'));
  const keysFile = join(folder, 'keys.json');
  writeFileSync(keysFile, newKeys(new Date()), { mode: 0o600 });
  writeFileSync(join(folder, 'billing.yaml'), MANIFEST);
  const panel = createPanel({
    DATABASE_URL: urls.customer,
    JOBS_DATABASE_URL: urls.jobs,
    KEYS_FILE: keysFile,
  });
  const port = await freePort();
  const launcher = createLauncher();
  const program = await launcher.launch('server', {
    ...panel.env,
    DATA_DIR: join(folder, 'data'),
    LEDGER_DIR: join(folder, 'ledger'),
    SOURCES: join(folder, 'billing.yaml'),
    SOURCE_BILLING: billing.replace(/user=\w+/, 'user=privacy_customer'),
    PORT: String(port),
  });
  const base = `http://127.0.0.1:${port}/api/privacy/v1`;
  const seconds = Math.floor(Date.now() / 1000);
  const tokens = new Map<string, Promise<string>>();
  const tokenOf = (person: string): Promise<string> => {
    const known =
      tokens.get(person) ??
      panel.token({ sub: person, iat: seconds, exp: seconds + 7200, auth_time: seconds });
    tokens.set(person, known);
    return known;
  };
  const admin = new Pool({ connectionString: urls.admin, max: 10 });
  return {
    memory: () =>
      1024 * Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${program.pid}/status`, 'utf8'))?.[1]),
    processorMs: () => {
      const fields = readFileSync(`/proc/${program.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
      // User and system time, in hundredths of a second.
      return 10 * (Number(fields[11]) + Number(fields[12]));
    },
    copies: join(folder, 'data/copies'),
    call: async (person, method, path, body) =>
      fetch(`${base}${path}`, {
        method,
        headers: {
          Cookie: `${panel.config.identity.cookie}=${await tokenOf(person)}`,
          Origin: ORIGIN,
          'X-CSRF-Token': csrfTokenOf(csrfKeyOf(panel), { userId: person, session: 's-1' }),
          ...(method === 'GET' ? {} : { 'Idempotency-Key': randomUUID() }),
          ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    optOut: subscriber =>
      fetch(`${base}/unsubscribe/token-p-subscriber-${subscriber}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
        body: 'List-Unsubscribe=One-Click',
      }),
    admin,
    close: async () => {
      await launcher.close();
      await admin.query('drop table bare, bare_log');
      await admin.query('drop database volume with (force)');
      await admin.end();
      panel.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
