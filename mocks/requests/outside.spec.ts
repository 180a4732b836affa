import { describe, expect, it } from 'vitest';
import { answer, refuse, take } from '../../core/requests/staff.ts';
import { SEEDED } from '../../test/request-transitions.ts';
import { specClient, unitOn } from '../spec-client.ts';

const MONDAY = '2026-02-02T09:00:00Z';

/** A new request of `persona`, filed on that Monday. */
async function filed(persona: 'new' | 'by' | 'person', body: object) {
  const client = specClient();
  await client.stepUp(persona, MONDAY);
  const draft = await client.post(persona, '/requests', body, { now: MONDAY });
  await client.post(persona, `/requests/${draft.body.id}/submit`, { insist: true }, { now: MONDAY });
  const id: string = draft.body.id;
  const read = async (now: string) => (await client.get(persona, `/requests/${id}`, { now })).body;
  return { ...client, id, read, unit: unitOn(client.backend.db()) };
}

const ACCESS = { kind: 'access', scope: 'person', details: { mode: 'copy', all: true } };
const ERASURE = {
  kind: 'erasure',
  scope: 'person',
  details: { categories: ['analytics', 'office'], confirmation: 'УДАЛИТЬ', skipHold: false },
};

describe('after an answer', () => {
  it.each([
    ['new', ['Роскомнадзор', 'Суд']],
    ['by', ['Национальный центр защиты персональных данных']],
  ] as const)('the bodies for complaints of %s are named with address and link', async (persona, names) => {
    const { id, read, unit } = await filed(persona, ACCESS);
    expect((await read('2026-02-03T09:00:00Z')).complaintBodies).toBeUndefined();
    take(unit, id, new Date('2026-02-03T09:00:00Z'));
    refuse(unit, id, new Date('2026-02-04T09:00:00Z'));
    const { complaintBodies } = await read('2026-02-05T09:00:00Z');
    expect(complaintBodies.map((body: { name: string }) => body.name)).toEqual(names);
    expect(complaintBodies[0]).toMatchObject({
      url: expect.stringMatching(/^https:/),
      address: expect.any(String),
      fact: { confirmed: false },
    });
  });

  it('has one rule for how long messages and files are kept, with a day once the request has an end', async () => {
    const { id, read, unit } = await filed('new', ACCESS);
    expect((await read('2026-02-03T09:00:00Z')).kept).toEqual({
      label: 'Три года после завершения',
      fact: expect.objectContaining({ confirmed: false }),
    });
    take(unit, id, new Date('2026-02-03T09:00:00Z'));
    answer(unit, id, new Date('2026-02-04T09:00:00Z'));
    expect((await read('2026-02-05T09:00:00Z')).kept.until).toBe('2029-03-06');
  });
});

describe('the steps of a request', () => {
  const kinds = (body: { timeline: { kind: string }[] }) => body.timeline.map(({ kind }) => kind);

  it('keep the missed date after a late answer, and have none after one in time', async () => {
    const late = await filed('new', ACCESS);
    expect(kinds(await late.read('2026-02-10T09:00:00Z'))).not.toContain('overdue');
    expect(kinds(await late.read('2026-04-10T09:00:00Z'))).toContain('overdue');
    take(late.unit, late.id, new Date('2026-04-10T09:00:00Z'));
    answer(late.unit, late.id, new Date('2026-04-11T09:00:00Z'));
    expect(kinds(await late.read('2026-04-12T09:00:00Z'))).toEqual([
      'created',
      'submitted',
      'overdue',
      'taken',
      'answered',
    ]);
    const timely = await filed('new', ACCESS);
    take(timely.unit, timely.id, new Date('2026-02-03T09:00:00Z'));
    refuse(timely.unit, timely.id, new Date('2026-02-04T09:00:00Z'));
    expect(kinds(await timely.read('2026-02-20T09:00:00Z'))).not.toContain('overdue');
  });

  it('of an erasure keep the end of the hold, and list what was done in each system', async () => {
    const { id, read, unit } = await filed('person', ERASURE);
    take(unit, id, new Date('2026-02-06T09:00:00Z'));
    answer(unit, id, new Date('2026-02-07T09:00:00Z'));
    const body = await read('2026-02-08T09:00:00Z');
    expect(kinds(body)).toContain('hold-over');
    const done = body.timeline.filter(({ kind }: { kind: string }) => kind === 'in-system');
    expect(done.length).toBeGreaterThan(1);
    // Nothing is destroyed yet: the tools were asked, and what lies in the office is not used.
    expect(body.destruction).toBeUndefined();
  });
});

it('the confirmation of destruction lists what is kept, by which law and until when', async () => {
  const { body } = await specClient().get('owner', '/requests/rq-answered-erasure');
  expect(body.destruction).toMatchObject({
    act: 'pending',
    by: 'Сотрудник, отвечающий за персональные данные',
    at: body.answeredAt,
  });
  expect(body.destruction.items.map(({ result }: { result: string }) => result)).toContain('destroyed');
  const kept = body.destruction.items.filter(({ result }: { result: string }) => result === 'kept');
  expect(kept).toContainEqual(
    expect.objectContaining({
      law: { law: '402-ФЗ', article: 'ст. 29' },
      until: expect.stringMatching(/-12-31$/),
    }),
  );
});

describe('a message about an entry of the access log', () => {
  it('keeps the entry with it, and refuses one that the sender does not see', async () => {
    const { get, post } = specClient();
    const entry: string = (await get('owner', '/access-log')).body.items[0].id;
    const path = `/requests/${SEEDED.in_work}`;
    const sent = await post('owner', `${path}/messages`, { text: 'Кто это был?', accessEntry: entry });
    expect(sent.status).toBe(201);
    expect((await get('owner', path)).body.messages.at(-1)).toMatchObject({ accessEntry: entry });
    const foreign: string = (await get('person', '/access-log')).body.items[0].id;
    const refused = await post('owner', `${path}/messages`, { text: 'И это?', accessEntry: foreign });
    expect([refused.status, refused.body.errors[0].pointer]).toEqual([400, '/accessEntry']);
  });
});
