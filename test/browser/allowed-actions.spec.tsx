import { expect, test } from 'vitest';
import { REQUEST_STATUSES } from '../../src/domain/ids.ts';
import type { RequestAction } from '../../src/domain/requests.ts';
import { MAY, ACTIONS, SEEDED } from '../request-transitions.ts';
import { place, until } from './place.ts';
import { find } from './user.ts';

/** What the page calls each move. A question of the staff is answered in its own form. */
const NAMED: Readonly<Record<RequestAction, RegExp>> = {
  submit: /^Продолжить/,
  delete: /^Удалить черновик$/,
  withdraw: /^Отозвать обращение$/,
  message: /^(Написать сотруднику|Ответить)$/,
  appeal: /^Попросить пересмотреть$/,
  approve: /^Подать$/,
  decline: /^Не подавать$/,
};

test.each(REQUEST_STATUSES)('%s: the page of a request offers exactly the allowed actions', async status => {
  const page = await place(`/requests/${SEEDED[status]}`);
  const offered = () => {
    const controls = (action: RequestAction) =>
      (['button', 'link'] as const).flatMap(role => find(page, role, NAMED[action]).elements());
    return ACTIONS.filter(action => controls(action).some(one => one.closest('.content')));
  };
  // The reply form comes a moment after the page.
  await until(() => MAY[status].every(action => offered().includes(action)));
  expect(offered().toSorted()).toEqual([...MAY[status]].toSorted());
});
