import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Hono } from 'hono';
import { SignJWT } from 'jose';
import type { Pool } from 'pg';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import type { components } from '../../core/generated/staff-schema.ts';
import { documentInForce } from '../../core/consents/documents.ts';
import { staffContract } from '../../core/staff/contract.ts';
import { permitLetters } from '../../core/staff/letters.ts';
import type { OutgoingEmail, Unit } from '../../core/ports.ts';
import { MailingModel, type MailingSystem, sequences, take } from '../../test/mailing-decisions.ts';
import { type Keys, newKeys, readKeys } from '../keys/keys.ts';
import { type LetterGateParts, postgresGate } from '../letters/gate.ts';
import { secondPlaceIn } from '../ledger/second-place.ts';
import { createLog } from '../log.ts';
import { postgresStore } from '../postgres/store.ts';
import type { RunningServer } from '../server.ts';
import { createStaffApp, STAFF_BASE } from '../staff/app.ts';
import { runStaff } from '../staff/cli.ts';
import { readStaffConfig } from '../staff/config.ts';
import { startStaffServer } from '../staff/server.ts';
import { NOW } from './examples.ts';
import { type Browser, createPanel, fillDirectory, type Panel, signIn } from './panel.ts';
import { emptyTables } from './stores.ts';
import { poolAs } from './pools.ts';

type Schema = components['schemas'];

const ISSUER = 'https://staff.example/';
const PUBLIC_URL = 'https://panel.example/api/privacy/v1';
const VERA = 'vera.lesnaya@example.ru';
const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const rules = {
  keys: [{ kid: 's1', alg: 'ES256', key: publicKey }],
  issuer: ISSUER,
  audience: 'privacy-staff',
};
const log = createLog('silent');

let panel: Panel;
let server: RunningServer;
let pool: Pool;
let admin: Pool;
let ledgerFolder: string;
beforeEach(async () => {
  await emptyTables();
  await fillDirectory();
  panel = createPanel();
  server = await panel.start();
  pool = poolAs('staff', 4);
  admin = poolAs('admin', 4);
  ledgerFolder = panel.env['LEDGER_DIR'] ?? '';
  mkdirSync(ledgerFolder, { recursive: true });
});
afterEach(async () => {
  await Promise.all([pool.end(), admin.end()]);
  await server.stop();
  panel.close();
});

/** The staff's application. @param change parts of the gate that are others */
const staffApp = (change: Partial<LetterGateParts> = {}): Hono =>
  createStaffApp({
    rules,
    pool,
    store: postgresStore(pool),
    gate: postgresGate({
      pool,
      keys: panel.config.keys,
      ledgerFolder,
      publicUrl: PUBLIC_URL,
      log,
      ...change,
    }),
    log,
    clock: () => NOW,
  });

const tokenOf = (claims: Record<string, unknown>): Promise<string> =>
  new SignJWT({
    iss: ISSUER,
    aud: 'privacy-staff',
    sub: 'mailing-system',
    exp: NOW.getTime() / 1000 + 600,
    ...claims,
  })
    .setProtectedHeader({ alg: 'ES256', kid: 's1' })
    .sign(privateKey);

interface Answered {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly text: string;
  readonly body: Schema['Permissions'];
}

/** A call of the mailing system. */
async function permit(
  addresses: readonly string[],
  {
    app = staffApp(),
    scope = 'letters',
    ...mailing
  }: { app?: Hono; scope?: string; id?: string; topic?: string; subject?: Schema['Mailing']['subject'] } = {},
): Promise<Answered> {
  const response = await app.request(`http://staff.test${STAFF_BASE}/operator/letters`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${await tokenOf({ scope })}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({
      id: 'mailing-1',
      topic: 'promotions',
      subject: { ru: 'Скидка на серверы' },
      ...mailing,
      addresses,
    }),
  });
  const text = await response.text();
  return {
    status: response.status,
    retryAfter: response.headers.get('Retry-After'),
    text,
    body: JSON.parse(text) as Schema['Permissions'],
  };
}

/** The result for one address: `allowed`, or the reason. */
const resultFor = async (address: string, topic = 'promotions'): Promise<string> => {
  const { body } = await permit([address], { topic, id: randomUUID() });
  const [item] = body.items;
  return item?.result === 'refused' ? item.reason : (item?.result ?? '');
};

const customer = async (sub = 'u-owner'): Promise<Browser> => signIn(server, await panel.token({ sub }));

const NAMES: Readonly<Record<string, string>> = {
  'u-owner': 'Лесная Вера',
  'u-back': 'Лесная Вера',
  'u-stranger': 'Тихонов Илья',
};

/** A person turns a topic on with their consent. */
async function turnOn(topic = 'promotions', sub = 'u-owner'): Promise<void> {
  const { send } = await customer(sub);
  const { documents } = (await (await send('/consents')).json()) as {
    documents: { purpose: string; version: string }[];
  };
  const version = documents.find(({ purpose }) => purpose === 'advertising')?.version;
  const json = { state: 'on', consent: { version, fullName: NAMES[sub] } };
  const done = await send(`/mailings/subscriptions/${topic}`, { method: 'PUT', json });
  if (done.status !== 200) throw new Error(await done.text());
}

const turnOff = async (topic = 'promotions'): Promise<void> => {
  const { send } = await customer();
  await send(`/mailings/subscriptions/${topic}`, { method: 'PUT', json: { state: 'off' } });
};

const opened = (token: string, init?: RequestInit): Promise<Response> =>
  fetch(`http://127.0.0.1:${server.port}/api/privacy/v1/unsubscribe/${token}`, init);

/** What mail programs send (RFC 8058). */
const oneClick = (token: string): Promise<Response> =>
  opened(token, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: 'List-Unsubscribe=One-Click',
  });

const tokenIn = ({ body }: Answered): string => {
  const [item] = body.items;
  if (item?.result !== 'allowed') throw new Error('refused');
  return item.token;
};

/** Everything of a person is deleted, and another id has the address. */
async function comeBack(as: string, address = VERA): Promise<void> {
  for (const table of ['consents', 'objections', 'subscriptions', 'mailing_changes', 'tokens', 'emails'])
    await admin.query(`delete from privacy.${table} where person_id = 'u-owner'`);
  await admin.query("delete from privacy.directory_memberships where person_id = 'u-owner'");
  await admin.query("delete from privacy.directory_people where id = 'u-owner'");
  await admin.query("insert into privacy.directory_people values ($1, 'Лесная Вера Павловна', $2, '+7')", [
    as,
    address,
  ]);
  await admin.query("insert into privacy.directory_memberships values ($1, 'acc-1', 0, 'owner')", [as]);
}

/** An import writes a yes for a person. */
async function importYes(userId: string, topic = 'promotions'): Promise<void> {
  const jobs = poolAs('jobs', 1);
  const place = secondPlaceIn(ledgerFolder);
  const store = postgresStore(jobs, place, { keys: panel.config.keys, mayLift: false });
  await store.write({ userId, accountIds: [] }, NOW, undefined, ({ rows }) => {
    const given = {
      userId,
      accountId: 'acc-1',
      purpose: 'advertising',
      version: documentInForce('advertising')?.version ?? '',
      fullName: 'Лесная Вера',
    };
    rows.consents.push({
      id: `cs-${randomUUID()}`,
      ...given,
      form: 'written',
      status: 'given',
      givenAt: NOW.toISOString(),
      via: 'old-account-area',
      history: [],
    });
    const switched = rows.mailings.subscriptions.find(one => one.topic === topic);
    if (switched === undefined)
      rows.mailings.subscriptions.push({ userId, topic, state: 'on', since: NOW.toISOString() });
    else switched.state = 'on';
    return { value: undefined };
  });
  await Promise.all([jobs.end(), place.close()]);
}

describe('the letter gate', () => {
  test('gives a customer who wants a topic a token that opts out with one click and without a session', async () => {
    await turnOn();
    const answered = await permit([VERA, 'nobody@example.ru']);
    expect(answered.status).toBe(200);
    const token = tokenIn(answered);
    expect(answered.body).toEqual({
      sendBy: '2026-11-30T09:15:00.000Z',
      items: [
        {
          address: VERA,
          result: 'allowed',
          token: expect.stringMatching(/^[\w-]{43}$/),
          headers: {
            'List-Unsubscribe': `<${PUBLIC_URL}/unsubscribe/${token}>`,
            'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
          },
        },
        { address: 'nobody@example.ru', result: 'refused', reason: 'unknown' },
      ],
    });
    const { items } = (await (await (await customer()).send('/mailings/letters')).json()) as {
      items: Record<string, unknown>[];
    };
    expect(items).toMatchObject([
      {
        topic: 'promotions',
        kind: 'mailing',
        subject: 'Скидка на серверы',
        delivery: 'queued',
        unsubscribeUrl: `/api/privacy/v1/unsubscribe/${token}`,
      },
    ]);
    const page = (await (await opened(token)).json()) as { state: string; topic: string; address: string };
    expect(page).toMatchObject({ state: 'on', topic: 'promotions' });
    expect(page.address).not.toContain('lesnaya');
    const clicked = await oneClick(token);
    expect([clicked.status, clicked.headers.get('set-cookie')]).toEqual([200, null]);
    expect(await resultFor(VERA)).toBe('suppressed');
    // When the time of the email in the list is over, its link still opts out.
    await admin.query('delete from privacy.emails');
    await turnOn();
    expect((await oneClick(token)).status).toBe(200);
    expect(await resultFor(VERA)).toBe('suppressed');
  });

  test('answers a mailing of the largest size, and the command line of the staff', async () => {
    await turnOn();
    const many = Array.from({ length: 999 }, (_, n) => `nobody${n}@example.ru`);
    const { body } = await permit([...many, VERA]);
    expect(body.items.filter(({ result }) => result === 'allowed')).toHaveLength(1);
    const staff = await startStaffServer(
      {
        databaseUrl: inject('urls').staff,
        ledgerFolder,
        keys: panel.config.keys,
        publicUrl: PUBLIC_URL,
        host: '127.0.0.1',
        port: 0,
        rules,
        logLevel: 'silent',
      },
      log,
      { clock: () => NOW },
    );
    const file = join(ledgerFolder, '..', 'mailing.json');
    writeFileSync(
      file,
      JSON.stringify({ id: 'mailing-2', topic: 'promotions', subject: { ru: 'Скидка' }, addresses: [VERA] }),
    );
    const env = {
      STAFF_URL: `http://127.0.0.1:${staff.port}${STAFF_BASE}`,
      STAFF_TOKEN: await tokenOf({ scope: 'cases letters' }),
    };
    const done = await runStaff(['letters', '--file', file], env).finally(() => staff.stop());
    expect(done).toEqual({ ok: true, output: expect.stringContaining('List-Unsubscribe-Post') });
  });

  test('gives a mailing that is submitted again the same tokens, and puts its email into the list once', async () => {
    await turnOn();
    const [first, second] = [await permit([VERA]), await permit([VERA])];
    const other = await permit([VERA], { id: 'mailing-2' });
    expect([tokenIn(second), tokenIn(other)]).toEqual([tokenIn(first), tokenIn(first)]);
    const { send } = await customer();
    const list = (await (await send('/mailings/letters')).json()) as { items: unknown[] };
    expect(list.items).toHaveLength(2);
    expect(first.body.items).toHaveLength(1);
    const twice = await permit([VERA, ` ${VERA.toUpperCase()}`], { id: 'mailing-3' });
    expect(twice.body.items.map(({ result }) => result)).toEqual(['allowed', 'refused']);
    expect(twice.body.items[1]).toMatchObject({ reason: 'duplicate' });
  });

  test('takes an address in another case, form or spelling of its domain for the same', async () => {
    await admin.query(
      "update privacy.directory_people set email = ' Й.Вера@Почта.Example ' where id = 'u-owner'",
    );
    await turnOn();
    const forms = [
      'й.вера@почта.example',
      '  Й.ВЕРА@ПОЧТА.EXAMPLE  ',
      'и\u0306.вера@почта.example',
      'й.вера@xn--80a1acny.example',
      'Й.Вера@XN--80A1ACNY.example',
    ];
    for (const form of forms) expect([form, await resultFor(form)]).toEqual([form, 'allowed']);
    await turnOff();
    for (const form of forms) expect([form, await resultFor(form)]).toEqual([form, 'suppressed']);
    await admin.query(
      "update privacy.directory_people set email = 'Й.Вера@xn--80a1acny.example' where id = 'u-owner'",
    );
    await turnOn();
    for (const form of forms) expect([form, await resultFor(form)]).toEqual([form, 'allowed']);
    expect(await resultFor('й.вера@почта.example\u0000')).toBe('unknown');
    expect(await resultFor('й.вера@почта.example\ud800')).toBe('unknown');
  });

  test('refuses without a consent, after its withdrawal, after an objection, and a former customer', async () => {
    expect(await resultFor(VERA)).toBe('no-consent');
    await turnOn('renewals');
    expect(await resultFor(VERA)).toBe('off');
    expect(await resultFor(VERA, 'renewals')).toBe('allowed');
    const { send } = await customer();
    const { items } = (await (await send('/consents')).json()) as { items: { id: string }[] };
    await send(`/consents/${items[0]?.id}/withdraw`, { method: 'POST' });
    expect(await resultFor(VERA, 'renewals')).toBe('suppressed');
    // A topic that was never on is refused as well from now on.
    await admin.query('delete from privacy.consents');
    expect(await resultFor(VERA, 'surveys')).toBe('suppressed');
    await turnOn();
    expect(await resultFor(VERA)).toBe('allowed');
    await send('/objections/offers', { method: 'PUT', json: { object: true } });
    expect(await resultFor(VERA)).toBe('suppressed');
    await send('/objections/offers', { method: 'PUT', json: { object: false } });
    expect(await resultFor(VERA)).toBe('suppressed');
    await turnOn();
    await admin.query('update privacy.directory_accounts set ended = true');
    expect(await resultFor(VERA)).toBe('not-a-customer');
  });

  test('refuses a person who comes back under another id, until they turn the topic on themselves', async () => {
    await turnOn();
    await turnOff();
    await comeBack('u-back');
    expect(await resultFor(VERA)).toBe('suppressed');
    await importYes('u-back');
    expect(await resultFor(VERA)).toBe('suppressed');
    const { send } = await customer('u-back');
    await send('/mailings/subscriptions/promotions', { method: 'PUT', json: { state: 'off' } });
    await send('/mailings/subscriptions/promotions', { method: 'PUT', json: { state: 'on' } });
    expect(await resultFor(VERA)).toBe('allowed');
  });

  test('keeps the opt-out of an email whose person has another address or is gone by now', async () => {
    await turnOn();
    const token = tokenIn(await permit([VERA]));
    await admin.query("update privacy.directory_people set email = 'new@example.ru' where id = 'u-owner'");
    await oneClick(token);
    await admin.query("update privacy.directory_people set email = $1 where id = 'u-admin'", [VERA]);
    await importYes('u-admin');
    expect([await resultFor(VERA), await resultFor('new@example.ru')]).toEqual(['suppressed', 'suppressed']);
  });

  test('takes an undo of the opt-out within ten minutes for the former state', async () => {
    await turnOn();
    const token = tokenIn(await permit([VERA]));
    await oneClick(token);
    expect(await resultFor(VERA)).toBe('suppressed');
    await opened(`${token}/undo`, { method: 'POST' });
    expect(await resultFor(VERA)).toBe('allowed');
  });

  test('knows what was refused before digests were kept', async () => {
    await turnOn('renewals');
    await turnOn('surveys', 'u-stranger');
    await turnOff('renewals');
    const stranger = await customer('u-stranger');
    await stranger.send('/objections/offers', { method: 'PUT', json: { object: true } });
    // As if all of it had been done by a server that knows no digests.
    await admin.query('truncate privacy.suppressions, privacy.former_refusals');
    const again = await panel.start();
    await again.stop();
    await comeBack('u-back');
    await importYes('u-back', 'renewals');
    await importYes('u-back', 'surveys');
    expect(await resultFor(VERA, 'renewals')).toBe('suppressed');
    expect(await resultFor(VERA, 'surveys')).toBe('allowed');
    await admin.query("delete from privacy.objections where person_id = 'u-stranger'");
    await importYes('u-stranger', 'surveys');
    expect(await resultFor('ilya.tikhonov@example.com', 'surveys')).toBe('suppressed');
    // The next start does not undo what was decided since.
    await customer('u-back').then(({ send }) =>
      send('/mailings/subscriptions/renewals', { method: 'PUT', json: { state: 'off' } }),
    );
    await turnOn('renewals', 'u-back');
    await (await panel.start()).stop();
    expect(await resultFor(VERA, 'renewals')).toBe('allowed');
  });

  test('finds a no that was kept with any of the keys', async () => {
    await turnOn();
    await turnOff();
    await comeBack('u-back');
    await importYes('u-back');
    const { digest } = readKeys(newKeys(new Date('2027-01-31T09:00:00Z')));
    const keys: Keys = { ...panel.config.keys, digest: [...digest, ...panel.config.keys.digest] };
    const { body } = await permit([VERA], { app: staffApp({ keys }) });
    expect(body.items).toMatchObject([{ result: 'refused', reason: 'suppressed' }]);
  });
});

test('the settings of the staff’s program need the keys, and an address from outside that is https', () => {
  const env = {
    STAFF_DATABASE_URL: inject('urls').staff,
    STAFF_KEYS: panel.env['IDENTITY_KEYS'],
    STAFF_ISSUER: ISSUER,
    KEYS_FILE: inject('keysFile'),
  };
  const faultsOf = (change: Record<string, string>): string => {
    try {
      readStaffConfig({ ...env, ...change });
      return '';
    } catch (thrown) {
      return (thrown as Error).message;
    }
  };
  expect(faultsOf({})).toBe('');
  expect(faultsOf({ KEYS_FILE: '' })).toBe('KEYS_FILE is not set');
  for (const url of [PUBLIC_URL, 'http://localhost:4020/api/privacy/v1'])
    expect(faultsOf({ PUBLIC_URL: url })).toBe('');
  for (const url of [
    'http://panel.example',
    'panel.example',
    `${PUBLIC_URL}/`,
    `${PUBLIC_URL}?a`,
    'https://a:b@panel.example',
  ])
    expect([url, faultsOf({ PUBLIC_URL: url })]).toEqual([
      url,
      'PUBLIC_URL is no address like https://panel.example/api/privacy/v1',
    ]);
});

describe('no token is given', () => {
  const rowsOfGate = async (): Promise<number> => {
    const { rows } = await admin.query<{ n: number }>(
      'select (select count(*) from privacy.tokens)::int + (select count(*) from privacy.emails)::int as n',
    );
    return rows[0]?.n ?? -1;
  };
  const expectClosed = async (answered: Promise<Answered>): Promise<void> => {
    const { status, retryAfter, text } = await answered;
    expect([status, retryAfter]).toEqual([503, '30']);
    expect(text).not.toContain('token');
    expect(await rowsOfGate()).toBe(0);
  };

  test('while the second place is not set, is gone, has lost a file, or is broken', async () => {
    await turnOn();
    await expectClosed(permit([VERA], { app: staffApp({ ledgerFolder: undefined }) }));
    await expectClosed(permit([VERA], { app: staffApp({ ledgerFolder: join(ledgerFolder, 'nowhere') }) }));
    const app = staffApp();
    await permit(['nobody@example.ru'], { app });
    renameSync(ledgerFolder, `${ledgerFolder}-away`);
    await expectClosed(permit([VERA], { app }));
    // An empty folder in its place, like that of a disk that is not mounted.
    mkdirSync(ledgerFolder);
    await expectClosed(permit([VERA], { app }));
    writeFileSync(join(ledgerFolder, '2026-11-30-1-a.jsonl'), 'broken\n');
    await expectClosed(permit([VERA]));
  });

  test('without the public address, and while a key is missing that the database was written with', async () => {
    await turnOn();
    await expectClosed(permit([VERA], { app: staffApp({ publicUrl: undefined }) }));
    await expectClosed(permit([VERA], { app: staffApp({ keys: { ...panel.config.keys, digest: [] } }) }));
    await expectClosed(permit([VERA], { app: staffApp({ keys: readKeys(newKeys(NOW)) }) }));
  });

  test('while the database does not answer', async () => {
    await turnOn();
    await admin.query('alter role privacy_staff connection limit 0');
    await admin.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'privacy_staff'",
    );
    const away = poolAs('staff', 1);
    const answered = permit([VERA], { app: staffApp({ pool: away }) });
    await expectClosed(answered).finally(() => admin.query('alter role privacy_staff connection limit -1'));
    await away.end();
  });

  test('to a token of staff, and a token of the mailing system opens nothing of the staff', async () => {
    await turnOn();
    for (const scope of ['', 'cases', 'letters2', 'LETTERS'])
      expect((await permit([VERA], { scope })).status).toBe(403);
    expect(await rowsOfGate()).toBe(0);
    const app = staffApp();
    for (const id of staffContract.operationIds.filter(
      one => one !== 'permitLetters' && one !== 'getNoticeRecipients',
    )) {
      const { method, path } = staffContract.routeOf(id);
      const response = await app.request(`http://staff.test${STAFF_BASE}${path.replace('{id}', 'rq-1')}`, {
        method,
        headers: { Authorization: `Bearer ${await tokenOf({ scope: 'letters' })}` },
      });
      expect([id, response.status]).toEqual([id, 403]);
    }
    const elsewhere = await fetch(`http://127.0.0.1:${server.port}/api/privacy/v1/operator/letters`, {
      method: 'POST',
    });
    expect(elsewhere.status).toBe(404);
  });

  test('for a topic that the policy lacks, for more than 1,000 addresses, and for a subject of two lines', async () => {
    await turnOn();
    expect((await permit([VERA], { topic: 'offers' })).status).toBe(400);
    expect((await permit(Array.from({ length: 1001 }, (_, n) => `a${n}@example.ru`))).status).toBe(400);
    expect((await permit([])).status).toBe(400);
    expect((await permit([VERA], { subject: { ru: 'Скидка\nBcc: all@example.ru' } })).status).toBe(400);
    expect(await rowsOfGate()).toBe(0);
  });
});

/** Sequences on PostgreSQL. */
const SEQUENCES = 250;

test(`${SEQUENCES} random sequences on PostgreSQL permit what the model permits, and nothing else`, async () => {
  const customers = poolAs('customer', 6);
  const jobs = poolAs('jobs', 6);
  const place = secondPlaceIn(ledgerFolder);
  const { keys } = panel.config;
  const store = postgresStore(customers, place, { keys, mayLift: true });
  const others = postgresStore(jobs, place, { keys, mayLift: false });
  const gate = postgresGate({ pool, keys, ledgerFolder, publicUrl: PUBLIC_URL, log });

  /** One system a sequence: its people and mailboxes are of no other. */
  function systemOf(run: number): MailingSystem {
    const userId = (person: number): string => `u-${run}-${person}`;
    const addressOf = (mailbox: number): string => `m${run}-${mailbox}@example.ru`;
    const write =
      (to: typeof store): MailingSystem['customer'] =>
      async (person, work) => {
        await to.write({ userId: userId(person), accountIds: [] }, NOW, undefined, (unit: Unit) => ({
          value: work(unit),
        }));
      };
    return {
      now: NOW,
      userId,
      customer: write(store),
      others: write(others),
      place: async (person, mailbox) => {
        await admin.query(
          `with put as (
             insert into privacy.directory_people values ($1, 'Лесная Вера Павловна', $2, '+7')
             on conflict (id) do update set email = excluded.email returning id
           )
           insert into privacy.directory_memberships select id, 'acc-1', 0, 'user' from put on conflict do nothing`,
          [userId(person), addressOf(mailbox)],
        );
      },
      erase: async person => {
        const tables = ['consents', 'objections', 'subscriptions', 'mailing_changes', 'tokens', 'emails'];
        const deletes = [...tables, 'directory_memberships'].map(
          (table, at) => `gone${at} as (delete from privacy.${table} where person_id = $1)`,
        );
        await admin.query(`with ${deletes.join(', ')} select 1`, [userId(person)]);
        await admin.query('delete from privacy.directory_people where id = $1', [userId(person)]);
      },
      send: async (mailbox, topic) => {
        const mailing = {
          id: randomUUID(),
          topic,
          subject: { ru: 'Письмо' },
          addresses: [addressOf(mailbox)],
        };
        const { items } = await permitLetters(gate, mailing, NOW);
        return items[0]?.result === 'allowed';
      },
    };
  }

  let permitted = 0;
  const runs = fc.sample(sequences, { numRuns: SEQUENCES, seed: 15 });
  async function worker(first: number): Promise<void> {
    for (let run = first; run < runs.length; run += 6) {
      const system = systemOf(run);
      const model = new MailingModel();
      const steps = runs[run] ?? [];
      const ends = [0, 1].map(
        mailbox => ({ kind: 'send', person: 0, topic: 'promotions', mailbox }) as const,
      );
      for (const step of [...steps, ...ends] as typeof steps) {
        const sending = await take(step, system, model);
        if (sending === undefined) continue;
        expect({ run, steps, ...sending }).toMatchObject({ sent: sending.mayWrite });
        permitted += sending.sent ? 1 : 0;
      }
    }
  }
  try {
    await Promise.all(Array.from({ length: 6 }, (_, first) => worker(first)));
  } finally {
    await Promise.all([customers.end(), jobs.end(), place.close()]);
  }
  expect(permitted).toBeGreaterThan(20);
}, 60_000);

describe('a service notice', () => {
  const BASE = `http://staff.test${STAFF_BASE}/operator/accounts`;
  const ask = async (account: string, kind = 'billing', scope = 'letters') => {
    const headers = { Authorization: `Bearer ${await tokenOf({ scope })}` };
    const response = await staffApp().request(`${BASE}/${account}/notices/${kind}`, { headers });
    return { status: response.status, body: (await response.json()) as Schema['NoticeRecipients'] };
  };
  const route = async (recipients: readonly string[], sub = 'u-owner') => {
    const { send } = await customer(sub);
    const { serviceNotices } = (await (await send('/mailings')).json()) as {
      serviceNotices: { routes: { kind: string; etag: string }[] };
    };
    const etag = serviceNotices.routes.find(({ kind }) => kind === 'billing')?.etag;
    return send('/mailings/notices/billing', { method: 'PUT', json: { recipients, etag } });
  };

  test('goes to the owner until the account chooses somebody, and again when they have left', async () => {
    const owner = { person: 'u-owner', role: 'owner', address: VERA };
    expect(await ask('acc-1')).toEqual({ status: 200, body: { chosen: false, items: [owner] } });
    expect((await route(['u-admin'])).status).toBe(200);
    expect((await ask('acc-1')).body).toEqual({
      chosen: true,
      items: [{ person: 'u-admin', role: 'admin', address: 'pavel.roshchin@example.ru' }],
    });
    expect((await ask('acc-1', 'security')).body.items).toEqual([owner]);
    await admin.query("delete from privacy.directory_memberships where person_id = 'u-admin'");
    expect((await ask('acc-1')).body).toEqual({ chosen: false, items: [owner] });
  });

  test('is answered to the mailing system alone, and of an account that exists', async () => {
    expect((await ask('acc-1', 'billing', 'cases')).status).toBe(403);
    expect((await ask('acc-unknown')).status).toBe(404);
    expect((await ask('acc-1', 'other')).status).toBe(400);
  });

  test('is routed by people of the account alone, and the owner is told who did it', async () => {
    expect((await route(['u-owner'], 'u-stranger')).status).toBe(400);
    expect((await route(['u-admin'], 'u-admin')).status).toBe(200);
    const { rows } = await admin.query<{ email: OutgoingEmail }>(
      "select email from privacy.outbox where email ->> 'userId' = 'u-owner'",
    );
    expect(rows[0]?.email).toMatchObject({
      template: 'notices-routed',
      parameters: { name: 'Рощин Павел Андреевич', role: 'admin', to: 'admin' },
    });
    const { rows: kept } = await admin.query('select account_id, person_id from privacy.notice_routes');
    expect(kept).toEqual([{ account_id: 'acc-1', person_id: 'u-admin' }]);
    await admin.query("delete from privacy.directory_memberships where account_id = 'acc-1'");
    await admin.query("delete from privacy.directory_accounts where id = 'acc-1'");
    expect((await admin.query('select 1 from privacy.notice_routes')).rowCount).toBe(0);
  });
});

test('a mailing that was refused for want of a «yes» is in the history of its person once, and among no emails', async () => {
  await turnOn();
  await turnOff();
  for (let i = 0; i < 2; i++) await permit([VERA], { id: 'mailing-old-list' });
  const { send } = await customer();
  const { items } = (await (await send('/mailings/history')).json()) as { items: Record<string, unknown>[] };
  expect(items.filter(({ refused }) => refused !== undefined)).toMatchObject([
    { topic: 'promotions', from: 'off', to: 'off', via: 'import', refused: { subject: 'Скидка на серверы' } },
  ]);
  const letters = (await (await send('/mailings/letters')).json()) as { items: unknown[] };
  expect(letters.items).toEqual([]);
});
