import { parseNow } from '../mocks/clock.ts';
import type { Persona, Scenario } from '../mocks/backend.ts';
import { principalOf } from '../mocks/personas.ts';
import { calendarGaps } from './domain/calendars.ts';
import { staffCases } from '../core/requests/staff.ts';
import { startMockWorker } from '../mocks/worker.ts';
import { readState, showPanel } from './standalone/panel.ts';

const API = '/api/privacy/v1';
let state = readState(location.search);

/** The settings of the mock from the playground's state. */
function mockSettings() {
  return {
    persona: state.persona as Persona,
    scenario: state.scenario as Scenario,
    ...(state.now === '' ? {} : { now: state.now }),
  };
}

/** The current time of the playground. */
const clock = () => parseNow(state.now) ?? new Date();

// Only some browsers have the signal: here it is a setting of the playground.
Object.defineProperty(navigator, 'globalPrivacyControl', {
  configurable: true,
  get: () => state.signal === 'gpc',
});

/** Sets the options of the element, and the theme and language of the page around it. */
function setOptions(element: HTMLElement): void {
  element.setAttribute('locale', state.locale);
  element.setAttribute('theme', state.theme);
  element.setAttribute('contact-url', 'https://www.activecloud.ru/');
  element.setAttribute('sign-in-url', location.pathname);
  // The mock answers in a service worker, which does not see downloads.
  element.setAttribute('downloads', 'fetch');
  // In the scenario `session-ending` any call but that for the session prolongs it.
  Object.assign(element, { onExtendSession: () => fetch(`${API}/policy/versions`).then(() => undefined) });
  if (state.accent === '') element.style.removeProperty('--privacy-accent');
  else element.style.setProperty('--privacy-accent', state.accent);
  document.documentElement.dataset['theme'] = state.theme;
  document.documentElement.lang = state.locale;
  const frame = document.getElementById('frame');
  if (!frame) return;
  frame.style.width = state.width === '' ? '' : `${state.width}px`;
  frame.toggleAttribute('data-width', state.width !== '');
}

/** Replaces the element of the module, so that nothing of the former customer stays. */
function replaceElement(): void {
  const next = document.createElement('activecloud-privacy');
  setOptions(next);
  document.getElementById('frame')?.replaceChildren(next);
}

/** The known gaps of the policy, for the staff of the operator. */
async function gaps(): Promise<string[]> {
  const response = await fetch(`${API}/register`, { headers: { 'Accept-Language': state.locale } });
  if (!response.ok) return [];
  const register = (await response.json()) as { gaps?: { title: string; text: string }[] };
  return (register.gaps ?? []).map(gap => `${gap.title}: ${gap.text}`);
}

document.addEventListener('privacy-attention', event => {
  const badge = document.getElementById('attention');
  if (!badge) return;
  const { count } = (event as CustomEvent<{ count: number }>).detail;
  badge.hidden = count === 0;
  badge.textContent = String(count);
});

const worker = await startMockWorker({
  base: API,
  workerUrl: `${import.meta.env.BASE_URL}mockServiceWorker.js`,
  as: mockSettings(),
});
showPanel(document.getElementById('panel') ?? document.body, state, {
  change: next => {
    // A new scenario applies to the open page; another customer, date or signal mounts the module again.
    const same = next.persona === state.persona && next.now === state.now && next.signal === state.signal;
    state = next;
    worker.set(mockSettings());
    const element = document.querySelector<HTMLElement>('activecloud-privacy');
    if (same && element) setOptions(element);
    else replaceElement();
  },
  reset: () => {
    void worker.reset().then(() => {
      history.replaceState(null, '', `${location.pathname}#/privacy`);
      location.reload();
    });
  },
  gaps,
  calendars: () => calendarGaps(clock()),
  cases: () => staffCases(worker.backend.db(), principalOf(state.persona as Persona).accountId, clock()),
  onChange: listener => void worker.backend.subscribe(listener),
  staff: async (id, action, text) => {
    await worker.backend.staff(id, action, {
      now: clock(),
      ...(text === '' ? {} : { staffInput: { text } }),
    });
    // The event makes the page refetch, as when the customer returns to the tab.
    dispatchEvent(new Event('focus'));
  },
});
await import('./element.ts');
replaceElement();
