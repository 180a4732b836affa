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
