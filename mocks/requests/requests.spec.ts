import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../src/domain/canonical-json.ts';
import { sha256 } from '../../core/digest.ts';
import { specClient, unitOn } from '../spec-client.ts';
import { answer, ask, extend, refuse, take } from '../../core/requests/staff.ts';

const MONDAY = '2026-02-02T09:00:00Z';
const access = { kind: 'access', scope: 'person', details: { mode: 'copy', all: true } };
const rectification = {
  kind: 'rectification',
  scope: 'person',
  details: {
    items: [{ category: 'account', field: 'postal-address', new: 'Тверь, ул. Садовая, д. 4' }],
    proofProvided: true,
  },
};
const erasure = {
  kind: 'erasure',
  scope: 'person',
  details: { categories: ['analytics'], confirmation: 'УДАЛИТЬ', skipHold: false },
};

const filed = async (
  kind: object,
  persona: 'new' | 'owner' | 'by' | 'person' = 'new',
  now = MONDAY,
  submit: object = { insist: true },
) => {
  const client = specClient();
  await client.stepUp(persona, now);
  const draft = await client.post(persona, '/requests', kind, { now });
  const sent = await client.post(persona, `/requests/${draft.body.id}/submit`, submit, { now });
  return { ...client, draft, sent, id: draft.body.id as string, db: client.backend.db() };
};

describe('a draft', () => {
  it('is made, saved with its tag, and refused when a newer one was saved', async () => {
    const { call, get, post } = specClient();
    const made = await post('owner', '/requests', access);
    expect(made.status).toBe(201);
    expect(made.headers.get('Location')).toContain(made.body.id);
    const path = `/requests/${made.body.id}`;
    const details = { mode: 'copy', all: true, text: 'За год.' };
    const saved = await call('owner', 'PATCH', path, { body: { details }, headers: { 'If-Match': '"1"' } });
    expect([saved.status, saved.headers.get('ETag')]).toEqual([200, '"2"']);
    const stale = await call('owner', 'PATCH', path, {
      body: { details: {} },
      headers: { 'If-Match': '"1"' },
    });
    expect([stale.status, stale.body.type, stale.body.currentEtag]).toEqual([412, '/problems/stale', '"2"']);
    expect((await get('owner', path)).body.details).toEqual(details);
  });

  it('is deleted for good, but a filed case is not', async () => {
    const { call, get } = specClient();
    expect((await call('owner', 'DELETE', '/requests/rq-draft-2')).status).toBe(204);
    expect((await get('owner', '/requests/rq-draft-2')).status).toBe(404);
    const refused = await call('owner', 'DELETE', '/requests/rq-in-work');
    expect([refused.status, refused.body.type, refused.body.state]).toEqual([
      409,
      '/problems/illegal-transition',
      'in_work',
    ]);
    expect(refused.body.allowed).toEqual(['message', 'withdraw']);
  });
});

describe('filing', () => {
  it.each([
    ['access', access, '2026-02-16', 'ru-information'],
    ['rectification with proof', rectification, '2026-02-11', 'ru-correction'],
    [
      'rectification without proof',
      { ...rectification, details: { ...rectification.details, proofProvided: false } },
      '2026-03-04',
      'policy',
    ],
    ['erasure', erasure, '2026-02-16', 'ru-stop'],
    [
      'restriction',
      { kind: 'restriction', scope: 'person', details: { categories: ['account'], ground: 'accuracy' } },
      '2026-02-16',
      'ru-stop',
    ],
    [
      'objection',
      { kind: 'objection', scope: 'person', details: { purposes: ['statistics'], situation: 'Не хочу.' } },
      '2026-02-16',
      'ru-stop',
    ],
    [
      'portability',
      {
        kind: 'portability',
        scope: 'person',
        details: { categories: ['account'], format: 'json', recipient: 'self' },
      },
      '2026-03-04',
      'policy',
    ],
    [
      'consent withdrawal',
      { kind: 'consent-withdrawal', scope: 'person', details: { consents: ['cs-advertising'] } },
      '2026-03-04',
      'ru-consent-withdrawn',
    ],
    [
      'complaint',
      { kind: 'complaint', scope: 'person', details: { about: 'Не ответили.', to: 'controller' } },
      '2026-03-04',
      'policy',
    ],
  ])('%s gets its governing date', async (_, body, dueBy, rule) => {
    const { sent } = await filed(body);
    expect(sent.body).toMatchObject({ status: 'submitted', dueBy });
    expect(sent.body.deadlines.map((deadline: { rule: string }) => deadline.rule)).toContain(rule);
  });

  it.each([
    [
      'an objection to offers',
      { kind: 'objection', details: { purposes: ['offers'] } },
      /предложений действует сразу/,
    ],
    [
      'a withdrawn consent',
      { kind: 'consent-withdrawal', details: { consents: ['cs-advertising'] } },
      /Согласие отозвано сразу/,
    ],
  ])('shows in the case that %s has worked at once', async (_, body, text) => {
    const { sent } = await filed({ scope: 'person', ...body }, 'owner');
    const { timeline } = sent.body as { timeline: { kind: string; text: string }[] };
    expect(timeline.filter(({ kind }) => kind === 'in-system').map(event => event.text)).toEqual([
      expect.stringMatching(text),
    ]);
  });

  it('counts by the law of Belarus for a customer there', async () => {
    const { sent } = await filed(access, 'by');
    expect(sent.body.dueBy).toBe('2026-02-09');
  });

  it('names everything that is missing, by pointer', async () => {
    const { post } = specClient();
    const draft = await post('new', '/requests', { kind: 'restriction', scope: 'person', details: {} });
    const sent = await post('new', `/requests/${draft.body.id}/submit`, {});
    expect(sent.status).toBe(400);
    expect(sent.body.errors.map((error: { pointer: string }) => error.pointer)).toEqual([
      '/details/categories',
      '/details/ground',
    ]);
  });

  it('gives advice once, and files anyway when asked to', async () => {
    const { post } = specClient();
    const body = {
      kind: 'portability',
      scope: 'person',
      details: { categories: ['analytics'], format: 'json', recipient: 'self' },
    };
    const draft = await post('owner', '/requests', body);
    const advice = await post('owner', `/requests/${draft.body.id}/submit`, {});
    expect(advice.body).toMatchObject({ status: 422, type: '/problems/not-eligible', alternative: 'access' });
    const sent = await post('owner', `/requests/${draft.body.id}/submit`, { insist: true });
    expect(sent.body.status).toBe('submitted');
  });

  it('shows the open one instead of a duplicate', async () => {
    const { post, id } = await filed(access);
    const second = await post('new', '/requests', access, { now: MONDAY });
    expect(second.status).toBe(201);
    const refused = await post(
      'new',
      `/requests/${second.body.id}/submit`,
      { insist: true },
      { now: MONDAY },
    );
    expect(refused.body).toMatchObject({ status: 409, type: '/problems/already-open', openRequestId: id });
  });

  it('files a separate one that asks for the same when the customer decides so', async () => {
    const { post, id } = await filed(access);
    const second = await post('new', '/requests', access, { now: MONDAY });
    const path = `/requests/${second.body.id}/submit`;
    const sent = await post('new', path, { insist: true, separate: true }, { now: MONDAY });
    expect(sent.body).toMatchObject({ status: 'submitted' });
    expect(sent.body.id).not.toBe(id);
  });

  it('files a correction of another field, and of the same one only on demand', async () => {
    const correct = (field: string) => ({
      kind: 'rectification',
      scope: 'person',
      details: { items: [{ category: 'account', field, new: 'верно' }] },
    });
    const { post, id } = await filed(correct('postal-address'));
    const submit = async (field: string, body: object) => {
      const draft = await post('new', '/requests', correct(field), { now: MONDAY });
      return post('new', `/requests/${draft.body.id}/submit`, body, { now: MONDAY });
    };
    expect((await submit('inn', {})).body).toMatchObject({ status: 'submitted' });
    expect((await submit('postal-address', {})).body).toMatchObject({ status: 409, openRequestId: id });
    expect((await submit('postal-address', { separate: true })).body).toMatchObject({ status: 'submitted' });
  });

  it('files a second complaint beside an open one', async () => {
    const complaint = {
      kind: 'complaint',
      scope: 'person',
      details: { about: 'Мне звонят', to: 'controller' },
    };
    const { post } = await filed(complaint);
    const draft = await post('new', '/requests', complaint, { now: MONDAY });
    const sent = await post('new', `/requests/${draft.body.id}/submit`, {}, { now: MONDAY });
    expect(sent.body).toMatchObject({ status: 'submitted' });
  });

  it('answers the same key with the same case, and makes it once', async () => {
    const { post, get } = specClient();
    const headers = { 'Idempotency-Key': '7b0f6a52-3c1d-4f0e-9d55-0000000000aa' };
    const before = (await get('new', '/requests')).body.total;
    const [one, two] = await Promise.all([
      post('new', '/requests', access, { headers }),
      post('new', '/requests', access, { headers }),
    ]);
    expect(one.body.id).toBe(two.body.id);
    expect((await get('new', '/requests')).body.total).toBe(before + 1);
    expect((await post('new', '/requests', rectification, { headers })).body.type).toBe(
      '/problems/key-reused',
    );
  });

  it('has a receipt that names all kinds of data, also where the title names two', async () => {
    const categories = ['mailings', 'analytics', 'calls'];
    const { get, id } = await filed({
      kind: 'restriction',
      scope: 'person',
      details: { categories, ground: 'accuracy' },
    });
    const { body: receipt } = await get('new', `/requests/${id}/receipt`, { now: MONDAY });
    expect(receipt.text).not.toContain('и ещё');
    expect(receipt.text).toContain('звонки');
    expect((await get('new', `/requests/${id}`, { now: MONDAY })).body.title).toContain('и ещё 1');
  });

  it('has a receipt whose digest anybody can repeat', async () => {
    const { get, id, sent } = await filed(access);
    const { body: receipt } = await get('new', `/requests/${id}/receipt`, { now: MONDAY });
    const { number, filedAt, kind, scope, details, attachments } = receipt;
    expect(receipt.digest).toBe(
      await sha256(canonicalJson({ number, filedAt, kind, scope, details, attachments })),
    );
    expect(sent.body.receiptDigest).toBe(receipt.digest);
    expect((await get('owner', '/requests/rq-draft/receipt')).status).toBe(409);
  });
});

describe('erasure', () => {
  it('needs a fresh sign-in and the typed word', async () => {
    const { post } = specClient();
    const untyped = await post('new', '/requests', { ...erasure, details: { categories: ['analytics'] } });
    const path = `/requests/${untyped.body.id}/submit`;
    expect((await post('new', path, {})).body.errors[0].pointer).toBe('/details/confirmation');
    const response = await post('new', path, { confirmation: 'delete' });
    expect([response.status, response.body.type]).toEqual([403, '/problems/step-up-required']);
  });

  it('waits 72 hours, then work may start; without the hold at once', async () => {
    const { db, id, sent, get } = await filed(erasure);
    expect(sent.body.holdUntil).toBe('2026-02-05T09:00:00.000Z');
    expect(() => take(unitOn(db), id, new Date('2026-02-05T08:59:00Z'))).toThrow();
    const after = await get('new', `/requests/${id}`, { now: '2026-02-05T09:01:00Z' });
    expect(after.body.timeline.at(-1).kind).toBe('hold-over');
    expect(take(unitOn(db), id, new Date('2026-02-05T09:01:00Z')).status).toBe('in_work');

    const hasty = await filed({ ...erasure, details: { ...erasure.details, skipHold: true } });
    expect(hasty.sent.body.holdUntil).toBeUndefined();
    expect(take(unitOn(hasty.db), hasty.id, new Date(MONDAY)).status).toBe('in_work');
  });

  it('when done, takes the copies that hold the data away', async () => {
    const { backend, get } = specClient();
    expect((await get('owner', '/exports/ex-ready')).body.status).toBe('ready');
    const db = backend.db();
    const now = new Date();
    const row = db.requests.find(one => one.id === 'rq-submitted');
    if (row) row.details.skipHold = true;
    take(unitOn(db), 'rq-submitted', now);
    answer(unitOn(db), 'rq-submitted', now);
    expect((await get('owner', '/exports/ex-ready')).body.status).toBe('revoked');
  });
});

describe('talk with the staff', () => {
  it('goes question, reply, answer, appeal, work again', async () => {
    const { db, id, post, get } = await filed(access);
    const at = (day: string) => new Date(`2026-02-${day}T09:00:00Z`);
    take(unitOn(db), id, at('03'));
    ask(unitOn(db), id, at('04'), { text: 'За какой год?' });
    const response = await get('new', `/requests/${id}`, { now: '2026-02-04' });
    expect(response.body).toMatchObject({ status: 'needs_user', turn: 'user', dueBy: '2026-02-16' });
    const replied = await post(
      'new',
      `/requests/${id}/messages`,
      { text: 'За 2025.' },
      { now: '2026-02-05' },
    );
    expect([replied.status, replied.body.status]).toEqual([201, 'in_work']);
    answer(unitOn(db), id, at('09'));
    const appealed = await post(
      'new',
      `/requests/${id}/appeal`,
      { text: 'Прошу проверить.' },
      { now: '2026-02-10' },
    );
    expect(appealed.body).toMatchObject({ status: 'appealed', dueBy: '2026-02-25' });
    expect(take(unitOn(db), id, at('11')).status).toBe('in_work');
  });

  it('is extended once, with a reason, before its date', async () => {
    const { db, id, get } = await filed(access);
    take(unitOn(db), id, new Date(MONDAY));
    extend(unitOn(db), id, new Date('2026-02-10T09:00:00Z'), { reason: 'Ждём архив.' });
    const { body } = await get('new', `/requests/${id}`, { now: '2026-02-10' });
    expect([body.dueBy, body.marks[0].kind, body.marks[0].until]).toEqual([
      '2026-02-24',
      'extended',
      '2026-02-24',
    ]);
    expect(() => extend(unitOn(db), id, new Date('2026-02-11T09:00:00Z'))).toThrow();
  });

  it('closes 30 days after the answer, and is overdue without an answer', async () => {
    const { db, id, get, post } = await filed(access);
    expect((await get('new', `/requests/${id}`, { now: '2026-02-17' })).body.marks[0].kind).toBe('overdue');
    take(unitOn(db), id, new Date(MONDAY));
    refuse(unitOn(db), id, new Date('2026-02-09T09:00:00Z'), { reason: 'Нечего выдать.' });
    expect((await get('new', `/requests/${id}`, { now: '2026-03-11' })).body).toMatchObject({
      status: 'answered',
      appealUntil: '2026-03-11',
    });
    const closed = await get('new', `/requests/${id}`, { now: '2026-03-12' });
    expect([closed.body.status, closed.body.allowedActions, closed.body.timeline.at(-1).kind]).toEqual([
      'closed',
      [],
      'closed',
    ]);
    const late = await post('new', `/requests/${id}/appeal`, { text: 'Поздно.' }, { now: '2026-03-12' });
    expect(late.body).toMatchObject({ type: '/problems/illegal-transition', state: 'closed', allowed: [] });
  });

  it('can be withdrawn, and nothing more follows', async () => {
    const { post } = specClient();
    expect(
      (await post('owner', '/requests/rq-submitted/withdraw', { reason: 'Уже не нужно.' })).body.status,
    ).toBe('withdrawn');
    expect((await post('owner', '/requests/rq-submitted/withdraw', {})).status).toBe(409);
  });
});

describe('visibility', () => {
  it('hides other people’s cases as if they were not there', async () => {
    const { get, post } = specClient();
    for (const persona of ['person', 'admin', 'user', 'new'] as const) {
      expect((await get(persona, '/requests/rq-in-work')).status).toBe(404);
      expect((await post(persona, '/requests/rq-in-work/withdraw', {})).status).toBe(404);
    }
    expect((await get('owner', '/requests/us-in-work')).status).toBe(404);
  });

  it('lets an admin prepare and only the owner decide', async () => {
    const { post, get } = specClient();
    const draft = await post('admin', '/requests', {
      kind: 'complaint',
      scope: 'account',
      details: { about: 'Счёт не наш.', to: 'controller' },
    });
    expect((await get('owner', `/requests/${draft.body.id}`)).status).toBe(404);
    const overdue = await post('owner', '/requests/rq-overdue/withdraw', {});
    expect(overdue.status).toBe(200);
    const sent = await post('admin', `/requests/${draft.body.id}/submit`, {});
    expect(sent.body).toMatchObject({ status: 'awaiting_owner', turn: 'owner' });
    expect(sent.body.dueBy).toBeUndefined();
    expect((await post('admin', `/requests/${draft.body.id}/approve`, {})).status).toBe(403);
    const approved = await post('owner', `/requests/${draft.body.id}/approve`, {});
    expect(approved.body.status).toBe('submitted');
    expect(approved.body.deadlines.map((one: { rule: string }) => one.rule)).toEqual(['policy']);
    expect(
      (await post('owner', '/requests/rq-awaiting-owner-2/decline', { reason: 'Не нужно.' })).body.status,
    ).toBe('withdrawn');
    expect((await post('admin', '/requests', { ...erasure, scope: 'account' })).body.roles).toEqual([
      'owner',
    ]);
    expect((await post('user', '/requests', { ...access, scope: 'account' })).status).toBe(403);
  });

  it.each(['owner', 'person'] as const)('%s has a case in every state and of every kind', async persona => {
    const { get } = specClient();
    const { items } = (await get(persona, '/requests')).body as { items: { status: string; kind: string }[] };
    const states = [
      'draft',
      'awaiting_owner',
      'submitted',
      'in_work',
      'needs_user',
      'answered',
      'appealed',
      'closed',
      'withdrawn',
    ];
    expect([...new Set(items.map(one => one.status))].toSorted()).toEqual(states.toSorted());
    expect(new Set(items.map(one => one.kind)).size).toBe(8);
  });
});

it('a request stays with its author after a change of their role: they read it, answer in it and withdraw it', async () => {
  const { get, post } = specClient();
  const before = (await get('finance', '/requests/fi-question')).body;
  expect(before.preparedBy).toMatchObject({ self: true, role: 'admin' });
  expect((await get('finance', '/session')).body.role).toBe('finance');
  expect(before.allowedActions).toEqual(expect.arrayContaining(['message', 'withdraw']));
  const answered = await post('finance', '/requests/fi-question/messages', { text: '170100' });
  expect(answered.body.status).toBe('in_work');
  const withdrawn = await post('finance', '/requests/fi-question/withdraw', {});
  expect(withdrawn.body).toMatchObject({ status: 'withdrawn', preparedBy: { role: 'admin' } });
});
