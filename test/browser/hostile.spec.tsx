import { expect, test } from 'vitest';
import { HOSTILE, poison } from '../hostile.ts';
import { PAGES } from '../pages.ts';
import { place, type Placed, plain, until, type Fault } from './place.ts';

/** Marks the beginning of a text, so that it is found again wherever it is shown. */
const MARK = /⟦(\d+)⟧/g;

/** A server whose every free text means harm, and what it sent. */
function harmful() {
  const sent: string[] = [];
  const next = (kind: 'text' | 'link') => {
    if (kind === 'link') return 'javascript:globalThis.harmed=1';
    const text = `⟦${sent.length}⟧${HOSTILE[sent.length % HOSTILE.length]}`;
    sent.push(text);
    return text;
  };
  const fault: Fault = async ({ method, url }, go) => {
    const response = await go();
    if (!response.ok || response.headers.get('Content-Type') !== 'application/json') return response;
    const path = new URL(url, 'http://mock.invalid').pathname.replace(/.*\/v1/, '');
    const body: unknown = poison(method, path, response.status, await response.json(), next);
    return new Response(JSON.stringify(body), { status: response.status, headers: response.headers });
  };
  return { sent, fault };
}

/** What of the texts is shown other than as it came. */
function distorted({ root }: Placed, sent: readonly string[]): string[] {
  const text = plain(root.textContent ?? '');
  return [...text.matchAll(MARK)].flatMap(match => {
    const whole = sent[Number(match[1])] ?? '';
    // A long text of a person is shown by its beginning first.
    const wanted = whole.slice(0, 300);
    const shown = text.slice(match.index, match.index + wanted.length);
    return shown === wanted ? [] : [`${wanted} → ${shown}`];
  });
}

/** Elements and links that only a text could have made. */
const foreign = ({ root }: Placed) =>
  [...root.querySelectorAll('img, script, iframe, object, embed, style, [onerror], [onclick]')]
    .concat(
      [...root.querySelectorAll('a, area')].filter(one =>
        /^\s*javascript:/i.test(one.getAttribute('href') ?? ''),
      ),
    )
    .map(one => one.outerHTML);

/** What sticks out of the module at its width; what scrolls by itself may. */
function wide({ element, root }: Placed): string[] {
  const right = element.getBoundingClientRect().right + 1;
  return [...root.querySelectorAll<HTMLElement>('.content *')]
    .filter(one => one.checkVisibility() && one.getBoundingClientRect().right > right)
    .filter(one => !one.closest('.records-scroll, .sr, .quiet-live, svg, thead, .doc-scroll'))
    .map(
      one =>
        `${one.parentElement?.outerHTML.slice(0, 60)} ${one.tagName}.${one.className} ${one.textContent?.slice(0, 20)}`,
    );
}

const shownKinds = new Set<number>();
test.each(PAGES)('%s: every text of the server is shown as text', async address => {
  const { sent, fault } = harmful();
  const placed = await place(address, { width: 360, fault });
  expect(placed.root.querySelector('[data-failure]')).toBeNull();
  for (const details of placed.root.querySelectorAll('details')) details.open = true;
  expect(distorted(placed, sent)).toEqual([]);
  expect(foreign(placed)).toEqual([]);
  expect(wide(placed)).toEqual([]);
  expect('harmed' in globalThis).toBe(false);
  for (const [, index] of (placed.root.textContent ?? '').matchAll(MARK))
    shownKinds.add(Number(index) % HOSTILE.length);
});

test('each kind of hostile text is shown on some page', () => {
  expect(shownKinds.size).toBe(HOSTILE.length);
});

test('the texts of a problem answer are shown as text', async () => {
  const problem = {
    type: '/problems/gone',
    status: 410,
    requestId: 'req-1',
    title: `⟦0⟧${HOSTILE[0]}`,
    detail: `⟦1⟧${HOSTILE[4]}`,
  };
  const placed = await place('/exports', {
    width: 360,
    fault: ({ url }, go) =>
      url.includes('/exports')
        ? Promise.resolve(new Response(JSON.stringify(problem), { status: 410 }))
        : go(),
  });
  await until(() => placed.root.textContent?.includes('⟦1⟧'));
  expect(distorted(placed, [problem.title, problem.detail])).toEqual([]);
  expect([foreign(placed), wide(placed)]).toEqual([[], []]);
});
