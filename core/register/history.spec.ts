import { expect, test } from 'vitest';
import type { RequestRow } from '../requests/state.ts';
import { t } from '../text.ts';
import { changesOf } from './history.ts';

const me = { userId: 'u-1', accountId: 'a-1' };

/** A correction of the city, answered as done. */
const corrected = (change: Partial<RequestRow> = {}): RequestRow =>
  ({
    id: 'rq-1',
    number: 'PD-1',
    kind: 'rectification',
    status: 'answered',
    accountId: 'a-1',
    preparedBy: { id: 'u-1', name: 'A', admin: false },
    answeredAt: '2026-03-02T09:00:00.000Z',
    details: { items: [{ category: 'account', field: 'city', old: 'Tver', new: 'Perm' }] },
    outcomes: [{ id: 'o1', label: 'City', kind: 'done', text: 'Done', category: 'account' }],
    ...change,
  }) as RequestRow;

const list = (value: string, row: RequestRow, history = {}) =>
  changesOf({ id: 'city', value, ...history }, 'account', [row], me).map(({ before, after }) => [
    before,
    after,
  ]);

test('a correction has the value before and after it, and its request', () =>
  expect(changesOf({ id: 'city', value: 'Perm' }, 'account', [corrected()], me)).toMatchObject([
    { before: 'Tver', after: 'Perm', requestId: 'rq-1', channel: { en: 'request PD-1' } },
  ]));

test('a correction that a later change replaced stays in the history, newest first', () => {
  const later = { at: '2026-05-02T09:00:00.000Z', by: t('вы', 'you'), value: 'Perm', next: 'Kazan' };
  expect(list('Kazan', corrected(), { history: [later] })).toEqual([
    ['Perm', 'Kazan'],
    ['Tver', 'Perm'],
  ]);
});

test.each<[name: string, value: string, change: Partial<RequestRow>]>([
  ['that the system does not show', 'Tver', {}],
  ['of another person', 'Perm', { preparedBy: { id: 'u-2', name: 'B', admin: false } }],
  ['in another account', 'Perm', { accountId: 'a-2' }],
  ['that is not answered', 'Perm', { status: 'in_work' }],
  ['that was refused', 'Perm', { outcomes: [{ id: 'o1', label: 'City', kind: 'refused', text: 'No' }] }],
])('a correction %s is not in the history', (_name, value, change) =>
  expect(list(value, corrected(change))).toEqual([]),
);
