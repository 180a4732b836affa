import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { connectedSystems } from '../config.ts';
import { checkSystem } from '../sources/check.ts';
import { NOW } from './examples.ts';
import { runProgram } from './run-program.ts';
import type { SourceSystem } from './source-systems.ts';
import { emptyTables } from './stores.ts';

/** The checks of `sources check` against a database. */
export function systemChecks(open: () => Promise<SourceSystem>): void {
  let database: SourceSystem;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'privacy-sources-check-'));
    database = await open();
    await database.run(
      `create table orders as select n as id, n % 5000 as account, timestamp '2026-01-01 00:00:00' as at,
        concat('Заказ ', n) as title, 'secret' as comment from ${database.series(150_000)}`,
      `create table accounts as select n as id, concat('AC-', n) as code from ${database.series(5000)}`,
      'create table notes (id integer, text varchar(10))',
      'create table themes (id integer)',
      database.name === 'MariaDB' ? 'analyze table orders' : 'analyze',
    );
    await database.allowReading();
  });
  afterAll(async () => {
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const MANIFEST = `
system: activeplatform
connection: SOURCE_BILLING
leftOut: [themes, orders.comment]
subject: select id as account from accounts where id = :accountId and :userId = :userId
categories:
  services:
    records:
      order:
        label: { ru: Заказы, en: Orders }
        note: { ru: Что вы заказывали., en: What you ordered. }
        has: []
        zone: UTC
        query: select id, at, title from orders where account = :account
`;
  const manifest = (text: string): string => {
    const path = join(folder, 'billing.yaml');
    writeFileSync(path, text);
    return path;
  };
  /** What a check of one system finds, with file and line but without the folder. */
  const found = async (text: string, url = database.url, person = true): Promise<string[]> => {
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
        /^warning: billing.yaml:14: services order reads all 1[45]\d{4} rows of orders: an index is missing$/,
      ),
      'ok: activeplatform: services order 30',
    ]);
    const counted = await found(MANIFEST, undefined, false);
    expect(counted.filter(line => line.startsWith('ok'))).toEqual([]);
  });

  test('names file and line of a query that fails or lacks a column, and of a subject that is nobody', async () => {
    const errorsOf = async (text: string) => (await found(text)).filter(line => line.startsWith('error'));
    expect(await errorsOf(MANIFEST.replace('select id, at, title', 'select id, at, colour'))).toEqual([
      expect.stringMatching(/^error: billing.yaml:14: services order: .*column ["']colour["']/i),
    ]);
    expect(await errorsOf(MANIFEST.replace('select id, at, title', 'select id, title'))).toEqual([
      'error: billing.yaml:14: services order lacks the columns at',
    ]);
    expect(await errorsOf(MANIFEST.replace('and :userId', 'and 1 = 0 and :userId'))).toEqual([
      'error: billing.yaml:5: subject: the subject query gave 0 rows and not one',
    ]);
  });

  test('names a kind whose records lists could not show', async () => {
    const errorsOf = async (text: string) => (await found(text)).filter(line => line.startsWith('error'));
    expect(await errorsOf(MANIFEST.replace('select id, at, title', 'select id, at, null as title'))).toEqual([
      'error: billing.yaml:14: services order: a record of «order» has no usable title',
    ]);
  });

  test('refuses a role that may write, and a system that does not answer', async () => {
    const [mighty] = await found(MANIFEST, database.adminUrl);
    expect(mighty).toMatch(
      /^error: activeplatform: the role (privacy_admin|root@localhost) is more than a reader of tables$/,
    );
    await database.run(`grant insert on notes to ${database.reader}`);
    const [writer] = await found(MANIFEST);
    expect(writer).toMatch(
      /^error: activeplatform: the role systems_reader(@localhost)? may write to (public|checked).notes$/,
    );
    await database.run(`revoke insert on notes from ${database.reader}`);
    const nowhere = await found(
      MANIFEST,
      `${database.url.slice(0, database.url.indexOf(':'))}://x@127.0.0.1:1/x`,
    );
    expect(nowhere).toEqual([
      expect.stringContaining('error: activeplatform: SOURCE_BILLING does not answer'),
    ]);
  });

  test('reports since when the server finds a system broken, and ends with 1', async () => {
    await emptyTables();
    const admin = new Client({ connectionString: inject('urls').admin });
    await admin.connect();
    await admin.query(
      "insert into privacy.source_states values ('activeplatform', $1, $1::timestamptz + interval '1 minute', 'TookTooLong')",
      [NOW],
    );
    await admin.end();
    const { status, stdout } = runProgram('sources/main.ts', ['check', '--subject', '7:u-1'], {
      SOURCES: manifest(MANIFEST),
      SOURCE_BILLING: database.url,
      JOBS_DATABASE_URL: inject('urls').jobs,
    });
    expect(status).toBe(1);
    expect(stdout).toContain(
      'error: activeplatform: broken for the server since 2026-11-30T09:01:00.000Z (TookTooLong); it last answered at 2026-11-30T09:00:00.000Z',
    );
    expect(stdout).toContain('ok: activeplatform: services order 30');
  });
}
