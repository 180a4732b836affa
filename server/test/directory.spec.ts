import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { directoryAround } from '../directory/around.ts';
import { copyDirectory, copyDirectoryOf } from '../directory/copy.ts';
import { copyOnce } from '../directory/loop.ts';
import { directoryOf, type FoundDirectory, readDirectory } from '../directory/of-system.ts';
import { createLog } from '../log.ts';
import { checkSystem } from '../sources/check.ts';
import { dialectOf } from '../sources/dialects/index.ts';
import { type DirectoryManifest, readManifest } from '../sources/manifest.ts';
import { createPanel } from './panel.ts';
import { poolAs } from './pools.ts';
import { postgresSystem, type SourceSystem } from './source-systems.ts';
import { emptyTables } from './stores.ts';

const DIRECTORY = `directory:
  accounts: select id, 'AC-' || id as code, name, kind, country as jurisdiction, closed as ended from accounts
  people: select id, name, mail as email, tel as phone from users
  memberships: select user_id as person_id, account_id, role from seats`;
const manifestText = (directory: string) => `system: activeplatform
connection: SOURCE_PANEL
subject: select id as account_id from accounts where id = :accountId::int
${directory}
categories:
  account:
    fields:
      query: select name from accounts where id = :account_id
      columns:
        name:
          label: { ru: имя, en: name }
          type: text
          sensitivity: open
          source: order-form
`;
const KNOWN = {
  systems: new Set(['activeplatform']),
  sources: new Set(['order-form']),
  retention: new Set<string>(),
  categories: new Map([['account', ['activeplatform']]]),
};

let system: SourceSystem;
let admin: Pool;
let jobs: Pool;
let customer: Pool;

const manifest = readManifest(manifestText(DIRECTORY), 'panel.yaml', KNOWN);
const copy = (mayShrink = false) => copyDirectoryOf([{ manifest, url: system.url }], jobs, mayShrink);
const roleOf = async (userId: string) => {
  const user = (await directoryAround(customer, userId)).user(userId);
  return user && [user.name, ...user.memberships.map(({ accountId, role }) => `${accountId} ${role}`)];
};
const sinceOf = async (id: string): Promise<Date | null> => {
  const { rows } = await admin.query<{ since: Date | null }>(
    'select email_since as since from privacy.directory_people where id = $1',
    [id],
  );
  return rows[0]?.since ?? null;
};

beforeAll(async () => {
  system = await postgresSystem('directory_system');
  admin = poolAs('admin');
  jobs = poolAs('jobs');
  customer = poolAs('customer');
  await system.run(
    'create table accounts (id int primary key, name text, kind text, country text, closed boolean)',
    'create table users (id int primary key, name text, mail text, tel text)',
    'create table seats (user_id int, account_id int, role text)',
  );
  await system.allowReading();
});
beforeEach(async () => {
  await emptyTables();
  await system.run(
    'truncate accounts, users, seats',
    "insert into accounts select n, 'ООО «Пример ' || n || '»', 'legal', 'RU', false from generate_series(1, 20) n",
    "insert into users select n, 'Примерова ' || n, 'u' || n || '@example.ru', null from generate_series(1, 60) n",
    "insert into seats select n, (n - 1) % 20 + 1, case when n <= 20 then 'owner' else 'user' end from generate_series(1, 60) n",
  );
});
afterAll(async () => {
  await emptyTables();
  await Promise.all([admin.end(), jobs.end(), customer.end()]);
  await system.close();
});

describe('a copy of the directory', () => {
  test('has accounts, people and roles of the system, and changes nothing the second time', async () => {
    expect(await copy()).toMatchObject({ changed: 140 });
    expect(await roleOf('21')).toEqual(['Примерова 21', '1 user']);
    const { account } = await directoryAround(customer, '21');
    expect(account('1')).toMatchObject({ code: 'AC-1', kind: 'legal', jurisdiction: 'RU', ended: false });
    expect(await copy()).toMatchObject({ changed: 0 });
  });

  test('follows a role, a seat that was taken away, an account that ended and a new person', async () => {
    await copy();
    await system.run(
      "update seats set role = 'admin' where user_id = 21",
      'delete from seats where user_id = 22',
      'update accounts set closed = true where id = 3',
      "insert into users values (61, 'Новая', 'new@example.ru', '+7')",
      "insert into seats values (61, 3, 'finance')",
    );
    expect(await copy()).toMatchObject({ changed: 5 });
    expect(await roleOf('21')).toEqual(['Примерова 21', '1 admin']);
    expect(await roleOf('22')).toEqual(['Примерова 22']);
    expect(await roleOf('61')).toEqual(['Новая', '3 finance']);
    expect((await directoryAround(customer, '61')).account('3')).toMatchObject({ ended: true });
  });

  test('knows an address since it first saw it', async () => {
    await copy();
    const first = await sinceOf('1');
    await system.run(
      "update users set tel = '+7' where id = 1",
      "update users set mail = 'x@example.ru' where id = 2",
    );
    await copy();
    expect(await sinceOf('1')).toEqual(first);
    expect((await sinceOf('2'))?.getTime()).toBeGreaterThan(first?.getTime() ?? Infinity);
  });

  test('is refused when more than a fifth of the people would go, unless an operator allows it', async () => {
    await copy();
    await system.run('delete from seats where user_id > 45', 'delete from users where id > 45');
    expect(await copy()).toMatchObject({ changed: 0, refused: 15 });
    expect(await roleOf('60')).toEqual(['Примерова 60', '20 user']);
    expect(await copy(true)).toMatchObject({ changed: 30 });
    expect(await roleOf('60')).toBeUndefined();
  });

  test('leaves out a seat of nobody, and counts it', async () => {
    await system.run("insert into seats values (99, 1, 'user'), (1, 99, 'user')");
    expect((await copy())?.found.leftOut).toBe(2);
  });

  test('is made by the role of jobs alone, which can neither read the tables nor write them', async () => {
    const put = "select privacy.put_directory('[]', '[]', '[]', true)";
    await expect(customer.query(put)).rejects.toThrow('permission denied');
    for (const statement of [
      'select 1 from privacy.directory_people',
      "insert into privacy.directory_memberships values ('1', '1', 0, 'owner')",
      "update privacy.directory_memberships set role = 'owner'",
      'delete from privacy.directory_accounts',
    ])
      await expect(jobs.query(statement)).rejects.toThrow('permission denied');
  });
});

describe('what is no directory', () => {
  const accounts = [{ id: 1, code: 'AC-1', name: 'ООО', kind: 'legal', jurisdiction: 'RU' }];
  const people = [{ id: 1, name: 'Примерова', email: null, phone: null }];
  const memberships = [{ person_id: 1, account_id: 1, role: 'owner' }];
  test('a directory may lack addresses and telephones', () => {
    expect(directoryOf({ accounts, people, memberships }).people).toEqual([
      { id: '1', name: 'Примерова', email: '', phone: '', email_since: null },
    ]);
  });
  test.each([
    ['no rows', { accounts, people: [], memberships }, 'people: no rows'],
    [
      'a missing column',
      { accounts: [{ id: 1 }], people, memberships },
      'accounts: the column code is missing',
    ],
    [
      'an empty value',
      { accounts: [{ ...accounts[0], name: null }], people, memberships },
      'accounts: name is empty in 1 rows',
    ],
    [
      'an unknown role',
      { accounts, people, memberships: [{ ...memberships[0], role: 'boss' }] },
      'memberships: role is none of owner, admin, finance, user in 1 rows',
    ],
    [
      'an unknown country',
      { accounts: [{ ...accounts[0], jurisdiction: 'KZ' }], people, memberships },
      'accounts: jurisdiction is none of RU, BY in 1 rows',
    ],
    ['a key twice', { accounts, people: [...people, ...people], memberships }, 'people: id repeat in 1 rows'],
  ])('%s', (_, found, message) => {
    expect(() => directoryOf(found)).toThrow(message);
  });
  test.each([
    ['directory: { accounts: select 1 }', 'panel.yaml:4: directory.people needs a query'],
    ['directory: { users: select 1, accounts: select 1 }', 'panel.yaml:4: directory.users is no key here'],
  ])('a manifest with %s', (directory, message) => {
    expect(() => readManifest(manifestText(directory), 'panel.yaml', KNOWN)).toThrow(message);
  });
});

describe('copying again and again', () => {
  const results: string[] = [];
  const metrics = { directoryCopied: (result: string) => void results.push(result) };
  const log = createLog('silent');
  beforeEach(() => void results.splice(0));

  test('is done by one process at a time', async () => {
    let go = () => {};
    const held = new Promise<void>(resolve => {
      go = resolve;
    });
    let begin = () => {};
    const begun = new Promise<void>(resolve => {
      begin = resolve;
    });
    const { found } = (await copy()) as { found: FoundDirectory };
    let reads = 0;
    const read = async () => {
      reads += 1;
      begin();
      await held;
      return found;
    };
    const first = copyOnce({ jobsPool: jobs, read, log, metrics });
    await begun;
    const other = poolAs('jobs', 1);
    await copyOnce({ jobsPool: other, read, log, metrics });
    await other.end();
    expect(reads).toBe(1);
    go();
    await first;
    await copyOnce({ jobsPool: jobs, read, log, metrics });
    expect([reads, results]).toEqual([2, ['good', 'good']]);
  });

  test('a system that fails leaves everybody their access, and is counted', async () => {
    await copy();
    await copyOnce({
      jobsPool: jobs,
      read: async () => {
        throw new Error('no answer');
      },
      log,
      metrics,
    });
    await copyOnce({
      jobsPool: jobs,
      read: async () => ({ accounts: [], people: [], memberships: [], leftOut: 0 }),
      log,
      metrics,
    });
    expect(results).toEqual(['failed', 'refused']);
    expect(await roleOf('1')).toEqual(['Примерова 1', '1 owner']);
    // The lock is free again.
    expect(await copyDirectory(jobs, ((await copy()) as { found: FoundDirectory }).found)).toEqual({
      changed: 0,
    });
  });

  test('a system that takes connections and says nothing is left after a while', async () => {
    const silent = createServer(socket => sockets.push(socket)).listen(0, '127.0.0.1');
    const sockets: Socket[] = [];
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo;
    const pool = await dialectOf('postgresql://').openPool({
      url: `postgresql://reader@127.0.0.1:${port}/panel`,
      max: 1,
      connectMs: 60_000,
      onBroken: () => undefined,
    });
    const directory = manifest.directory as DirectoryManifest;
    await expect(readDirectory(pool, directory, 300)).rejects.toThrow('no answer within');
    for (const socket of sockets) socket.destroy();
    silent.close();
    await pool.end();
  });

  test('the check of the system counts what would be copied, and names what is none', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'privacy-directory-'));
    const file = join(folder, 'panel.yaml');
    writeFileSync(file, manifestText(DIRECTORY));
    const findings = async () =>
      (await checkSystem({ manifest, file, url: system.url }))
        .map(({ level, text }) => `${level}: ${text.replace(folder, '')}`)
        .filter(text => text.includes('director'));
    expect(await findings()).toEqual([
      'ok: activeplatform: the directory has 20 accounts, 60 people, 60 memberships',
    ]);
    await system.run("update seats set role = 'boss' where user_id = 5");
    expect(await findings()).toEqual([
      'error: /panel.yaml:5: directory: memberships: role is none of owner, admin, finance, user in 1 rows',
    ]);
    rmSync(folder, { recursive: true });
  });

  test('a running server takes a role away within a moment of the panel', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'privacy-directory-'));
    const file = join(folder, 'panel.yaml');
    writeFileSync(file, manifestText(DIRECTORY));
    const panel = createPanel({ SOURCES: file, SOURCE_PANEL: system.url, DIRECTORY_SECONDS: '1' });
    const server = await panel.start();
    try {
      const session = async () => {
        const answer = await fetch(`http://127.0.0.1:${server.port}/api/privacy/v1/session`, {
          headers: { Authorization: `Bearer ${await panel.token({ sub: '21' })}` },
        });
        return [answer.status, ((await answer.json()) as { role?: string }).role];
      };
      await expect.poll(session, { timeout: 10_000 }).toEqual([200, 'user']);
      await system.run("update seats set role = 'finance' where user_id = 21");
      await expect.poll(session, { timeout: 10_000 }).toEqual([200, 'finance']);
      await system.run('delete from seats where user_id = 21');
      await expect.poll(session, { timeout: 10_000 }).toEqual([401, undefined]);
    } finally {
      await server.stop();
      panel.close();
      rmSync(folder, { recursive: true });
    }
  });
});
