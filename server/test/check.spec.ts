import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { productionFaults } from '../check/production.ts';
import { connectedSystems, readConfig } from '../config.ts';
import { checkSystem } from '../sources/check.ts';
import { NOW } from './examples.ts';
import { createPanel, type Panel } from './panel.ts';
import { emptyTables } from './stores.ts';

let panel: Panel;
let folder: string;
beforeAll(() => {
  panel = createPanel();
  folder = mkdtempSync(join(tmpdir(), 'privacy-check-'));
});
afterAll(() => {
  panel.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs a program of the server until it ends. */
const run = (program: string, args: readonly string[], env: Readonly<Record<string, string>>) =>
  spawnSync(process.execPath, ['--import', 'tsx', join(import.meta.dirname, '..', program), ...args], {
    env: { PATH: process.env['PATH'], ...env },
    encoding: 'utf8',
    timeout: 30_000,
  });

describe('check --production', () => {
  const file = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text, { mode: 0o600 });
    return path;
  };
  /** Settings that may go live, with changes. */
  const env = (change: Record<string, string> = {}): Record<string, string> => {
    const example = readFileSync(panel.env['RETENTION'] ?? '', 'utf8');
    return {
      ...panel.env,
      LOG_LEVEL: 'info',
      RETENTION: file('retention.yaml', example.replaceAll('confirmed: false', 'confirmed: true')),
      ...change,
    };
  };
  const faultsOf = (change: Record<string, string>): string[] =>
    productionFaults(readConfig(env(change)), env(change));

  test('lets settings pass that may go live', async () => {
    await emptyTables();
    const { status, stdout, stderr } = run('check/main.ts', ['--production'], env());
    expect([status, stderr, stdout]).toEqual([0, '', 'Nothing is wrong with the settings.\n']);
  });

  test.each([
    [{ DATABASE_URL: '', JOBS_DATABASE_URL: '' }, 'DATABASE_URL is not set: PostgreSQL beside the server'],
    [
      { DATABASE_URL: 'postgres://privacy_customer@db.example/privacy' },
      'DATABASE_URL reaches another machine',
    ],
    [{ IDENTITY_ISSUER: 'privacy-demo-panel' }, 'IDENTITY_ISSUER is the panel of the demo'],
    [{ LEDGER_DIR: '' }, 'LEDGER_DIR is not set'],
    [{ ORIGINS: 'http://panel.example' }, 'ORIGINS has http://panel.example, which is not https'],
    [
      { PUBLIC_URL: 'http://localhost:4020/api' },
      'PUBLIC_URL is http://localhost:4020/api, which is not https',
    ],
    [{ MONITORING_HOST: '0.0.0.0' }, 'MONITORING_HOST is every network'],
    [{ LOG_LEVEL: 'debug' }, 'LOG_LEVEL is debug'],
    [{ STEP_UP_EMAIL_CODE: 'on' }, 'STEP_UP_EMAIL_CODE is on, though SMTP_URL is not set'],
  ])('refuses %j', (change, sentence) => {
    expect(faultsOf(change as never)).toEqual([expect.stringContaining(sentence)]);
  });

  test('refuses periods that nobody confirmed, and keys that others can read', () => {
    const unconfirmed = faultsOf({ RETENTION: panel.env['RETENTION'] ?? '' });
    expect(unconfirmed).toEqual([
      expect.stringContaining('RETENTION has rows that nobody confirmed: drafts, cases'),
    ]);
    const keys = file('keys.json', readFileSync(panel.env['KEYS_FILE'] ?? '', 'utf8'));
    chmodSync(keys, 0o640);
    expect(faultsOf({ KEYS_FILE: keys })).toEqual([
      'KEYS_FILE can be read by others than its owner: chmod 600',
    ]);
  });

  test('ends with 1 and a line for each fault, those of the database among them', () => {
    const wrong = env({ LEDGER_DIR: '', JOBS_DATABASE_URL: inject('urls').owner });
    const { status, stderr } = run('check/main.ts', ['--production'], wrong);
    expect(status).toBe(1);
    expect(stderr.trim().split('\n')).toEqual([
      expect.stringContaining('LEDGER_DIR is not set'),
      expect.stringContaining('JOBS_DATABASE_URL: the role privacy_owner owns tables'),
    ]);
  });
});

describe('sources check', () => {
  let admin: Pool;
  const elsewhere = (url: string) => url.replace('/privacy?', '/checked?');
  beforeAll(async () => {
    admin = new Pool({ connectionString: inject('urls').admin });
    await admin.query('create database checked');
    const checked = new Pool({ connectionString: elsewhere(inject('urls').admin) });
    await checked.query(`
      create table orders as select n as id, n % 5000 as account, now() - n * interval '1 minute' as at,
        'Заказ ' || n as title, 'secret' as comment from generate_series(1, 150000) as n;
      create table accounts as select n as id, 'AC-' || n as code from generate_series(1, 5000) as n;
      create table notes (id integer, text text);
      create table themes (id integer);
      analyze;
      grant select on orders, accounts, notes, themes to privacy_customer;`);
    await checked.end();
  });
  afterAll(async () => {
    await admin.query('drop database checked with (force)');
    await admin.end();
  });

  const MANIFEST = `
system: activeplatform
connection: SOURCE_BILLING
leftOut: [themes, orders.comment]
subject: select id as account from accounts where id = (:accountId)::integer and :userId::text is not null
categories:
  services:
    records:
      order:
        label: { ru: Заказы, en: Orders }
        note: { ru: Что вы заказывали., en: What you ordered. }
        has: []
        query: select id, at, title from orders where account = :account
`;
  const manifest = (text: string): string => {
    const path = join(folder, 'billing.yaml');
    writeFileSync(path, text);
    return path;
  };
  /** What a check of one system finds, with file and line but without the folder. */
  const found = async (
    text: string,
    url = elsewhere(inject('urls').customer),
    person = true,
  ): Promise<string[]> => {
    const [connected] = connectedSystems(manifest(text), { SOURCE_BILLING: url });
    if (connected === undefined) return [];
    const subject = person ? { accountId: '7', userId: 'u-1' } : undefined;
    const findings = await checkSystem(connected, subject);
    return findings.map(({ level, text: line }) => `${level}: ${line.replace(`${folder}/`, '')}`);
  };

  test('counts the records of a person, and names scans of large tables and what nobody mapped', async () => {
    expect(await found(MANIFEST)).toEqual([
      'warning: activeplatform: no query reads accounts.code',
      'warning: activeplatform: no query reads the table notes',
      expect.stringMatching(
        /^warning: billing.yaml:13: services order reads all 150000 rows of orders: an index is missing$/,
      ),
      'ok: activeplatform: services order 30',
    ]);
    const counted = await found(MANIFEST, undefined, false);
    expect(counted.filter(line => line.startsWith('ok'))).toEqual([]);
  });

  test('names file and line of a query that fails or lacks a column, and of a subject that is nobody', async () => {
    const errorsOf = async (text: string) => (await found(text)).filter(line => line.startsWith('error'));
    expect(await errorsOf(MANIFEST.replace('select id, at, title', 'select id, at, name'))).toEqual([
      'error: billing.yaml:13: services order: column "name" does not exist',
    ]);
    expect(await errorsOf(MANIFEST.replace('select id, at, title', 'select id, title'))).toEqual([
      'error: billing.yaml:13: services order lacks the columns at',
    ]);
    expect(await errorsOf(MANIFEST.replace('and :userId', 'and false and :userId'))).toEqual([
      'error: billing.yaml:5: subject: the subject query gave 0 rows and not one',
    ]);
  });

  test('refuses a role that may write, and a system that does not answer', async () => {
    const [mighty] = await found(MANIFEST, elsewhere(inject('urls').admin));
    expect(mighty).toBe('error: activeplatform: the role privacy_admin is more than a reader of tables');
    const writer = new Pool({ connectionString: elsewhere(inject('urls').admin) });
    await writer.query('grant insert on notes to privacy_customer');
    expect((await found(MANIFEST))[0]).toBe(
      'error: activeplatform: the role privacy_customer may write to public.notes',
    );
    await writer.query('revoke insert on notes from privacy_customer');
    await writer.end();
    const nowhere = await found(MANIFEST, 'postgresql://x@127.0.0.1:1/x');
    expect(nowhere).toEqual([
      expect.stringContaining('error: activeplatform: SOURCE_BILLING does not answer'),
    ]);
  });

  test('reports since when the server finds a system broken, and ends with 1', async () => {
    await emptyTables();
    await admin.query(
      "insert into privacy.source_states values ('activeplatform', $1, $1::timestamptz + interval '1 minute', 'TookTooLong')",
      [NOW],
    );
    const { status, stdout } = run('sources/main.ts', ['check', '--subject', '7:u-1'], {
      SOURCES: manifest(MANIFEST),
      SOURCE_BILLING: elsewhere(inject('urls').customer),
      JOBS_DATABASE_URL: inject('urls').jobs,
    });
    expect(status).toBe(1);
    expect(stdout).toContain(
      'error: activeplatform: broken for the server since 2026-11-30T09:01:00.000Z (TookTooLong); it last answered at 2026-11-30T09:00:00.000Z',
    );
    expect(stdout).toContain('ok: activeplatform: services order 30');
  });
});
