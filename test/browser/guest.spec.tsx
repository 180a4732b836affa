import { expect, onTestFinished, test, vi } from 'vitest';
import { createBackend, createFetch, type As } from '../../mocks/backend.ts';
import { mount } from '../../src/mount.tsx';
import { openSection, place, shows, until } from './place.ts';
import { control, press } from './user.ts';

/** Relative luminance of WCAG of an sRGB colour. */
function luminance([red, green, blue]: number[]): number {
  const [r = 0, g = 0, b = 0] = [red, green, blue].map((channel = 0) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** The pixels a colour comes to. */
function pixels(colour: string): number[] {
  const canvas = new OffscreenCanvas(1, 1).getContext('2d');
  if (!canvas) throw new Error('no canvas');
  canvas.fillStyle = colour;
  canvas.fillRect(0, 0, 1, 1);
  return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
}

const contrast = (one: string, other: string) => {
  const [light = 0, dark = 0] = [luminance(pixels(one)), luminance(pixels(other))].toSorted((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
};

const ACCENTS = [
  '#ffff00',
  '#00ff66',
  '#ff0000',
  '#ffffff',
  '#000000',
  '#0000ff',
  '#ff69b4',
  '#8b4513',
  '#00ffff',
  '#7f7f7f',
];

test.each(['light', 'dark'] as const)('every accent of the host has enough contrast (%s)', async theme => {
  const placed = await place('/policy/demo-next', { theme });
  const button = control(placed, 'button', /^Понятно/);
  const [ground, trail] = ['.pc', '.trail a'].map(selector => placed.root.querySelector(selector));
  if (!ground || !trail) throw new Error('no page, or no link above its heading');
  const paper = getComputedStyle(ground).backgroundColor;
  for (const accent of ACCENTS) {
    placed.element.style.setProperty('--privacy-accent', accent);
    const { color, backgroundColor } = getComputedStyle(button);
    expect(contrast(color, backgroundColor), `button on ${accent}`).toBeGreaterThanOrEqual(4.5);
    expect(contrast(getComputedStyle(trail).color, paper), `link on ${accent}`).toBeGreaterThanOrEqual(4.5);
  }
});

test.each(['light', 'dark'] as const)(
  'every surface colour of the host gets text colours with enough contrast (%s)',
  async theme => {
    const placed = await place('/data', { theme });
    const pc = placed.root.querySelector('.pc') ?? placed.element;
    for (const surface of ['#ffffff', '#f4f1ea', 'oklch(0.95 0.02 250)', '#101820', '#2b2f36', 'black']) {
      placed.element.style.setProperty('--privacy-surface', surface);
      await until(() => {
        const words = [
          ...placed.root.querySelectorAll('.lead, .term, .small, h1, .row-title, .content a, .chip'),
        ];
        return words.every(
          word => contrast(getComputedStyle(word).color, getComputedStyle(pc).backgroundColor) >= 4.5,
        );
      });
    }
    placed.element.style.removeProperty('--privacy-surface');
    await until(() => placed.root.querySelector<HTMLElement>('.pc')?.dataset['theme'] === theme);
  },
);

test('title and heading levels follow the host, and the title is restored after unmount', async () => {
  document.title = 'Кабинет';
  const placed = await place('/statement', { headingLevel: 2 });
  await until(() => document.title === 'Сведения об обработке · Кабинет');
  expect(placed.root.querySelector('h1')).toBeNull();
  expect(placed.root.querySelector('h2.h1')).not.toBeNull();
  placed.unmount();
  await until(() => document.title === 'Кабинет');
  expect(placed.root.childElementCount).toBe(0);
});

test('language and theme change without a reload, and the filters stay', async () => {
  const placed = await place('/data?recipient=yandex');
  expect(placed.heading()).toMatch(/^Наш/);
  placed.update({ locale: 'en', theme: 'dark' });
  await until(() => placed.heading().includes('found'));
  expect(placed.root.querySelector<HTMLElement>('.pc')?.dataset['theme']).toBe('dark');
  expect(placed.root.querySelector<HTMLElement>('.pc')?.lang).toBe('en');
});

test('the locale `auto` follows the language of the page', async () => {
  const { lang } = document.documentElement;
  onTestFinished(() => {
    document.documentElement.lang = lang;
  });
  document.documentElement.lang = 'ru';
  const placed = await place('/data', { locale: 'auto' });
  expect(placed.heading()).toContain('хранит');
  document.documentElement.lang = 'en';
  await until(() => placed.heading().includes('keeps'));
  placed.update({ locale: 'ru' });
  await until(() => placed.heading().includes('хранит'));
});

test('the first view is in the locale of the mount options', async () => {
  const element = document.createElement('div');
  document.body.append(element);
  const answer = createFetch(createBackend(), { persona: 'owner' });
  vi.stubGlobal('fetch', (input: string, init: RequestInit) =>
    answer(new URL(input, 'http://mock.invalid'), init),
  );
  const mounted = mount(element, { routing: 'memory', initialPath: '/data', locale: 'ru' });
  onTestFinished(() => mounted.unmount());
  mounted.update({ locale: 'en' });
  await until(() => element.shadowRoot?.querySelector('h1')?.textContent?.includes('keeps'));
});

test('the overview sends one request for the session and one for its data', async () => {
  const placed = await place('/');
  const asked = placed.requests.map(line => line.replace(/.*\/v1/, ''));
  expect(asked.filter(path => path === '/session')).toHaveLength(1);
  expect(asked.filter(path => path === '/overview')).toHaveLength(1);
});

test('the `onStepUp` of the host replaces the dialog of the module', async () => {
  const onStepUp = vi.fn(() => Promise.reject(new Error('declined')));
  const placed = await place('/data/account', { onStepUp });
  const row = [...placed.root.querySelectorAll('tr')].find(item => item.textContent?.includes('Паспорт'));
  if (row === undefined) throw new Error('no passport');
  await press(row, 'button', /^Показать/);
  await until(() => onStepUp.mock.calls.length === 1);
  expect(placed.root.querySelector('dialog')).toBeNull();
  await until(() => row.querySelector('[role="alert"]') !== null);
});

test('after an ended session and a new sign-in, the page stays and continues', async () => {
  const placed = await place('/data');
  const expired = vi.fn();
  placed.element.addEventListener('privacy-session-expired', expired);
  const real = globalThis.fetch;
  vi.stubGlobal('fetch', () =>
    Promise.resolve(
      new Response(
        JSON.stringify({ type: '/problems/session-expired', title: 'T', status: 401, requestId: 'r' }),
        {
          status: 401,
        },
      ),
    ),
  );
  await openSection(placed, 'Политика');
  await shows(placed, 'Нужно войти снова');
  expect(expired).toHaveBeenCalledTimes(1);
  vi.stubGlobal('fetch', real);
  await press(placed, 'button', /^Вход выполнен/);
  await shows(placed, 'Действует политика');
});

test('after another customer signs in, nothing of the former customer stays', async () => {
  const as: As = { persona: 'owner' };
  const placed = await place('/mailings', { as });
  const changed = vi.fn();
  placed.element.addEventListener('privacy-account-changed', changed);
  const text = () => placed.root.textContent ?? '';
  expect(text()).toContain('v•••••@example.ru');
  as.scenario = 'session-expired';
  await openSection(placed, 'Политика');
  await shows(placed, 'Нужно войти снова');
  Object.assign(as, { persona: 'person', scenario: 'normal' });
  await press(placed, 'button', /^Вход выполнен/);
  await shows(placed, 'Действует политика');
  expect(changed).toHaveBeenCalledTimes(1);
  const asked = placed.requests.length;
  await openSection(placed, 'Рассылки');
  await until(() => text().includes('i•••••@example.com'));
  expect(text()).not.toContain('v•••••@example.ru');
  // Asked anew, not taken from what the former customer was answered.
  expect(placed.requests.slice(asked).some(line => line.endsWith('/mailings'))).toBe(true);
});
