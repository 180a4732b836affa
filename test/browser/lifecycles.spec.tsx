import { until } from './place.ts';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createBackend, createFetch } from '../../mocks/backend.ts';
import * as application from '../../src/index.ts';

/** The mock in the place of the network. */
function network(): void {
  const answer = createFetch(createBackend(), { persona: 'owner' });
  vi.stubGlobal('fetch', (url: string, init: RequestInit) =>
    answer(new URL(url, 'http://mock.invalid'), init),
  );
}

const OPTIONS = { locale: 'ru', routing: 'memory', initialPath: '/policy' } as const;
const stands = (root: ShadowRoot | null | undefined) =>
  root?.querySelector('h1')?.textContent?.includes('политика');

test('single-spa mounts, unmounts and mounts the application again, in its own container', async () => {
  network();
  const properties = { ...OPTIONS, name: 'privacy' };
  await application.bootstrap();
  for (let round = 0; round < 2; round++) {
    await application.mount(properties);
    const place = document.getElementById('single-spa-application:privacy');
    await until(() => stands(place?.shadowRoot));
    await application.unmount(properties);
    expect(document.getElementById('single-spa-application:privacy')).toBeNull();
  }
});

test('a parcel is mounted in the given element and leaves the element in place', async () => {
  network();
  const [one, other] = [document.createElement('div'), document.createElement('div')];
  document.body.append(one, other);
  onTestFinished(() => {
    one.remove();
    other.remove();
  });
  await application.mount({ ...OPTIONS, domElement: one });
  await application.mount({ ...OPTIONS, domElement: other });
  await until(() => stands(one.shadowRoot) && stands(other.shadowRoot));
  await application.unmount({ domElement: one });
  expect(one.isConnected).toBe(true);
  expect(one.shadowRoot?.childElementCount).toBe(0);
  expect(stands(other.shadowRoot)).toBe(true);
  await application.unmount({ domElement: other });
});
