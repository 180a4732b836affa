import { expect, test } from 'vitest';
import { REQUEST_STATUSES } from '../../src/domain/ids.ts';
import { MAY, ACTIONS, SEEDED } from '../../test/request-transitions.ts';
import { specClient } from '../spec-client.ts';

const BODIES = { message: { text: 'Проверка' }, appeal: { text: 'Не согласен' }, submit: { insist: true } };
const PATHS = { message: 'messages' };

test.each(REQUEST_STATUSES)(
  '%s: the mock lets the owner do what the table has, and names it otherwise',
  async status => {
    for (const action of ACTIONS) {
      const { call, get, post, stepUp } = specClient();
      await stepUp('owner');
      const path = `/requests/${SEEDED[status]}`;
      expect((await get('owner', path)).body.status).toBe(status);
      expect((await get('owner', path)).body.allowedActions.toSorted()).toEqual([...MAY[status]].toSorted());
      const sent =
        action === 'delete'
          ? await call('owner', 'DELETE', path)
          : await post(
              'owner',
              `${path}/${(PATHS as Record<string, string>)[action] ?? action}`,
              (BODIES as Record<string, object>)[action] ?? {},
            );
      const what = `${status} × ${action}`;
      if (MAY[status].includes(action)) {
        expect(sent.status, what).toBeLessThan(300);
      } else {
        expect([sent.status, sent.body.type, sent.body.state], what).toEqual([
          409,
          '/problems/illegal-transition',
          status,
        ]);
        expect(sent.body.allowed.toSorted(), what).toEqual([...MAY[status]].toSorted());
        expect((await get('owner', path)).body.status, what).toBe(status);
      }
    }
  },
);

test('a withdrawn request is filed again: a draft with its content, and both name each other', async () => {
  const { get, post } = specClient();
  const former = (await get('owner', '/requests/rq-withdrawn')).body;
  const made = await post('owner', '/requests', {
    kind: former.kind,
    scope: former.scope,
    details: former.details,
    replaces: former.id,
  });
  expect(made.status).toBe(201);
  expect(made.body).toMatchObject({
    status: 'draft',
    details: former.details,
    replaces: { id: former.id, number: former.number, status: 'withdrawn' },
  });
  expect((await get('owner', '/requests/rq-withdrawn')).body.replacedBy).toEqual({
    id: made.body.id,
    number: made.body.number,
    status: 'draft',
  });
});

test('an erasure that is filed again asks for its word again, and its files are not in it', async () => {
  const { get, post } = specClient();
  await post('owner', '/requests/rq-submitted/withdraw', { reason: 'Передумала' });
  const { details } = (await get('owner', '/requests/rq-submitted')).body;
  const made = await post('owner', '/requests', {
    kind: 'erasure',
    scope: 'account',
    details,
    replaces: 'rq-submitted',
  });
  expect(made.body.attachments).toEqual([]);
  expect(made.body.details.categories).toEqual(details.categories);
  expect(made.body.details.confirmation).toBeUndefined();
});

test.each([
  ['an open request', 'owner', 'rq-in-work', 'restriction'],
  ['a request of another kind', 'owner', 'rq-withdrawn', 'access'],
  ['a request of another person', 'user', 'rq-withdrawn', 'objection'],
] as const)('%s is not filed again', async (_, persona, replaces, kind) => {
  const { post } = specClient();
  const made = await post(persona, '/requests', { kind, scope: 'person', details: {}, replaces });
  expect([made.status, made.body.errors[0].pointer]).toEqual([400, '/replaces']);
});
