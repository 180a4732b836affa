import { expect, onTestFinished, test, vi } from 'vitest';
import { VALID_TOKEN } from '../../mocks/mailings/seed.ts';
import { createBackend, createFetch } from '../../mocks/backend.ts';
import { place, shows, until, type Fault } from './place.ts';

const EVIL = ['javascript:document.title="owned"', 'data:text/html,<script>parent.owned=1</script>'];
const SAFE = /^(https?|mailto):$/;

/** An answer in which every address is another. */
const withAddresses = (json: string, address: string): string =>
  JSON.stringify(JSON.parse(json), (name, value: unknown) => (/url$/i.test(name) ? address : value));

/** A server that was broken into: each address of its answers would run a script. */
const broken =
  (address: string): Fault =>
  async (_, answer) => {
    const response = await answer();
    if (response.headers.get('Content-Type') !== 'application/json') return response;
    const { status, headers } = response;
    return new Response(withAddresses(await response.text(), address), { status, headers });
  };

const unsafe = (root: ParentNode): string[] =>
  [...root.querySelectorAll('a')].filter(link => !SAFE.test(link.protocol)).map(link => link.outerHTML);

test.each(EVIL)('no link on a page runs an unsafe address of the server or the host: %s', async address => {
  for (const [path, words] of [
    ['/policy', 'Действует политика'],
    ['/data/analytics', 'Google Analytics'],
    ['/consents', 'Google Analytics'],
    ['/statement', 'Роскомнадзор'],
  ] as const) {
    const page = await place(path, { fault: broken(address), contactUrl: address, policyUrl: address });
    await shows(page, words);
    expect(unsafe(page.root), path).toEqual([]);
    // The words of the link are still there to be read.
    expect(page.root.textContent).toContain('Политика на сайте');
    page.unmount();
  }
});

test('the sign-in link of the host is shown only with a safe address', async () => {
  const expired = { persona: 'owner', scenario: 'session-expired' } as const;
  const evil = await place('/data', { as: expired, signInUrl: EVIL[0] ?? '' });
  await shows(evil, 'Нужно войти снова');
  expect(unsafe(evil.root)).toEqual([]);
  expect(evil.root.querySelector('a[target="_blank"]')).toBeNull();
  evil.unmount();
  const good = await place('/data', { as: expired, signInUrl: '/login' });
  await shows(good, 'Нужно войти снова');
  expect(good.root.querySelector('a[target="_blank"]')?.getAttribute('href')).toBe('/login');
});

test('the script of the unsubscribe page links to the account area, whatever address the server sends', async () => {
  const answer = createFetch(createBackend());
  vi.stubGlobal('fetch', async (input: string, init?: RequestInit) => {
    const response = await answer(new URL(input, 'http://mock.invalid'), init);
    return new Response(withAddresses(await response.text(), EVIL[0] ?? ''), response);
  });
  const main = document.createElement('main');
  main.dataset['apiBase'] = '/api/privacy/v1';
  main.dataset['token'] = VALID_TOKEN;
  document.body.append(main);
  onTestFinished(() => main.remove());
  await import('../../src/unsubscribe/enhance.ts');
  await until(() => main.querySelector('a') !== null);
  expect(unsafe(main)).toEqual([]);
  expect(main.querySelector('a')?.getAttribute('href')).toBe('/mailings');
});
