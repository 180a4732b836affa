import { parseNow } from '../mocks/clock.ts';
import type { Persona, Scenario } from '../mocks/backend.ts';
import { principalOf } from '../mocks/personas.ts';
import { calendarGaps } from './domain/calendars.ts';
import { staffCases, staffMove } from '../core/requests/staff.ts';
import { startMockWorker } from '../mocks/worker.ts';
import { readState, showPanel } from './standalone/panel.ts';

const API = '/api/privacy/v1';
let state = readState(location.search);

/** What the mock has to know of the playground's state. */
function circumstances() {
  return {
    persona: state.persona as Persona,
    scenario: state.scenario as Scenario,
    ...(state.now === '' ? {} : { now: state.now }),
  };
}

/** The hour of the playground. */
const clock = () => parseNow(state.now) ?? new Date();

/** Gives the element its options, and the page around it the same theme and language. */
function dress(element: HTMLElement): void {
  element.setAttribute('locale', state.locale);
  element.setAttribute('theme', state.theme);
  element.setAttribute('contact-url', 'https://www.activecloud.ru/');
  element.setAttribute('sign-in-url', location.pathname);
  // The mock answers from a service worker, which sees no downloads.
  element.setAttribute('downloads', 'fetch');
  if (state.accent === '') element.style.removeProperty('--privacy-accent');
  else element.style.setProperty('--privacy-accent', state.accent);
  document.documentElement.dataset['theme'] = state.theme;
  document.documentElement.lang = state.locale;
  const frame = document.getElementById('frame');
  if (!frame) return;
  frame.style.width = state.width === '' ? '' : `${state.width}px`;
  frame.toggleAttribute('data-width', state.width !== '');
}

/** The module's element, made anew: another customer begins with nothing of the former one. */
function place(): void {
  const next = document.createElement('activecloud-privacy');
  dress(next);
  document.getElementById('frame')?.replaceChildren(next);
}

/** The policy's known gaps, for the operator's staff. */
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
  as: circumstances(),
});
showPanel(document.getElementById('panel') ?? document.body, state, {
  change: next => {
    // The weather changes under an open page, as it does in life; another customer or day begins anew.
    const same = next.persona === state.persona && next.now === state.now;
    state = next;
    worker.set(circumstances());
    const element = document.querySelector<HTMLElement>('activecloud-privacy');
    if (same && element) dress(element);
    else place();
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
  staff: (id, action, text) => {
    staffMove(worker.backend.db(), id, action, clock(), text === '' ? {} : { text });
    worker.backend.changed('default');
    // The customer comes back to the page and finds what the staff did.
    dispatchEvent(new Event('focus'));
  },
});
await import('./element.ts');
place();
