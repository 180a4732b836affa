import { expect, test, vi } from 'vitest';
import { field, place, type Placed, shows, type } from './place.ts';

/** Records of the services, whose search can be held back. */
async function placeRecords(): Promise<Placed & { release: () => void }> {
  let release = () => {};
  const held = new Promise<void>(resolve => {
    release = resolve;
  });
  const placed = await place('/data/services', {
    as: { persona: 'huge' },
    weather: async ({ url }, go) => {
      if (url.endsWith('/records/search')) await held;
      return go();
    },
  });
  await vi.waitUntil(() => titles(placed).length > 5);
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
  await vi.waitUntil(() => titles(placed).length > 5 && !titles(placed).includes(top ?? ''));
  const before = titles(placed);
  type(await field(placed, /^Искать в записях$/), 'домен');
  await vi.waitUntil(() => placed.requests.some(line => line.endsWith('/records/search')));
  expect([titles(placed), bones(placed)]).toEqual([before, 0]);
  placed.release();
  await vi.waitUntil(() => titles(placed)[0] !== before[0]);
  expect(scroller.scrollTop).toBe(0);
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
  await vi.waitUntil(() => titles(placed).length > 5);
  expect((await field(placed, /^Искать в записях$/)).value).toBe('');
});
