import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createLog } from '../log.ts';
import { codeOf } from '../identity/email-codes.ts';
import type { Email, Mailer } from '../mail/mailer.ts';
import { type RunningServer, startServer } from '../server.ts';
import { NOW } from './examples.ts';
import { createPanel, fillDirectory, type Panel, signIn } from './panel.ts';
import { emptyTables } from './stores.ts';
import { poolAs } from './pools.ts';

const admin = poolAs('admin', 1);
afterAll(() => admin.end());

let panel: Panel;
let server: RunningServer;
let now: Date;
let mails: Email[];
/** What the mail server does with an email. */
let taken: () => void;

const mailer: Mailer = {
  send: async email => {
    taken();
    mails.push(email);
  },
  close: () => undefined,
};
const start = async () => {
  server = await startServer(panel.config, createLog('silent'), { clock: () => now, mailer });
};
const restart = async () => {
  await server.stop();
  await start();
};

beforeEach(async () => {
  await emptyTables();
  await fillDirectory();
  await admin.query("update privacy.directory_people set email_since = '2025-01-01'");
  now = NOW;
  mails = [];
  taken = () => undefined;
  panel = createPanel({ STEP_UP_EMAIL_CODE: 'on' });
  await start();
});
afterEach(async () => {
  await server.stop();
  panel.close();
});

/** A person in a session of the panel. */
async function person({ sub = 'u-owner', sid = 's-1' }: { sub?: string; sid?: string } = {}) {
  const { send } = await signIn(server, await panel.token({ sub, sid, exp: now.getTime() / 1000 + 600 }));
  const post = async (path: string, json: object) => {
    const response = await send(path, { method: 'POST', json });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  return {
    send,
    ask: (action: string) => post('/session/step-up/code', { action }),
    give: (secret: string, action = 'give-consent') =>
      post('/session/step-up', { method: 'email-code', action, secret }),
    consent: async () => {
      const { documents } = (await (await send('/consents')).json()) as {
        documents: { purpose: string; version: string }[];
      };
      const version = documents.find(one => one.purpose === 'correspondence-disclosure')?.version;
      return post('/consents', {
        purpose: 'correspondence-disclosure',
        version,
        fullName: 'Лесная Вера Павловна',
        form: 'electronic',
      });
    },
  };
}

/** The code of the newest email. */
async function codeOfEmail(count = 1): Promise<string> {
  await expect.poll(() => mails.length, { timeout: 10_000 }).toBe(count);
  const [, code] = /Введите код (\d{6}) там/.exec(mails.at(-1)?.text ?? '') ?? [];
  if (code === undefined) throw new Error('the email has no code');
  return code;
}
/** Another code of six digits. */
const wrongOf = (code: string): string => (code === '111111' ? '222222' : '111111');
const errorOf = ({ status, body }: { status: number; body: Record<string, unknown> }) => [
  status,
  (body['errors'] as { pointer: string; code: string }[] | undefined)?.map(({ pointer, code }) => [
    pointer,
    code,
  ]),
];
const EXPIRED = [400, [['/secret', 'expired']]];

test('a code comes by email, confirms its action in its session once, and is kept nowhere', async () => {
  const owner = await person();
  const refused = await owner.consent();
  expect(refused.body).toMatchObject({
    type: '/problems/step-up-required',
    action: 'give-consent',
    methods: [{ id: 'panel' }, { id: 'email-code', hint: 'Код придёт на v•••••@example.ru' }],
  });
  taken = () => {
    throw Object.assign(new Error('not now'), { responseCode: 451 });
  };
  expect(await owner.ask('give-consent')).toMatchObject({
    status: 202,
    body: { sentTo: 'v•••••@example.ru' },
  });
  // The mail server has refused it once: the email lies in the outbox, and so does its id.
  await expect
    .poll(
      async () =>
        (await admin.query('select from privacy.outbox where attempts = 1 and lease is null')).rowCount,
    )
    .toBe(1);
  const { rows } = await admin.query<{ text: string }>(
    `select string_agg(body::text, '') || (select string_agg(email::text, '') from privacy.outbox)
       || (select string_agg(answer::text, '') from privacy.kept_answers) as text from privacy.sessions`,
  );
  taken = () => undefined;
  now = new Date(NOW.getTime() + 10_000);
  const code = await codeOfEmail();
  expect(rows[0]?.text).toContain('codeId');
  expect(rows[0]?.text).not.toContain(code);
  const [email] = mails;
  expect([email?.to, email?.subject]).toEqual(['vera.lesnaya@example.ru', 'Код подтверждения']);
  expect(`${email?.text}${email?.html}`).not.toMatch(/https?:|href|Лесная|Вера/);
  expect((await owner.give(`${code.slice(0, 3)} ${code.slice(3)}`)).status).toBe(200);
  expect((await owner.consent()).status).toBe(201);
  expect(errorOf(await owner.give(code))).toEqual(EXPIRED);
});

test('five wrong codes count over a restart after the third; the sixth try is 429, also with the right code', async () => {
  await (await person()).ask('give-consent');
  const code = await codeOfEmail();
  const wrong = async () => (await (await person()).give(wrongOf(code))).status;
  expect([await wrong(), await wrong(), await wrong()]).toEqual([400, 400, 400]);
  await restart();
  expect([await wrong(), await wrong()]).toEqual([400, 400]);
  expect((await (await person()).give(code)).status).toBe(429);
  expect((await (await person({ sid: 's-2' })).ask('file-erasure')).status).toBe(429);
  // The tries are the person's, and nobody else's.
  expect((await (await person({ sub: 'u-admin' })).ask('give-consent')).status).toBe(202);
});

describe('a code is refused', () => {
  test('in another session, by another person and for another action', async () => {
    await (await person()).ask('give-consent');
    const code = await codeOfEmail();
    expect(errorOf(await (await person({ sid: 's-2' })).give(code))).toEqual(EXPIRED);
    expect(errorOf(await (await person({ sub: 'u-admin' })).give(code))).toEqual(EXPIRED);
    expect(errorOf(await (await person()).give(code, 'file-erasure'))).toEqual(EXPIRED);
    expect((await (await person()).give(code)).status).toBe(200);
    expect((await (await person({ sid: 's-2' })).consent()).body['type']).toBe('/problems/step-up-required');
    expect((await (await person()).consent()).status).toBe(201);
  });

  test('after ten minutes, over a restart', async () => {
    await (await person()).ask('give-consent');
    const code = await codeOfEmail();
    await restart();
    now = new Date(NOW.getTime() + 600_000);
    expect(errorOf(await (await person()).give(code))).toEqual(EXPIRED);
  });

  test('once the address is another one', async () => {
    await (await person()).ask('give-consent');
    const code = await codeOfEmail();
    await admin.query(
      "update privacy.directory_people set email = 'other@example.ru', email_since = $1 where id = 'u-owner'",
      [NOW],
    );
    expect(errorOf(await (await person()).give(code))).toEqual([400, [['/action', 'address-new']]]);
  });
});

test('two tries at once with one code confirm once', async () => {
  const owner = await person();
  await owner.ask('give-consent');
  const code = await codeOfEmail();
  const tries = await Promise.all([owner.give(code), owner.give(code), owner.give(code)]);
  expect(tries.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 400, 400]);
});

test.each([
  ['an address of less than 30 days', "'2026-11-20'", {}, 'address-new'],
  ['an address of unknown age', 'null', {}, 'address-age-unknown'],
  ['a token that names no session', "'2025-01-01'", { sid: '' }, 'session'],
] as const)('with %s no code is sent', async (_title, since, claims, reason) => {
  await admin.query(`update privacy.directory_people set email_since = ${since}`);
  const owner = await person(claims);
  expect(errorOf(await owner.ask('give-consent'))).toEqual([400, [['/action', reason]]]);
  expect((await owner.consent()).body).toMatchObject({
    methods: [{ id: 'panel' }],
    unavailable: [{ id: 'email-code', reason }],
  });
});

test('for a passport, a copy and an erasure without waiting no code is sent', async () => {
  const owner = await person();
  for (const action of ['show-passport', 'download-copy', 'file-erasure-without-hold'])
    expect(errorOf(await owner.ask(action))).toEqual([400, [['/action', 'action']]]);
});

test('where the operator has not turned codes on, none is offered, sent or taken', async () => {
  await server.stop();
  panel.close();
  panel = createPanel();
  await start();
  const owner = await person();
  const { methods, unavailable } = (await owner.consent()).body;
  expect([methods, unavailable]).toEqual([[expect.objectContaining({ id: 'panel' })], undefined]);
  expect(errorOf(await owner.ask('give-consent'))).toEqual([400, [['/action', 'not-offered']]]);
  expect(errorOf(await owner.give('111111'))).toEqual([400, [['/action', 'not-offered']]]);
});

test('an email whose code has ended is not sent any more', async () => {
  taken = () => {
    throw Object.assign(new Error('not now'), { responseCode: 451 });
  };
  await (await person()).ask('give-consent');
  const size = async () => (await admin.query('select from privacy.outbox where lease is null')).rowCount;
  await expect
    .poll(
      async () =>
        (await admin.query('select from privacy.outbox where attempts = 1 and lease is null')).rowCount,
    )
    .toBe(1);
  taken = () => undefined;
  now = new Date(NOW.getTime() + 600_000);
  await expect.poll(size, { timeout: 10_000 }).toBe(0);
  expect(mails).toEqual([]);
});

describe('the code of an id', () => {
  const keys = [
    { id: 'new', secret: Buffer.alloc(32, 1) },
    { id: 'old', secret: Buffer.alloc(32, 2) },
  ];

  test('is six digits, of its person, its id and the key that the id names', () => {
    expect(codeOf(keys, 'u-1', 'new:a')).toMatch(/^\d{6}$/);
    expect(codeOf(keys, 'u-1', 'new:a')).toBe(codeOf(keys.toReversed(), 'u-1', 'new:a'));
    const others = [codeOf(keys, 'u-2', 'new:a'), codeOf(keys, 'u-1', 'new:b'), codeOf(keys, 'u-1', 'old:a')];
    expect(others).not.toContain(codeOf(keys, 'u-1', 'new:a'));
    expect(codeOf(keys, 'u-1', 'gone:a')).toBeUndefined();
  });

  test('is spread evenly: each digit comes at each place', () => {
    const codes = Array.from({ length: 2000 }, (_, n) => codeOf(keys, 'u-1', `new:${n}`) ?? '');
    for (let place = 0; place < 6; place++) {
      const counts = new Map<string, number>();
      for (const code of codes) counts.set(code[place] ?? '', (counts.get(code[place] ?? '') ?? 0) + 1);
      expect(counts.size).toBe(10);
      expect(Math.min(...counts.values())).toBeGreaterThan(130);
    }
  });
});
