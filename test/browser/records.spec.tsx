import { expect, test } from 'vitest';
import { field, place, type Placed, shows, type, until } from './place.ts';

/** Records of the services, whose search can be held back, and fails for one word. */
async function placeRecords(fails = 0): Promise<Placed & { release: () => void }> {
  let searches = 0;
  let release = () => {};
  const held = new Promise<void>(resolve => {
    release = resolve;
  });
  const placed = await place('/data/services', {
    as: { persona: 'huge' },
    weather: async ({ url }, go) => {
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
const bones = ({ root }: Placed) => root.querySelectorAll('.records tbody .bone').length;

test('the records stay until those that were searched for are here; then they are seen from the first', async () => {
  const placed = await placeRecords();
  const scroller = placed.root.querySelector('.records-scroll');
  if (!scroller) throw new Error('no records');
  const [top] = titles(placed);
  scroller.scrollTop = 4000;
  await until(() => titles(placed).length > 5 && !titles(placed).includes(top ?? ''));
  const before = titles(placed);
  type(await field(placed, /^Искать в записях$/), 'домен');
  await until(() => placed.requests.some(line => line.endsWith('/records/search')));
  expect([titles(placed), bones(placed)]).toEqual([before, 0]);
  placed.release();
  await until(() => titles(placed)[0] !== before[0]);
  expect(placed.root.querySelector('.records-scroll')?.scrollTop).toBe(0);
});

test('filters that find nothing are cleared at once, and the box with them', async () => {
  const placed = await placeRecords();
  placed.release();
  const box = await field(placed, /^Искать в записях$/);
  type(box, 'нет такого слова');
  await shows(placed, 'Показать все записи');
  [...placed.root.querySelectorAll('button')]
    .find(button => button.textContent?.startsWith('Показать все записи'))
    ?.click();
  await until(() => titles(placed).length > 5);
  expect((await field(placed, /^Искать в записях$/)).value).toBe('');
});

test('after a search that failed the next one shows records, not their outlines', async () => {
  const placed = await placeRecords(2);
  placed.release();
  const box = await field(placed, /^Искать в записях$/);
  type(box, 'домен');
  await until(() => placed.root.querySelector('.note') !== null && titles(placed).length === 0);
  const outlines: number[] = [];
  const observer = new MutationObserver(() => outlines.push(bones(placed)));
  observer.observe(placed.root, { childList: true, subtree: true });
  type(box, 'домены');
  await until(() => titles(placed).length > 0 || placed.root.textContent?.includes('Показать все записи'));
  observer.disconnect();
  expect(Math.max(0, ...outlines)).toBe(0);
});
