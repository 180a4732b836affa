import { describe, expect, it } from 'vitest';
import type { Persona } from '../personas.ts';
import { specClient, unitOn } from '../spec-client.ts';
import { staffAction, type StaffAction, type StaffInput } from '../../core/requests/staff.ts';

const FILED = '2026-02-02T09:00:00Z';
const access = { kind: 'access', scope: 'person', details: { mode: 'information', all: true } };
const erasure = {
  kind: 'erasure',
  scope: 'person',
  details: { categories: ['analytics'], reason: 'Не нужны.', skipHold: true },
};

/** A case of `persona`, filed on 2 February 2026, and what may be done with it afterwards. */
const filed = async (body: { kind: string }, persona: Persona = 'new') => {
  const client = specClient();
  const draft = await client.post(persona, '/requests', body, { now: FILED });
  const id = String(draft.body.id);
  if (body.kind === 'erasure') await client.stepUp(persona, FILED);
  const sent = await client.post(
    persona,
    `/requests/${id}/submit`,
    { insist: true, ...(body.kind === 'erasure' ? { confirmation: 'УДАЛИТЬ' } : {}) },
    { now: FILED },
  );
  const session = `bearer-${persona}`;
  const staff = (action: StaffAction, now: string, input?: StaffInput) => {
    for (const name of [session, 'default', persona]) {
      const db = client.backend.db(name, new Date(now));
      if (db.requests.some(row => row.id === id))
        return staffAction(unitOn(db), id, action, new Date(now), input);
    }
    throw new Error(`no session holds ${id}`);
  };
  return {
    sent,
    staff,
    list: async (now: string) =>
      (await client.get(persona, '/requests', { now })).body.items.find(
        (one: { id: string }) => one.id === id,
      ),
    open: async (now: string) => (await client.get(persona, `/requests/${id}`, { now })).body,
    read: async (now: string, by: Persona = persona) =>
      client.post(by, `/requests/${id}/notices/read`, undefined, { now }),
  };
};

describe('an extension', () => {
  it('holds once its notice was taken by the mail server before the due date', async () => {
    const { staff, open } = await filed(access);
    staff('take', '2026-02-03T09:00:00Z');
    staff('extend', '2026-02-10T09:00:00Z', { reason: 'Архив на бумаге.' });
    expect(await open('2026-02-10T10:00:00Z')).toMatchObject({ dueBy: '2026-02-24' });
  });

  it('of a bounced notice does not hold, and no page shows that it does', async () => {
    const { staff, list } = await filed(access);
    staff('take', '2026-02-03T09:00:00Z');
    staff('extend', '2026-02-10T09:00:00Z', { reason: 'Архив на бумаге.', notice: 'bounced' });
    const line = await list('2026-02-11T09:00:00Z');
    expect(line).toMatchObject({ dueBy: '2026-02-16', marks: [] });
    expect((await list('2026-02-17T09:00:00Z')).marks).toMatchObject([{ kind: 'overdue' }]);
  });

  it('of a bounced notice holds once the person has read it in time', async () => {
    const { staff, open, read, list } = await filed(access);
    staff('take', '2026-02-03T09:00:00Z');
    staff('extend', '2026-02-10T09:00:00Z', { reason: 'Архив на бумаге.', notice: 'bounced' });
    const answer = await read('2026-02-15T09:00:00Z');
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ dueBy: '2026-02-24', marks: [{ kind: 'extended' }] });
    expect(answer.body.timeline.map((event: { kind: string }) => event.kind)).toContain('extended');
    expect(answer.body).not.toHaveProperty('unreadNotices');
    // It stays read, and on the day it was read.
    expect(await list('2026-02-20T09:00:00Z')).toMatchObject({ dueBy: '2026-02-24' });
    expect(await open('2026-02-20T09:00:00Z')).toEqual({ ...answer.body });
  });

  it('of a bounced notice is shown to the person, but looking at it changes nothing', async () => {
    const { staff, open, read, list } = await filed(access);
    staff('take', '2026-02-03T09:00:00Z');
    staff('extend', '2026-02-10T09:00:00Z', { reason: 'Архив на бумаге.', notice: 'bounced' });
    const seen = await open('2026-02-15T09:00:00Z');
    expect(seen).toMatchObject({ dueBy: '2026-02-24', marks: [{ kind: 'extended' }], unreadNotices: true });
    expect(await list('2026-02-15T10:00:00Z')).toMatchObject({ dueBy: '2026-02-16', marks: [] });
    // Reading it changes nothing that is on the screen.
    const { body } = await read('2026-02-15T09:00:00Z');
    expect({ ...body, unreadNotices: true }).toEqual(seen);
  });

  it('of a bounced notice that is read on the due day comes too late', async () => {
    const { staff, open, read } = await filed(access);
    staff('take', '2026-02-03T09:00:00Z');
    staff('extend', '2026-02-10T09:00:00Z', { reason: 'Архив на бумаге.', notice: 'bounced' });
    const seen = await open('2026-02-16T09:00:00Z');
    await read('2026-02-16T09:00:00Z');
    for (const late of [seen, await open('2026-02-16T10:00:00Z')]) {
      expect(late).toMatchObject({ dueBy: '2026-02-16', marks: [] });
      expect(late.timeline.map((event: { kind: string }) => event.kind)).not.toContain('extended');
    }
  });

  it('has nothing to read when its notice has arrived: the answer is the request, unchanged', async () => {
    const { staff, open, read } = await filed(access);
    staff('take', '2026-02-03T09:00:00Z');
    staff('extend', '2026-02-10T09:00:00Z', { reason: 'Архив на бумаге.' });
    const before = await open('2026-02-11T09:00:00Z');
    expect(before).not.toHaveProperty('unreadNotices');
    const { status, body } = await read('2026-02-11T09:00:00Z');
    expect([status, body]).toEqual([200, before]);
    expect((await read('2026-02-11T09:00:00Z', 'finance')).status).toBe(404);
  });

  it('is granted once, even while its notice is on the way', async () => {
    const { staff } = await filed(access);
    staff('take', '2026-02-03T09:00:00Z');
    staff('extend', '2026-02-10T09:00:00Z', { reason: 'Архив на бумаге.', notice: 'bounced' });
    expect(() => staff('extend', '2026-02-11T09:00:00Z', { reason: 'Ещё раз.' })).toThrow();
  });
});

describe('the law', () => {
  it('counts seven working days for an erasure that came with its proof', async () => {
    const plain = await filed(erasure);
    expect(plain.sent.body).toMatchObject({ dueBy: '2026-02-16' });
    const proved = await filed({
      ...erasure,
      details: { ...erasure.details, proofProvided: true },
    } as typeof erasure);
    expect(proved.sent.body).toMatchObject({ dueBy: '2026-02-11' });
    expect(proved.sent.body.deadlines[0]).toMatchObject({ article: 'ст. 20 ч. 3', from: 'proof' });
  });

  it('holds for the whole account of a natural person, the policy alone for a company', async () => {
    const whole = { ...access, scope: 'account' };
    expect((await filed(whole, 'person')).sent.status).toBe(409);
    expect((await filed(whole, 'new')).sent.body).toMatchObject({ dueBy: '2026-02-16' });
    expect((await filed(whole, 'former')).sent.body).toMatchObject({ dueBy: '2026-03-04' });
  });

  it('is named by a refusal of information, and its date is that of the answer', async () => {
    const { staff, open } = await filed(access);
    staff('take', '2026-02-03T09:00:00Z');
    staff('refuse', '2026-02-05T09:00:00Z', { reason: 'Запрос повторный.' });
    const seen = await open('2026-02-05T10:00:00Z');
    expect(seen.outcomes).toMatchObject([
      { kind: 'refused', law: { law: '152-ФЗ', article: 'ст. 14 ч. 8' } },
    ]);
    const dates = Object.fromEntries(
      seen.deadlines.map((clock: { rule: string; date: string }) => [clock.rule, clock.date]),
    );
    expect(dates).toMatchObject({ 'ru-information': '2026-02-16', 'ru-refusal': '2026-02-16' });
  });

  it('marks a destruction that is late with its own date, and no sooner', async () => {
    const { staff, list } = await filed(erasure);
    staff('take', '2026-02-03T09:00:00Z');
    expect((await list('2026-02-16T12:00:00Z')).marks).toEqual([]);
    const { marks } = await list('2026-02-17T12:00:00Z');
    expect(marks).toContainEqual(
      expect.objectContaining({ kind: 'blockedData', until: '2026-08-16', confirmed: false }),
    );
    staff('answer', '2026-02-20T09:00:00Z');
    expect((await list('2026-02-20T12:00:00Z')).marks).toEqual([]);
  });

  it('does not pause its clock while the customer is asked', async () => {
    const { staff, list } = await filed(access);
    staff('take', '2026-02-03T09:00:00Z');
    staff('ask', '2026-02-04T09:00:00Z');
    expect(await list('2026-02-12T09:00:00Z')).toMatchObject({ status: 'needs_user', dueBy: '2026-02-16' });
  });
});
