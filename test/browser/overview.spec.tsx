import { expect, test } from 'vitest';
import { place, plain, until } from './place.ts';
import { press } from './user.ts';

const textOf = (element: Element | null | undefined) => plain(element?.textContent ?? '').trim();

test('the title of a row has the text colour, and its number is small beside the action', async () => {
  const { root } = await place('/');
  const rows = [...root.querySelectorAll('.row-matter')].map(matter => matter.closest('.row'));
  expect(rows.length).toBeGreaterThan(3);
  for (const row of rows) {
    expect(textOf(row?.querySelector('.row-title'))).not.toMatch(/[RE]-\d/);
    const matter = row?.querySelector('.row-matter');
    expect(matter && getComputedStyle(matter).color).toBe(
      getComputedStyle(root.querySelector('.h1') ?? root.host).color,
    );
  }
  const numbers = [...root.querySelectorAll('.row .code')].filter(one => /^[RE]-\d/.test(textOf(one)));
  expect(numbers.length).toBeGreaterThan(3);
  expect(numbers.every(one => one.matches('.term'))).toBe(true);
});

test.each([
  ['ru', /^Нужно ваше внимание: (\d+)$/, /(\d+) (ждёт|ждут) вас$/],
  ['en', /^Needs your attention: (\d+)$/, /(\d+) waits? for you$/],
] as const)(
  '%s: the numbers of both badges are in the texts of the overview',
  async (locale, all, waiting) => {
    const counts: number[] = [];
    const collect = (event: Event) => counts.push((event as CustomEvent<{ count: number }>).detail.count);
    document.addEventListener('privacy-attention', collect);
    const { root } = await place('/', { locale });
    await until(() => counts.length > 0 && root.querySelector('.badge') !== null);
    document.removeEventListener('privacy-attention', collect);
    const heading = [...root.querySelectorAll('.h2')].map(textOf).find(text => all.test(text));
    expect(heading?.match(all)?.[1]).toBe(String(counts.at(-1)));
    const figure = [...root.querySelectorAll('.row-figure')].map(textOf).find(text => waiting.test(text));
    expect(figure?.match(waiting)?.[1]).toBe(textOf(root.querySelector('.badge [aria-hidden]')));
  },
);

test('the label of the fold is correct while it is open and while it is closed', async () => {
  const { root } = await place('/');
  const fold = root.querySelector<HTMLDetailsElement>('details.more:has(.row)');
  expect(textOf(fold?.querySelector('summary'))).toMatch(/^Ещё \d+$/);
});

test.each([
  ['ru', 'Показать таблицей', /^Ничего не хранится: .*Услуги и платежи/, 'Учётные данные'],
  ['en', 'Show as a table', /^Nothing is kept: .*Services and payments/, 'Account details'],
] as const)(
  '%s: picture and table have the kinds that are kept, and a line names the others',
  async (locale, asTable, line, kept) => {
    const page = await place('/', { as: { persona: 'new' }, locale, width: 1100 });
    await press(page, 'button', asTable);
    await until(() => page.root.querySelector('.flow-table') !== null);
    const drawn = page.root.querySelector('.flow-place');
    expect([...(drawn?.querySelectorAll('p') ?? [])].map(({ textContent }) => textContent)).toEqual([
      expect.stringMatching(line),
    ]);
    expect([...(drawn?.querySelectorAll('tbody th') ?? [])].map(({ textContent }) => textContent)).toEqual([
      kept,
    ]);
    const inPicture = [...(drawn?.querySelectorAll('.flow-picture a[href*="/data/"]') ?? [])];
    expect(inPicture.map(({ textContent }) => textContent)).toEqual([kept]);
  },
);
