import { afterEach, expect, test } from 'vitest';
import { place } from './place.ts';
import { control, press, ready } from './user.ts';

/** What `navigator.clipboard` is: on a page without TLS, in an old browser, where the reader or the host forbids it. */
const CLIPBOARDS = {
  'is not there, as on a page without TLS': undefined,
  'is null': null,
  'cannot write': {},
  'is forbidden to the page': { writeText: () => Promise.reject(new DOMException('', 'NotAllowedError')) },
  'throws at once': {
    writeText: () => {
      throw new DOMException('', 'SecurityError');
    },
  },
};

function giveClipboard(value: unknown): void {
  Object.defineProperty(navigator, 'clipboard', { value, configurable: true });
}

afterEach(() => {
  Reflect.deleteProperty(navigator, 'clipboard');
});

test.each(Object.entries(CLIPBOARDS))(
  'the button reports a failure when the clipboard %s',
  async (_, clipboard) => {
    const placed = await place('/requests/rq-answered');
    giveClipboard(clipboard);
    await press(placed, 'button', /^Скопировать номер/);
    await ready(placed, 'button', /^Не удалось скопировать/);
    expect(control(placed, 'button', /^Не удалось скопировать/).querySelector('[aria-live]')).not.toBeNull();
  },
);

test('the button copies the number and confirms it', async () => {
  const placed = await place('/requests/rq-answered');
  const copied: string[] = [];
  giveClipboard({ writeText: (text: string) => Promise.resolve(void copied.push(text)) });
  await press(placed, 'button', /^Скопировать номер/);
  await ready(placed, 'button', /^Скопировано/);
  expect(copied).toHaveLength(1);
  expect(placed.root.querySelector('.trail')?.textContent).toContain(copied[0]);
});
