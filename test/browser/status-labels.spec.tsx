import { expect, test } from 'vitest';
import type { components } from '../../src/api/generated/schema.ts';
import { createFetch } from '../../mocks/backend.ts';
import { place, type Placed, plain } from './place.ts';

type Overview = components['schemas']['Overview'];

/** The words with a shape in each row that leads somewhere, by where it leads. */
const chipsOf = ({ root }: Placed): Map<string, string[]> =>
  new Map(
    [...root.querySelectorAll<HTMLAnchorElement>('a.row')].map(row => [
      row
        .getAttribute('href')
        ?.replace(/^.*(?=\/(requests|exports)\/)/, '')
        .replace(/\?.*$/, '') ?? '',
      [...row.querySelectorAll('.chip')].map(
        chip => `${chip.getAttribute('data-tone')} ${plain(chip.textContent ?? '')}`,
      ),
    ]),
  );

test.each([
  ['owner', 'ru'],
  ['owner', 'en'],
  ['person', 'ru'],
  ['admin', 'ru'],
] as const)(
  '%s, %s: a state has one label and one tone on the overview, in its list and on its own page',
  async (persona, locale) => {
    const as = { persona, now: '2026-11-30T09:00:00Z' } as const;
    const overview = await place('/', { as, locale });
    const answer = await createFetch(overview.backend, as)(`${overview.backend.base}/overview`);
    const { attention } = (await answer.json()) as Overview;
    const onOverview = chipsOf(overview);
    const lists = new Map([
      ...chipsOf(await place('/requests', { as, locale })),
      ...chipsOf(await place('/exports', { as, locale })),
    ]);
    let compared = 0;
    for (const { requestId, exportId } of attention) {
      const path = requestId === undefined ? `/exports/${exportId ?? ''}` : `/requests/${requestId}`;
      const here = onOverview.get(path) ?? [];
      const there = lists.get(path) ?? [];
      for (const word of here) {
        expect([path, there]).toEqual([path, expect.arrayContaining([word])]);
        compared += 1;
      }
    }
    if (persona !== 'admin') expect(compared).toBeGreaterThan(2);
  },
);

test.each([
  ['/exports/ex-partly-ready', 'warn готова не вся'],
  ['/exports/ex-failed', 'bad не собрана'],
  ['/exports/ex-awaiting-owner', 'warn ждёт вашего решения'],
  ['/requests/rq-needs-user', 'warn нужен ваш ответ'],
])('%s has «%s» as its state, as in the list', async (path, word) => {
  const as = { persona: 'owner', now: '2026-11-30T09:00:00Z' } as const;
  const page = await place(path, { as });
  const [head] = [...page.root.querySelectorAll('.case-state .chip')];
  expect(`${head?.getAttribute('data-tone')} ${plain(head?.textContent ?? '')}`).toBe(word);
  const list = await place(path.startsWith('/exports') ? '/exports' : '/requests', { as });
  expect(chipsOf(list).get(path)).toContain(word);
});

test('the owner reads that a copy waits for their own decision, other roles that it waits for the owner', async () => {
  const now = '2026-11-30T09:00:00Z';
  const owner = await place('/exports', { as: { persona: 'owner', now } });
  expect(plain(owner.root.textContent ?? '')).toContain('ждёт вашего решения');
  expect(plain(owner.root.textContent ?? '')).not.toContain('решения владельца');
  const admin = await place('/exports', { as: { persona: 'admin', now } });
  expect(plain(admin.root.textContent ?? '')).toContain('ждёт решения владельца');
  expect(plain(admin.root.textContent ?? '')).not.toContain('вашего решения');
});
