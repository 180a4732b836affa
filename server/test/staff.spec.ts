import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import fc from 'fast-check';
import type { Hono } from 'hono';
import { Pool } from 'pg';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import type { components } from '../../core/generated/staff-schema.ts';
import type { OutgoingEmail } from '../../core/ports.ts';
import { staffContract } from '../../core/staff/contract.ts';
import { queueOf } from '../../core/staff/queue.ts';
import type { RequestRow } from '../../core/requests/state.ts';
import { answerFactsOf } from '../../core/requests/statistics.ts';
import { RIGHT_KINDS } from '../../src/domain/ids.ts';
import { directoryAround } from '../directory/around.ts';
import { NO_KEYS } from '../keys/keys.ts';
import { postgresGate } from '../letters/gate.ts';
import { createLog } from '../log.ts';
import { startOutboxLoop } from '../mail/outbox.ts';
import { postgresStore } from '../postgres/store.ts';
import type { RunningServer } from '../server.ts';
import { postgresStatistics } from '../statistics.ts';
import { createStaffApp, STAFF_BASE } from '../staff/app.ts';
import { runStaff } from '../staff/cli.ts';
import { postgresCases } from '../staff/cases.ts';
import { startStaffServer } from '../staff/server.ts';
import { draftOf, NOW } from './examples.ts';
import { createPanel, fillDirectory, type Panel, signIn } from './panel.ts';
import { emptyTables } from './stores.ts';
import { poolAs } from './pools.ts';

type Schema = components['schemas'];

const ISSUER = 'https://staff.example/';
const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const rules = {
  keys: [{ kid: 's1', alg: 'ES256', key: publicKey }],
  issuer: ISSUER,
  audience: 'privacy-staff',
};

/** The gate has a suite of its own (letters.spec.ts). */
const noGate = postgresGate({
  pool: new Pool(),
  keys: NO_KEYS,
  ledgerFolder: undefined,
  publicUrl: undefined,
  log: createLog('silent'),
});

let panel: Panel;
let server: RunningServer;
let pool: Pool;
let app: Hono;
let now: Date;
beforeEach(async () => {
  await emptyTables();
  await fillDirectory();
  now = NOW;
  panel = createPanel();
  server = await panel.start();
  pool = poolAs('staff', 4);
  app = createStaffApp({
    rules,
    pool,
    store: postgresStore(pool),
    gate: noGate,
    log: createLog('silent'),
    clock: () => now,
  });
});
afterEach(async () => {
  await pool.end();
  await server.stop();
  panel.close();
});

const tokenOf = (sub: string): Promise<string> =>
  new SignJWT({ iss: ISSUER, aud: 'privacy-staff', sub, exp: now.getTime() / 1000 + 600 })
    .setProtectedHeader({ alg: 'ES256', kid: 's1' })
    .sign(privateKey);

/** A call of a member of staff. */
const call = async (
  method: string,
  path: string,
  json?: unknown,
  { as = 'staff-1', key = randomUUID() }: { as?: string; key?: string } = {},
): Promise<{ status: number; body: Schema['Case'] & Schema['CaseList'] }> => {
  const response = await app.request(`http://staff.test${STAFF_BASE}${path}`, {
    method,
    headers: {
      Authorization: `Bearer ${await tokenOf(as)}`,
      'Idempotency-Key': key,
      ...(json === undefined ? {} : { 'Content-Type': 'application/json' }),
    },
    ...(json === undefined ? {} : { body: JSON.stringify(json) }),
  });
  return { status: response.status, body: (await response.json()) as never };
};

const customer = async (sub = 'u-owner') => signIn(server, await panel.token({ sub }));

/** Files a request of the customer. @returns its id */
const filed = async (
  kind = 'access',
  details: object = { mode: 'copy', all: true },
  headers: Record<string, string> = {},
): Promise<string> => {
  const owner = await customer();
  const created = await owner.send('/requests', { method: 'POST', json: { kind, scope: 'person', details } });
  const { id } = (await created.json()) as { id: string };
  const sent = await owner.send(`/requests/${id}/submit`, {
    method: 'POST',
    json: { insist: true },
    headers,
  });
  if (sent.status !== 200) throw new Error(await sent.text());
  return id;
};

/** The request as the customer sees it. */
const seen = async (id: string) =>
  (await (await (await customer()).send(`/requests/${id}`)).json()) as {
    status: string;
    outcomes: { kind: string; law?: { law: string } }[];
    messages: { from: string; text: string }[];
  };

describe('a case', () => {
  test('goes from filing to the answer, and each step and look is in the access log of the person', async () => {
    const id = await filed();
    const { body: queue } = await call('GET', '/cases');
    expect(queue.items.map(({ number, overdue }) => [number, overdue])).toEqual([['R-26-0001', false]]);
    const look = await call('POST', `/cases/${id}/views`, { reason: 'ответ на обращение' });
    expect([look.status, look.body.actions]).toEqual([200, ['take', 'extend', 'message']]);
    expect((await call('POST', `/cases/${id}/take`)).body.status).toBe('in_work');
    expect((await call('POST', `/cases/${id}/ask`, { text: 'За какой год?' })).body.status).toBe(
      'needs_user',
    );
    await (
      await customer()
    ).send(`/requests/${id}/messages`, { method: 'POST', json: { text: 'За 2025-й', attachments: [] } });
    const answer = await call('POST', `/cases/${id}/answer`, {
      text: 'Копия готова.',
      outcomes: [
        { label: 'Копия данных', kind: 'done', text: 'Она в разделе «Копии».' },
        {
          label: 'Акты 2025 года',
          kind: 'kept',
          text: 'Хранятся.',
          until: '2030-12-31',
          law: { law: '402-ФЗ', article: 'ст. 29' },
        },
        { label: 'Почта на вашем сервере', kind: 'forwarded', text: 'Передали владельцу сервера 30 ноября.' },
      ],
    });
    expect(answer.status).toBe(200);
    const request = await seen(id);
    expect(request.status).toBe('answered');
    expect(request.outcomes.map(({ kind }) => kind)).toEqual(['done', 'kept', 'forwarded']);
    expect(request.messages.map(({ from }) => from)).toEqual(['staff', 'user', 'staff']);
    const log = (await (await (await customer()).send('/access-log')).json()) as {
      items: { actor: { kind: string }; object: string; reason: string }[];
    };
    const ofStaff = log.items.filter(({ actor }) => actor.kind === 'staff').map(({ reason }) => reason);
    expect(ofStaff.toSorted()).toEqual(
      ['ответ на обращение', 'обращение взято в работу', 'задан вопрос', 'дан ответ'].toSorted(),
    );
    expect((await call('GET', '/cases')).body.total).toBe(0);
  });

  test('is the subject of an email to the customer when staff ask, write a message, extend or answer', async () => {
    const id = await filed('access', { mode: 'copy', all: true }, { 'Accept-Language': 'en-GB' });
    await call('POST', `/cases/${id}/take`);
    await call('POST', `/cases/${id}/messages`, { text: 'Мы запросили архив телефонии.' });
    await call('POST', `/cases/${id}/extend`, { reason: 'Нужно запросить данные в архиве.' });
    await call('POST', `/cases/${id}/ask`, { text: 'За какой год?' });
    await call('POST', `/cases/${id}/answer`, {
      text: 'Копия готова.',
      outcomes: [{ label: 'Копия данных', kind: 'done', text: 'Она в разделе «Копии».' }],
    });
    const admin = poolAs('admin', 1);
    const { rows } = await admin.query<{ email: OutgoingEmail }>(
      'select email from privacy.outbox order by id',
    );
    await admin.end();
    const emails = rows.map(({ email }) => email);
    expect(emails.map(({ template }) => template)).toEqual([
      'request-received',
      'request-message',
      'request-extended',
      'request-question',
      'request-answered',
    ]);
    // The customer filed it in English, and reads of it in English.
    expect(new Set(emails.map(({ lang }) => lang))).toEqual(new Set(['en']));
    // The text stays in the account area: emails are read on locked screens and by others.
    expect(JSON.stringify(emails)).not.toContain('телефонии');
    expect(emails[1]).toMatchObject({ userId: 'u-owner', parameters: { number: 'R-26-0001' } });
  });

  test('is refused with the law that staff name', async () => {
    const id = await filed();
    await call('POST', `/cases/${id}/take`);
    expect(
      (await call('POST', `/cases/${id}/refuse`, { reason: 'Это данные другого человека.' })).status,
    ).toBe(400);
    const law = { law: '152-ФЗ', article: 'ст. 14 ч. 8' };
    await call('POST', `/cases/${id}/refuse`, { reason: 'Это данные другого человека.', law });
    expect((await seen(id)).outcomes).toMatchObject([{ kind: 'refused', law }]);
  });

  test('an appeal is taken and answered by another member of staff', async () => {
    const id = await filed();
    await call('POST', `/cases/${id}/take`);
    const law = { law: '152-ФЗ', article: 'ст. 14 ч. 2' };
    const outcomes = [{ label: 'Копия', kind: 'partly', text: 'Часть данных скрыта.', law }];
    const withoutLaw = outcomes.map(({ law: _law, ...rest }) => rest);
    expect((await call('POST', `/cases/${id}/answer`, { outcomes: withoutLaw })).status).toBe(400);
    await call('POST', `/cases/${id}/answer`, { outcomes });
    const owner = await customer();
    const appeal = { text: 'Прошу пересмотреть ответ.' };
    const appealed = await owner.send(`/requests/${id}/appeal`, { method: 'POST', json: appeal });
    expect(appealed.status).toBe(200);
    expect((await call('POST', `/cases/${id}/take`)).status).toBe(409);
    expect((await call('POST', `/cases/${id}/take`, undefined, { as: 'staff-2' })).body.status).toBe(
      'in_work',
    );
    expect((await call('POST', `/cases/${id}/answer`, { outcomes })).status).toBe(409);
    expect((await call('POST', `/cases/${id}/answer`, { outcomes }, { as: 'staff-2' })).status).toBe(200);
  });

  test('is extended once, with a reason', async () => {
    const id = await filed();
    const reason = 'Нужно запросить данные в архиве.';
    const before = (await call('POST', `/cases/${id}/views`, { reason: 'сроки' })).body.dueBy ?? '';
    const { body } = await call('POST', `/cases/${id}/extend`, { reason });
    expect(body.marks).toMatchObject([{ kind: 'extended', reason }]);
    expect((await call('POST', `/cases/${id}/extend`, { reason })).status).toBe(409);

    // It holds when its notice has reached the customer: when a mail server has accepted the email.
    const dueBy = async () =>
      (await call('POST', `/cases/${id}/views`, { reason: 'сроки' })).body.dueBy ?? '';
    expect(await dueBy()).toBe(before);
    const jobs = poolAs('jobs');
    const subjects: string[] = [];
    const outbox = startOutboxLoop({
      pool: jobs,
      mailer: { send: async ({ subject }) => void subjects.push(subject), close: () => undefined },
      directoryOf: userId => directoryAround(pool, userId),
      clock: () => NOW,
      log: createLog('silent'),
      codeKeys: [],
    });
    await expect.poll(async () => (await dueBy()) > before, { timeout: 10_000 }).toBe(true);
    await outbox.stop();
    await jobs.end();
    expect(subjects).toContain('Срок ответа на ваше обращение продлён');
  });

  test('is closed in the queue when the 30 days for an appeal are over', async () => {
    const id = await filed();
    await call('POST', `/cases/${id}/take`);
    const outcomes = [{ label: 'Копия', kind: 'done', text: 'Она в разделе «Копии».' }];
    await call('POST', `/cases/${id}/answer`, { outcomes });
    const after = async (days: number) => {
      now = new Date(NOW.getTime() + days * 86_400_000);
      return (await call('GET', '/cases?state=all')).body.items.map(({ status }) => status);
    };
    expect([await after(30), await after(31)]).toEqual([['answered'], ['closed']]);
  });

  test('a repeated call with its key does nothing a second time', async () => {
    const id = await filed();
    await call('POST', `/cases/${id}/take`);
    const key = randomUUID();
    const calls = await Promise.all(
      Array.from({ length: 10 }, () => call('POST', `/cases/${id}/messages`, { text: 'Работаем.' }, { key })),
    );
    expect(calls.map(({ status }) => status)).toEqual(calls.map(() => 200));
    expect((await seen(id)).messages).toHaveLength(1);
  });

  test('that came on paper starts its clock on the day of receipt and is among the requests of the person', async () => {
    const input = {
      person: 'u-owner',
      account: 'acc-1',
      kind: 'restriction',
      text: 'Прошу приостановить обработку.',
      received: { by: 'paper', on: '2026-11-25', paper: 'паспорт' },
    };
    expect(
      (await call('POST', '/cases', { ...input, received: { ...input.received, on: '2026-12-01' } })).status,
    ).toBe(400);
    const { status, body } = await call('POST', '/cases', input);
    expect([status, body.filedAt, body.text]).toEqual([
      201,
      '2026-11-24T21:00:00.000Z',
      expect.stringContaining('Прошу приостановить'),
    ]);
    expect((await seen(body.id)).status).toBe('submitted');
    expect((await call('POST', '/cases', input)).status).toBe(409);
    // Another paper of the same day is another request.
    const another = { ...input, text: 'Прошу приостановить звонки.' };
    expect((await call('POST', '/cases', another)).status).toBe(201);
    expect((await call('POST', '/cases', { ...input, person: 'u-stranger' })).status).toBe(404);
  });
});

test('the command line takes a case from the queue to the refusal', async () => {
  const id = await filed();
  const staff = await startStaffServer(
    {
      databaseUrl: inject('urls').staff,
      ledgerFolder: undefined,
      keys: panel.config.keys,
      publicUrl: undefined,
      host: '127.0.0.1',
      port: 0,
      rules,
      logLevel: 'silent',
    },
    createLog('silent'),
    { clock: () => now },
  );
  const env = {
    STAFF_URL: `http://127.0.0.1:${staff.port}${STAFF_BASE}`,
    STAFF_TOKEN: await tokenOf('staff-1'),
  };
  try {
    expect((await runStaff(['queue'], env)).output).toContain('R-26-0001');
    for (const args of [
      ['show', id, '--reason', 'очередь'],
      ['take', id],
      ['message', id, '--text', 'Мы получили обращение.'],
      ['extend', id, '--reason', 'Нужно запросить архив.'],
      [
        'refuse',
        id,
        '--reason',
        'Это данные другого человека.',
        '--law',
        '152-ФЗ',
        '--article',
        'ст. 14 ч. 8',
      ],
    ]) {
      const { ok, output } = await runStaff(args, env);
      expect([args[0], ok, output]).toEqual([args[0], true, expect.any(String)]);
    }
    expect((await seen(id)).outcomes).toMatchObject([{ kind: 'refused' }]);
    expect((await runStaff(['take', id], env)).ok).toBe(false);
    await expect(runStaff(['take'], env)).rejects.toThrow('take needs the id of a case');
  } finally {
    await staff.stop();
  }
});

test('every operation without a token of the staff is 401, in the same bytes as an address that does not exist', async () => {
  const id = await filed();
  const paths = staffContract.operationIds.map(one => staffContract.routeOf(one));
  const bodies = new Set<string>();
  for (const { method, path } of [...paths, { method: 'GET', path: '/nothing' }])
    for (const authorization of [undefined, `Bearer ${await panel.token()}`]) {
      const response = await app.request(`http://staff.test${STAFF_BASE}${path.replace('{id}', id)}`, {
        method,
        headers: authorization === undefined ? {} : { Authorization: authorization },
      });
      expect(response.status).toBe(401);
      bodies.add((await response.text()).replaceAll(/"(requestId|instance)":"[^"]*"/g, ''));
    }
  expect(bodies.size).toBe(1);
});

test('the queue of 10,000 random cases has the order and the days of the domain', async () => {
  const statuses = [
    'draft',
    'submitted',
    'in_work',
    'needs_user',
    'answered',
    'appealed',
    'withdrawn',
  ] as const;
  const sample = fc.sample(
    fc.record({
      kind: fc.constantFrom(...RIGHT_KINDS),
      status: fc.constantFrom(...statuses),
      minutes: fc.integer({ min: 0, max: 60 * 24 * 300 }),
      accountKind: fc.constantFrom('legal' as const, 'natural' as const),
      jurisdiction: fc.constantFrom('RU' as const, 'BY' as const),
    }),
    { numRuns: 10_000, seed: 19 },
  );
  const rows = sample.map(({ minutes, ...facts }, i): RequestRow => {
    const at = new Date(NOW.getTime() - minutes * 60_000).toISOString();
    const isFiled = facts.status !== 'draft';
    return {
      ...draftOf(`rq-${i}`, `u-${i % 20}`, `acc-${i % 20}`),
      ...facts,
      number: `R-26-${i}`,
      createdAt: at,
      ...(isFiled ? { submittedAt: at } : {}),
      ...(facts.status === 'answered' || facts.status === 'appealed' ? { answeredAt: at } : {}),
      ...(facts.status === 'appealed' ? { appealedAt: NOW.toISOString() } : {}),
    };
  });
  const customers = poolAs('customer', 4);
  const store = postgresStore(customers);
  await Promise.all(
    Array.from({ length: 20 }, (_, n) =>
      store.write({ userId: `u-${n}`, accountIds: [`acc-${n}`] }, NOW, undefined, ({ rows: own }) => {
        own.requests.push(...rows.filter((_row, i) => i % 20 === n));
        return { value: undefined };
      }),
    ),
  );
  const counted = (await postgresStatistics(customers).answered(new Date(0))).reduce(
    (sum, { count }) => sum + count,
    0,
  );
  expect(counted).toBe(rows.filter(row => answerFactsOf(row) !== undefined).length);
  await customers.end();
  const cases = postgresCases(pool);
  for (const state of ['open', 'overdue', 'all'] as const) {
    const query = { state, today: '2026-11-30', offset: 0, limit: 20_000 };
    const found = await cases.queue(query);
    expect(found.total).toBeGreaterThan(100);
    expect(found).toEqual(queueOf(rows, query));
    const page = { ...query, offset: 50, limit: 7 };
    expect(await cases.queue(page)).toEqual(queueOf(rows, page));
  }
});
