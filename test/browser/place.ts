import { onTestFinished, vi } from 'vitest';
import { type As, createBackend, createFetch, type MockBackend } from '../../mocks/backend.ts';
import type { HostOptions, Mounted } from '../../src/host.ts';
import { mount } from '../../src/mount.tsx';
import { proves, until } from '../wait.ts';
import { find, press, type Scope } from './user.ts';

/** A module on a page, over the real routes, the real client and the mock; only the network is ours. */
export interface Placed extends Mounted {
  element: HTMLElement;
  root: ShadowRoot;
  backend: MockBackend;
  /** Every request that left, as `METHOD path`. */
  requests: string[];
  heading(): string;
}

export { proves, until };

/** Text as it is read: a space that does not break is a space. */
export const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

/** What happens to a request on its way; `answer` lets it through. */
export type Fault = (
  request: { method: string; url: string; headers: Headers },
  answer: () => Promise<Response>,
) => Promise<Response>;

/**
 * Mounts the module at an address of its own, and waits until the page stands. The address may be the answer of
 * something that is done on the server first.
 */
export async function place(
  path: string | ((backend: MockBackend) => Promise<string>),
  options: HostOptions & { as?: As; width?: number; fault?: Fault } = {},
): Promise<Placed> {
  const { as = { persona: 'owner' }, width = 900, fault = (_, go) => go(), ...host } = options;
  const backend = createBackend({
    onContractBreak: (id, errors) => {
      throw new Error(`${id} broke the contract: ${JSON.stringify(errors)}`);
    },
  });
  const initialPath = typeof path === 'string' ? path : await path(backend);
  const answer = createFetch(backend, as);
  const requests: string[] = [];
  vi.stubGlobal('fetch', (input: string, init: RequestInit) => {
    const method = init.method ?? 'GET';
    requests.push(`${method} ${input}`);
    return fault({ method, url: input, headers: new Headers(init.headers) }, () =>
      answer(new URL(input, 'http://mock.invalid'), init),
    );
  });
  const element = document.createElement('div');
  element.style.width = `${width}px`;
  document.body.append(element);
  const mounted = mount(element, {
    routing: 'memory',
    initialPath,
    locale: 'ru',
    theme: 'light',
    ...host,
  });
  onTestFinished(() => mounted.unmount());
  const root = element.shadowRoot;
  if (!root) throw new Error('no shadow root');
  const placed: Placed = {
    ...mounted,
    element,
    root,
    backend,
    requests,
    heading: () => plain(root.querySelector('[tabindex="-1"].h1')?.textContent ?? ''),
  };
  await until(() => placed.heading() !== '' && root.querySelector('[aria-busy="true"]') === null);
  // Effects come after the picture, and in development twice: what is pressed before them is called off by the second.
  await new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve, 20)));
  return placed;
}

/** Waits until the text is on the page. */
export async function shows({ root }: Placed, text: string | RegExp): Promise<void> {
  const fits = (content: string) => (typeof text === 'string' ? content.includes(text) : text.test(content));
  await until(() => fits(plain(root.textContent ?? '')));
}

/** Presses a section in the navigation of the module. */
export async function openSection(scope: Scope, name: string): Promise<void> {
  // A hidden copy of the name keeps its width in bold; the locators of WebKit read it as a part of the name.
  await press(find(scope, 'navigation', 'Приватность'), 'link', new RegExp(`^${name}`));
}
