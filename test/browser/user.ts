import { vi } from 'vitest';
import { cdp, type Locator, locators, page, server, userEvent } from 'vitest/browser';
import { STEP_MS } from '../limits.ts';
import { proves } from '../wait.ts';

/**
 * Finds controls by role and accessible name, and uses them as a person does. In Chromium Playwright moves the pointer
 * and presses the keys. No driver presses in the other engines; there the same checks are made here, and the events of a
 * press are dispatched. In both a control that is hidden, covered, disabled or inert cannot be pressed.
 */

/** Where controls are searched: an element, a locator, or a module on the page. */
export type Scope = HTMLElement | Locator | { element: HTMLElement };

/** A role of ARIA. `summary` is the element: ARIA has no role for it, so that it is found by its text. */
export type Role = 'button' | 'checkbox' | 'dialog' | 'link' | 'navigation' | 'radio' | 'switch' | 'summary';

declare module 'vitest/browser' {
  interface LocatorSelectors {
    getBySummary(): Locator;
    getByFileField(): Locator;
  }
}
locators.extend({ getBySummary: () => 'summary', getByFileField: () => 'input[type="file"]' });

const isLocator = (scope: Scope): scope is Locator => 'getByRole' in scope;

let marked = 0;

function locatorOf(scope: Scope): Locator {
  if (isLocator(scope)) return scope;
  const element = scope instanceof HTMLElement ? scope : scope.element;
  // Vitest would describe an element by its text or its place, and find another when these change before the press.
  element.dataset['testid'] ??= `marked-${(marked += 1)}`;
  return page.getByTestId(element.dataset['testid']);
}

/**
 * Locates what has this role and this accessible name, in open shadow roots too.
 * @param name a string is the whole name; of a summary it is a part of the text
 */
export function find(scope: Scope, role: Role, name?: string | RegExp): Locator {
  const within = locatorOf(scope);
  if (role !== 'summary')
    return within.getByRole(role, name === undefined ? {} : { name, exact: typeof name === 'string' });
  return name === undefined ? within.getBySummary() : within.getBySummary().filter({ hasText: name });
}

/** The element with this role and name. Throws when there is none, or more than one. */
export function control(scope: Scope, role: Role, name?: string | RegExp): HTMLElement {
  return find(scope, role, name).element() as HTMLElement;
}

/** Waits until the control has this name and is enabled: while it is at work it may be named otherwise. */
export async function ready(scope: Scope, role: Role, name: string | RegExp): Promise<void> {
  await proves(() => requireEnabled(control(scope, role, name)));
}

/** The field with this label, once it is there. */
export async function field(
  scope: Scope,
  label: string | RegExp,
): Promise<HTMLTextAreaElement | HTMLInputElement> {
  const locator = locatorOf(scope).getByLabelText(label, { exact: typeof label === 'string' });
  return proves(() => locator.element() as HTMLTextAreaElement | HTMLInputElement);
}

const driven = server.provider === 'playwright';

let moved = false;

/** Moves the pointer out of the page: left where it pressed, it hovers over what the next test shows there. */
export async function restPointer(): Promise<void> {
  if (!moved) return;
  moved = false;
  await cdp().send('Input.dispatchMouseEvent', { type: 'mouseMoved', x: -10, y: -10 });
}

/** Presses what has this role and name, as soon as a person can. */
export async function press(scope: Scope, role: Role, name?: string | RegExp): Promise<void> {
  await pressOn(find(scope, role, name));
}

/**
 * Presses a control as soon as a person can.
 * @param times 2 for a double click: its second press comes whatever the first has changed
 * @param timeoutMs rejects when it cannot be pressed by then
 */
export async function pressOn(
  target: HTMLElement | Locator,
  { times = 1, timeoutMs = STEP_MS }: { times?: 1 | 2; timeoutMs?: number } = {},
): Promise<void> {
  if (driven) {
    moved = true;
    const act = times === 1 ? userEvent.click : userEvent.dblClick;
    await act(locatorOf(target), { timeout: timeoutMs });
    return;
  }
  const elementOf = () => locatorOf(target).element();
  const point = await vi.waitFor(() => pointOf(elementOf()), { timeout: timeoutMs, interval: 20 });
  for (let time = 1; time <= times; time += 1) dispatchPress(point, time);
}

/**
 * Presses a control in this very task, where a test is about what a press between two renders does.
 * Throws when a person could not press it.
 */
export function pressNow(target: Element): void {
  dispatchPress(pointOf(target), 1);
}

/** Replaces the text of a field, or its date; the page receives one input event. */
export async function type(
  input: HTMLTextAreaElement | HTMLInputElement,
  text: string,
  { timeoutMs = STEP_MS }: { timeoutMs?: number } = {},
): Promise<void> {
  if (driven) {
    await userEvent.fill(locatorOf(input), text, { timeout: timeoutMs });
    return;
  }
  dispatchPress(await vi.waitFor(() => pointOf(input), { timeout: timeoutMs, interval: 20 }), 1);
  const shape = input instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement;
  Object.getOwnPropertyDescriptor(shape.prototype, 'value')?.set?.call(input, text);
  input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true, inputType: 'insertText' }));
  if (/date|time/.test(input.type)) input.dispatchEvent(new Event('change', { bubbles: true }));
}

/** Gives files to a file field, as the browser's own dialog does. Throws when the field is disabled. */
export function chooseFiles(scope: Scope, ...files: readonly File[]): void {
  const input = locatorOf(scope).getByFileField().element() as HTMLInputElement;
  requireEnabled(input);
  const transfer = new DataTransfer();
  for (const file of files) transfer.items.add(file);
  input.files = transfer.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
}

/** What a press hits, and where. */
interface Point {
  hit: Element;
  x: number;
  y: number;
}

/** The elements around one, those around its shadow host too. */
function* around(element: Element): Generator<Element> {
  for (let one: Element | null = element; one !== null;) {
    yield one;
    const parent: Node | null = one.assignedSlot ?? one.parentNode;
    one = parent instanceof ShadowRoot ? parent.host : parent instanceof Element ? parent : null;
  }
}

function requireEnabled(element: Element): void {
  if (element.matches(':disabled')) throw new Error(`disabled: ${element.outerHTML}`);
  for (const one of around(element))
    if (one.getAttribute('aria-disabled') === 'true') throw new Error(`disabled: ${element.outerHTML}`);
}

/** Where a person presses an element, scrolled into sight. Throws when it is hidden, disabled, inert or covered. */
function pointOf(element: Element): Point {
  const fail = (why: string) => new Error(`${why}: ${element.outerHTML.slice(0, 300)}`);
  if (!element.isConnected || !element.checkVisibility({ visibilityProperty: true })) throw fail('hidden');
  requireEnabled(element);
  for (const one of around(element)) if (one.hasAttribute('inert')) throw fail('inert');
  element.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
  // A link may run over two lines: its first line is surely its own.
  const box = [...element.getClientRects()].find(({ width, height }) => width > 0 && height > 0);
  if (box === undefined) throw fail('without a size');
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
  // A press on the label of a field is a press on the field.
  const labels = 'labels' in element ? [...((element as HTMLInputElement).labels ?? [])] : [];
  const hitIn = (root: Node, own: readonly Element[]): Element => {
    const hit = (root as Document | ShadowRoot).elementFromPoint(x, y);
    if (hit === null || !own.some(one => one.contains(hit)))
      throw fail(`covered by ${hit?.outerHTML.slice(0, 100)}`);
    return hit;
  };
  const root = element.getRootNode();
  // What covers the shadow host from outside is not in its root.
  if (root instanceof ShadowRoot) hitIn(root.host.getRootNode(), [root.host]);
  return { hit: hitIn(root, [element, ...labels]), x, y };
}

const FOCUSABLE = 'a[href], button, input, select, textarea, summary, dialog, [contenteditable], [tabindex]';

/** Dispatches all that a press of the pointer dispatches, and moves the focus. */
function dispatchPress({ hit, x, y }: Point, detail: number): void {
  const init = {
    bubbles: true,
    cancelable: true,
    composed: true,
    view: window,
    clientX: x,
    clientY: y,
    button: 0,
    detail,
  };
  const pointer = { ...init, isPrimary: true, pointerId: 1, pointerType: 'mouse' };
  for (const name of ['pointerover', 'pointermove']) hit.dispatchEvent(new PointerEvent(name, pointer));
  for (const name of ['mouseover', 'mousemove']) hit.dispatchEvent(new MouseEvent(name, init));
  hit.dispatchEvent(new PointerEvent('pointerdown', { ...pointer, buttons: 1 }));
  if (hit.dispatchEvent(new MouseEvent('mousedown', { ...init, buttons: 1 }))) {
    const focused = [...around(hit)].find(one => one.matches(FOCUSABLE) && !one.matches(':disabled'));
    if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
  }
  hit.dispatchEvent(new PointerEvent('pointerup', pointer));
  hit.dispatchEvent(new MouseEvent('mouseup', init));
  hit.dispatchEvent(new PointerEvent('click', pointer));
}

/** Chooses an option of a select by its value, as the list of the browser does: another browser has no command for it. */
export function chooseOption(select: HTMLSelectElement, value: string): void {
  if (![...select.options].some(option => option.value === value && !option.disabled))
    throw new Error(`no option ${value}`);
  select.focus();
  const set = Object.getOwnPropertyDescriptor(HTMLSelectElement.prototype, 'value')?.set;
  set?.call(select, value);
  select.dispatchEvent(new Event('input', { bubbles: true }));
  select.dispatchEvent(new Event('change', { bubbles: true }));
}
