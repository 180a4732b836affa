import { expect, onTestFinished, test, vi } from 'vitest';
import { createBackend, createFetch } from '../../mocks/backend.ts';
import '../../src/element.ts';
import { EAGER_READS } from '../../src/entry/eager-read-list.ts';
import { openSection, place, until } from './place.ts';

const API = '/api/privacy/v1';
const MEMBERS: Record<string, Record<string, string>> = {
  '/data/:category': { category: 'account' },
  '/policy/:version': { version: 'demo-next' },
  '/requests/new/:kind': { kind: 'complaint' },
  '/requests/:id': { id: 'rq-answered' },
  '/exports/:id': { id: 'ex-ready-full' },
};
const filled = (pattern: string, path: string) =>
  path.replace(/:(\w+)/g, (_, name: string) => MEMBERS[pattern]?.[name] ?? '');

test.each(Object.entries(EAGER_READS))(
  '%s: the eager requests are requests of the page',
  async (pattern, first) => {
    const { requests } = await place(filled(pattern, pattern));
    for (const path of first) expect(requests).toContain(`GET ${API}${filled(pattern, path)}`);
  },
);

/** Puts the tag on the page, over the mock; returns the requests that were sent. */
function tag(attributes: Record<string, string>) {
  const answer = createFetch(createBackend(), { persona: 'owner' });
  const asked: { url: string; headers: Headers; credentials: RequestCredentials | undefined }[] = [];
  const faults: (() => Promise<Response>)[] = [];
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
    asked.push({
      url: url.slice(API.length),
      headers: new Headers(init.headers),
      credentials: init.credentials,
    });
    const fault = faults.shift();
    if (fault) return fault();
    return answer(new URL(url, 'http://mock.invalid'), init);
  });
  const element = document.createElement('activecloud-privacy');
  for (const [name, value] of Object.entries({ routing: 'memory', locale: 'ru', ...attributes }))
    element.setAttribute(name, value);
  onTestFinished(() => element.remove());
  return {
    element,
    asked,
    heading: () => element.shadowRoot?.querySelector('h1')?.textContent ?? '',
    /** What happens to the next request instead of an answer. */
    once: (fault: () => Promise<Response>) => void faults.push(fault),
  };
}

test('the tag sends its requests before the module is loaded, and none of them twice', async () => {
  const { element, asked, heading } = tag({ 'initial-path': '/data' });
  document.body.append(element);
  const early = ['/session', '/overview', '/register'];
  expect(asked.map(({ url }) => url)).toEqual(early);
  await until(() => heading() !== '');
  for (const path of early) expect(asked.filter(({ url }) => url === path)).toHaveLength(1);
});

test.each(['cookie', 'bearer'])(
  'the page of an unsubscribe link sends one request without credentials (%s)',
  async auth => {
    const { element, asked, heading } = tag({
      auth,
      'initial-path': '/unsubscribe/uL4mQ8Zt2Vx7Rb1Nc6Ks9Wd3Hf5Jp0Ye',
    });
    element.getToken = () => Promise.resolve('owner');
    document.body.append(element);
    await until(() => heading() !== '');
    for (const { url, credentials, headers } of asked) {
      expect(url).toBe('/unsubscribe/uL4mQ8Zt2Vx7Rb1Nc6Ks9Wd3Hf5Jp0Ye');
      expect(credentials).toBe('omit');
      expect(headers.get('Authorization')).toBeNull();
    }
  },
);

test('a getToken that throws leads to the sign-in page', async () => {
  const { element, heading } = tag({ auth: 'bearer' });
  element.getToken = () => {
    throw new Error('not ready');
  };
  document.body.append(element);
  await until(() => heading().startsWith('Нужно войти'));
});

test('the element has the height of the window from the start, on every page', async () => {
  const { element, heading } = tag({ 'initial-path': '/policy' });
  document.body.append(element);
  const isHigh = () => element.getBoundingClientRect().height >= innerHeight;
  expect(isHigh()).toBe(true);
  await until(() => heading() !== '');
  expect(isHigh()).toBe(true);
  const room = () => getComputedStyle(element.shadowRoot?.querySelector('.pc') ?? element).minBlockSize;
  expect(room()).toBe(`${innerHeight}px`);
  const before = heading();
  await openSection(element, 'Обзор');
  await until(() => heading() !== before);
  expect(room()).toBe(`${innerHeight}px`);
});

test('the host can set the minimum height of the element', () => {
  const { element } = tag({ 'initial-path': '/policy' });
  element.style.setProperty('--privacy-min-height', '120px');
  document.body.append(element);
  expect(getComputedStyle(element).minBlockSize).toBe('120px');
});

test('with bearer auth the tag sends nothing before the host has set getToken', async () => {
  const { element, asked, heading } = tag({ auth: 'bearer' });
  document.body.append(element);
  await until(() => element.shadowRoot?.querySelector('[aria-busy="true"]'));
  expect(asked).toEqual([]);
  element.getToken = () => Promise.resolve('owner');
  await until(() => heading() !== '');
  expect(asked.map(({ headers }) => headers.get('Authorization'))).toEqual(asked.map(() => 'Bearer owner'));
});

test('an eager request that fails is sent again by the page', async () => {
  const { element, asked, heading, once } = tag({ auth: 'bearer', 'initial-path': '/policy' });
  once(() => Promise.reject(new TypeError('no network')));
  element.getToken = () => Promise.resolve('owner');
  document.body.append(element);
  await until(() => heading() !== '');
  expect(asked.filter(({ url }) => url === '/session')).toHaveLength(2);
});

test('options are properties too, and those with text are reflected to attributes', async () => {
  const { element, heading } = tag({});
  element.locale = 'en';
  element.headingLevel = 2;
  element.manageTitle = false;
  expect(element.getAttribute('locale')).toBe('en');
  expect(element.headingLevel).toBe(2);
  document.body.append(element);
  await until(() => element.shadowRoot?.querySelector('h2.h1') !== null && heading() === '');
  element.locale = undefined;
  expect(element.hasAttribute('locale')).toBe(false);
});

test('an element that is removed before the module is loaded stays empty', async () => {
  const { element } = tag({});
  document.body.append(element);
  element.remove();
  await import('../../src/mount.tsx');
  await Promise.resolve();
  expect(element.shadowRoot?.childElementCount).toBe(0);
});

test('the host receives timings and errors with the pattern of the page and no data of the customer', async () => {
  const reported: unknown[] = [];
  const { element, heading } = tag({ 'initial-path': '/requests/rq-answered' });
  element.onReport = event => void reported.push(event);
  document.body.append(element);
  await until(() => heading() !== '');
  expect(reported).toEqual([
    { kind: 'timing', name: 'page', page: '/requests/:id', milliseconds: expect.any(Number) as number },
  ]);
  expect(element.version).toMatch(/^\d+\.\d+\.\d+/);
});
