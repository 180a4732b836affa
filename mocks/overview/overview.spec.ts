import { describe, expect, test } from 'vitest';
import type { components } from '../../src/api/generated/schema.ts';
import { holdingsOf } from '../../src/domain/processing.ts';
import { PERSONAS } from '../personas.ts';
import { specClient } from '../spec-client.ts';

type Schema = components['schemas'];

const at = { now: '2026-11-23T09:00:00.000Z' };

describe('the overview', () => {
  test('its figures are those of the pages behind the cards', async () => {
    const { get } = specClient();
    for (const persona of PERSONAS) {
      const overview = (await get(persona, '/overview', at)).body as Schema['Overview'];
      const { categories } = (await get(persona, '/register', at)).body as Schema['Register'];
      const { kinds, ...amounts } = holdingsOf(categories);
      expect(overview.cards.data).toEqual({ categories: kinds, ...amounts });
      const log = (await get(persona, '/access-log?limit=3', at)).body as Schema['AccessLogPage'];
      expect(overview.accessLog).toEqual(log.items);
      expect(overview.cards.requests.total).toBe((await get(persona, '/requests', at)).body.total);
      expect(new Set(overview.attention.map(({ id }) => id)).size).toBe(overview.attention.length);
    }
  });

  test('shows the owner the open matters, and a newcomer the policy alone', async () => {
    const { get } = specClient();
    const kinds = async (persona: 'owner' | 'new') =>
      new Set(
        ((await get(persona, '/overview', at)).body as Schema['Overview']).attention.map(({ kind }) => kind),
      );
    for (const kind of ['needs-user', 'awaiting-owner', 'policy-changed'] as const) {
      expect((await kinds('owner')).has(kind)).toBe(true);
    }
    expect(await kinds('new')).toEqual(new Set(['policy-changed']));
  });

  test('the next deadline is the earliest to come', async () => {
    const { get } = specClient();
    const { nextDeadline } = (await get('person', '/overview', at)).body as Schema['Overview'];
    expect(nextDeadline?.dueBy && nextDeadline.dueBy >= '2026-11-23').toBe(true);
  });
});
