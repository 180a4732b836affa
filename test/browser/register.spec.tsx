import { expect, test } from 'vitest';
import type { Persona } from '../../mocks/backend.ts';
import { specClient } from '../../mocks/spec-client.ts';
import type { components } from '../../src/api/generated/schema.ts';
import { place, type Placed, plain, until } from './place.ts';
import { field, press, type } from './user.ts';

const textOf = (element: Element | null | undefined) => plain(element?.textContent ?? '').trim();
const kinds = ({ root }: Placed) => root.querySelectorAll('.stack-l section .rows > li > a.row').length;
const facts = ({ root }: Placed) =>
  [...root.querySelectorAll('.kind-facts')].filter(one => one.checkVisibility()).length;

/** How many kinds of data the API has something of for the persona, and how many it has nothing of. */
async function countKinds(persona: Persona): Promise<[full: number, empty: number]> {
  const { body } = await specClient().get(persona, '/register');
  const { categories } = body as components['schemas']['Register'];
  const full = categories.filter(({ fields = 0, records = 0 }) => fields + records > 0).length;
  return [full, categories.length - full];
}

test('the register lists the categories in short; one press shows all facts, and the address keeps the view', async () => {
  const page = await place('/data');
  const [full] = await countKinds('owner');
  expect([kinds(page), facts(page)]).toEqual([full, 0]);
  await press(page, 'link', 'Зачем и до какого срока');
  await until(() => facts(page) === full);
  expect(page.address()).toBe('/data?view=facts');
});

test('the view of all facts keeps the filters', async () => {
  const page = await place('/data?recipient=yandex');
  const narrowed = kinds(page);
  expect(narrowed).toBeLessThan(9);
  await press(page, 'link', 'Зачем и до какого срока');
  await until(() => facts(page) === narrowed);
});

test.each(['new', 'owner'] as const)(
  '%s: categories with data are rows, empty categories are only listed',
  async persona => {
    const [full, empty] = await countKinds(persona);
    expect(persona === 'new' ? empty : full).toBeGreaterThan(7);
    const page = await place('/data', { as: { persona } });
    expect([kinds(page), page.root.querySelectorAll('.empty-kinds a').length]).toEqual([full, empty]);
  },
);

test('categories that are hidden from a role are not listed as empty', async () => {
  const page = await place('/data', { as: { persona: 'user' } });
  expect(page.root.querySelector('.rows')?.textContent).toContain('скрыто для вашей роли');
  expect(textOf(page.root.querySelector('.empty-kinds'))).not.toContain('Учётные данные');
});

test.each(['/data/services', '/data/correspondence', '/data/calls', '/data/account'])(
  '%s: the gaps of the policy are in one fold, with a mark at each place',
  async path => {
    const { root } = await place(path);
    const aside = root.querySelector('aside');
    const fold = aside?.querySelector<HTMLDetailsElement>('.gaps');
    expect([fold?.open, aside?.querySelectorAll('.gaps').length]).toEqual([false, 1]);
    const seen = [...(aside?.querySelectorAll('.facts dd') ?? [])].filter(one => one.checkVisibility());
    expect(seen.flatMap(one => [...one.querySelectorAll('.gap-mark')]).length).toBeGreaterThan(0);
    for (const one of seen)
      for (const part of one.querySelectorAll(':scope span:not(.sr)'))
        if (part.childElementCount === 0) expect(textOf(part)).not.toMatch(/не говорит|российск/);
  },
);

test.each([
  ['/data/services', 'биллинг и кабинет', 'ActivePlatform'],
  ['/data/correspondence', 'почта и чат', 'Kayako'],
  ['/data/office', 'поддержка', 'ServiceDesk'],
])('%s: a system has its purpose as title, and its own name small beside it', async (path, label, name) => {
  const { root } = await place(path);
  const names = [...root.querySelectorAll('aside .item')].filter(one => one.querySelector('.system-term'));
  expect(
    names.map(one =>
      [...one.children]
        .filter(part => !part.matches('.gap-mark, .sr'))
        .map(textOf)
        .filter(Boolean),
    ),
  ).toContainEqual([label, name]);
});

test('a shown value moves no column and no row', async () => {
  const page = await place('/data/account', { as: { persona: 'person' } });
  // Measured from the module: a press scrolls the page.
  const places = () => {
    const { x, y } = page.element.getBoundingClientRect();
    const cells = [...page.root.querySelectorAll('.fields :is(th, td)')].filter(cell =>
      cell.checkVisibility(),
    );
    return cells.map(cell => {
      const { left, top, width, height } = cell.getBoundingClientRect();
      return [left - x, top - y, width, height].map(length => length.toFixed(2));
    });
  };
  const before = places();
  expect(before.length).toBeGreaterThan(6);
  await press(page, 'button', /^Показать ?: Электронная почта/);
  await until(() => page.root.querySelector('.shown-value') !== null);
  expect(places()).toEqual(before);
});

test.each([360, 900])('at %i px the list of records ends with a whole row', async width => {
  const { root } = await place('/data/services', { width });
  await until(() => root.querySelectorAll('.records tbody tr[aria-rowindex]').length > 5);
  const box = root.querySelector('.records-scroll');
  const end = (box?.getBoundingClientRect().bottom ?? 0) - 1;
  const ends = [...root.querySelectorAll('.records tbody tr[aria-rowindex]')].map(
    row => row.getBoundingClientRect().bottom - end,
  );
  expect(Math.min(...ends.map(Math.abs))).toBeLessThan(3);
});

test.each([
  ['ru', '2026-10-12T09:00:00Z', 'Вопрос задан 12 октября 2026 г. (пример)'],
  ['en', '2026-10-12T09:00:00Z', 'Asked on 12 October 2026 (example)'],
  ['ru', '2026-10-11T09:00:00Z', undefined],
] as const)(
  '%s, %s: a gap names the day on which the operator was asked, from that day on',
  async (locale, now, text) => {
    const { root } = await place('/data/services', { locale, as: { persona: 'owner', now } });
    const lines = [...root.querySelectorAll('.gaps dd .term')]
      .map(textOf)
      .filter(line => /Вопрос задан|Asked/.test(line));
    expect(new Set(lines)).toEqual(new Set(text === undefined ? [] : [text]));
  },
);

test('a corrected value lists who changed it, by which request, and both values, masked as the value is', async () => {
  const page = await place('/data/account', { as: { persona: 'user' } });
  const name = [...page.root.querySelectorAll('.fields tr')].find(row => textOf(row).startsWith('Фамилия'));
  expect(textOf(name)).toContain('Зайцев Олег Дмитревич → Зайцев Олег Дмитриевич');
  expect(textOf(name)).toMatch(/сотрудник ActiveCloud, обращение \S+/);
  const email = [...page.root.querySelectorAll('.fields tr')].find(row =>
    textOf(row).startsWith('Электронная почта'),
  );
  expect(textOf(email)).toMatch(/•@\S+ → \S•+@\S+/);
});

test('a category links to its section of the policy, which takes the focus', async () => {
  const page = await place('/data/calls');
  await press(page, 'link', 'Что говорит политика');
  await until(() => page.root.activeElement?.matches('.policy-section h2') === true);
  expect(page.address()).toBe('/policy?category=calls');
  expect(textOf(page.root.activeElement?.closest('section'))).toContain('Звонки');
});

test('the file to take along on the page of a category is the copy of only what was provided', async () => {
  const page = await place('/data/account');
  await press(page, 'link', /^файл для переноса/);
  await until(() => page.root.querySelector('input[type="checkbox"]') !== null);
  const chosen = [...page.root.querySelectorAll<HTMLInputElement>('input[type="checkbox"]:checked')];
  const labels = chosen.map(({ labels: own }) => textOf(own?.[0]));
  expect(labels.filter(label => /Учётные данные|только то, что/i.test(label)).length).toBe(2);
  expect(labels.filter(label => /Услуги и платежи/.test(label))).toEqual([]);
});

test('a value that was searched for shows its details', async () => {
  const placed = await place('/data');
  await type(await field(placed, 'Искать в данных'), 'паспорт');
  await press(placed, 'link', /^Паспорт/);
  await until(() => placed.root.querySelectorAll('details.field-more[open]').length === 1);
  expect(placed.root.querySelector('details.field-more[open] summary')?.textContent).toContain('Паспорт');
});
