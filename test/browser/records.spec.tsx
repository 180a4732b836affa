import { expect, test } from 'vitest';
import { place, type Placed, plain, shows, until } from './place.ts';
import { field, find, press, pressOn, type } from './user.ts';

/** Records of the services, whose search can be held back, and fails for one word. */
async function placeRecords(fails = 0): Promise<Placed & { release: () => void }> {
  let searches = 0;
  let release = () => {};
  const held = new Promise<void>(resolve => {
    release = resolve;
  });
  const placed = await place('/data/services', {
    as: { persona: 'huge' },
    fault: async ({ url }, go) => {
      if (!url.endsWith('/records/search')) return go();
      searches += 1;
      await held;
      return searches <= fails ? new Response('<html>', { status: 502 }) : go();
    },
  });
  await until(() => titles(placed).length > 5);
  return { ...placed, release };
}

const titles = ({ root }: Placed) =>
  [...root.querySelectorAll('.records tbody th')].map(cell => cell.textContent ?? '');
const skeleton = ({ root }: Placed) => root.querySelectorAll('.records tbody .bone').length;

test('the old records stay until the search has an answer, and the new records are shown from the first one', async () => {
  const placed = await placeRecords();
  const scroller = placed.root.querySelector('.records-scroll');
  if (!scroller) throw new Error('no records');
  const [top] = titles(placed);
  scroller.scrollTop = 4000;
  await until(() => titles(placed).length > 5 && !titles(placed).includes(top ?? ''));
  const before = titles(placed);
  await type(await field(placed, /^Искать в записях$/), 'домен');
  await until(() => placed.requests.some(line => line.endsWith('/records/search')));
  expect([titles(placed), skeleton(placed)]).toEqual([before, 0]);
  placed.release();
  await until(() => titles(placed)[0] !== before[0]);
  expect(placed.root.querySelector('.records-scroll')?.scrollTop).toBe(0);
});

test('the button after an empty result clears the filters and the search box', async () => {
  const placed = await placeRecords();
  placed.release();
  const box = await field(placed, /^Искать в записях$/);
  await type(box, 'нет такого слова');
  await shows(placed, 'Показать все записи');
  await press(placed, 'button', /^Показать все записи/);
  await until(() => titles(placed).length > 5);
  expect((await field(placed, /^Искать в записях$/)).value).toBe('');
});

test('the search after a failed search shows records, not a skeleton', async () => {
  const placed = await placeRecords(2);
  placed.release();
  const box = await field(placed, /^Искать в записях$/);
  await type(box, 'домен');
  await until(() => placed.root.querySelector('.note') !== null && titles(placed).length === 0);
  const outlines: number[] = [];
  const observer = new MutationObserver(() => outlines.push(skeleton(placed)));
  observer.observe(placed.root, { childList: true, subtree: true });
  await type(box, 'домены');
  await until(() => titles(placed).length > 0 || placed.root.textContent?.includes('Показать все записи'));
  observer.disconnect();
  expect(Math.max(0, ...outlines)).toBe(0);
});

test('a recording of the night that is kept longer has its day in Moscow in row and formula, and the reason', async () => {
  const placed = await place('/data/recordings', {
    as: { persona: 'owner', now: '2026-11-30T09:00:00Z' },
    fault: async ({ url }, go) => {
      const answer = await go();
      if (!/\/recordings\/records\?/.test(url)) return answer;
      const page = (await answer.json()) as { items: { at: string; deleteOn?: string; hold?: object }[] };
      const [first] = page.items;
      if (first === undefined) throw new Error('no recordings');
      first.at = '2026-07-22T23:48:00.000Z';
      delete first.deleteOn;
      first.hold = { reason: 'идёт разбор спора о счёте', since: '2026-10-11', reviewAt: '2027-01-09' };
      return Response.json(page, { headers: answer.headers });
    },
  });
  const row = await until(() =>
    placed.root.querySelector('.records tbody tr:not(.gap) button')?.closest<HTMLElement>('tr'),
  );
  if (!row) throw new Error('no row');
  const cells = [...row.children].map(cell => plain(cell.textContent ?? ''));
  expect(cells[0]).toBe('23.07.2026');
  expect(cells[1]).toContain('хранится дольше: идёт разбор спора о счёте');
  expect(cells[2]).toBe('оставлено, проверим 09.01.2027');
  // One style of dates down the column.
  const column = [...placed.root.querySelectorAll('.records tbody .until')].map(
    cell => cell.textContent ?? '',
  );
  expect(column.length).toBeGreaterThan(3);
  for (const text of column) expect(text).toMatch(/^(до|оставлено, проверим) \d\d\.\d\d\.\d{4}$/);

  await pressOn(find(row, 'button').first());
  await shows(placed, '23.07.2026 + 3 месяца');
  const dialog = plain(placed.root.querySelector('dialog')?.textContent ?? '');
  expect(dialog).toContain('23 июля 2026 г., 02:48');
  expect(dialog).toContain('срок вышел 23 октября 2026 г.');
  expect(dialog).not.toMatch(/22(\.07\.2026| июля)/);
  expect(dialog).toContain('С 11 октября 2026 г. хранится дольше обычного: идёт разбор спора о счёте.');
  expect(dialog).toContain('Нужно ли это ещё, проверят 9 января 2027 г.');
});

test.each([
  ['/data/services', /^Искать в записях$/],
  ['/data', /^Искать в данных/],
])('%s: a system that cannot be searched by words is named beside what was found', async (path, label) => {
  const placed = await place(path, {
    fault: async ({ url }, go) => {
      const answer = await go();
      if (!/\/search(\?|$)/.test(url)) return answer;
      const body = await answer.json();
      const missing = {
        system: 'servicedesk',
        label: 'поддержка (ServiceDesk)',
        lastGoodAt: '2026-11-23T09:00:00.000Z',
        reason: 'not-searched',
      };
      return Response.json({ ...body, partial: [missing] });
    },
  });
  await type(await field(placed, label), 'домен');
  await shows(placed, 'В системе «поддержка (ServiceDesk)» искать по словам нельзя');
});

test('a hit of the search opens the record itself, in the scope that was searched', async () => {
  const placed = await place('/data?scope=account', { as: { persona: 'owner' } });
  await type(await field(placed, /^Искать в данных/), 'акт');
  const hit = await until(() =>
    [...placed.root.querySelectorAll<HTMLAnchorElement>('search a.row')].find(link =>
      link.href.includes('record='),
    ),
  );
  if (!hit) throw new Error('no record among the hits');
  const title = hit.querySelector('.row-title')?.textContent ?? '';
  await pressOn(hit);
  await until(() => placed.root.querySelector('dialog') !== null);
  expect(placed.root.querySelector('dialog')?.textContent).toContain(title);
  expect(placed.requests.some(line => /\/records\/[\w-]+\?scope=account$/.test(line))).toBe(true);
  await press(placed, 'button', /^Закрыть/);
  await until(() => placed.root.querySelector('dialog') === null);
});

test('an address with a record that is gone shows a notice and the list', async () => {
  const placed = await place('/data/services?record=order-99999', { as: { persona: 'owner' } });
  await shows(placed, 'Этой записи больше нет');
  await until(() => titles(placed).length > 5);
});

test('a record shows when and where it was read, and the table of its system where that is known', async () => {
  const placed = await place('/data/services', {
    fault: async ({ url }, go) => {
      const answer = await go();
      if (!/\/register\/services(\?|$)/.test(url)) return answer;
      const page = (await answer.json()) as { recordKinds: { provenance?: object }[] };
      for (const kind of page.recordKinds)
        kind.provenance = { system: 'activeplatform', table: 'bills', readAt: '2026-11-30T08:15:00.000Z' };
      return Response.json(page, { headers: answer.headers });
    },
  });
  const button = await until(() =>
    placed.root.querySelector<HTMLElement>('.records tbody tr:not(.gap) button'),
  );
  if (!button) throw new Error('no record');
  await pressOn(find(button.closest('tr') ?? button, 'button').first());
  await shows(placed, /Прочитано в системе «.+» 30 ноября 2026 г., 11:15 *таблица bills/);
});
