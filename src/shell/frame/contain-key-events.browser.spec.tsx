import { afterEach, expect, test } from 'vitest';
import { containKeyEvents } from './contain-key-events.ts';

const ended: (() => void)[] = [];
afterEach(() => {
  for (const end of ended.splice(0)) end();
});

/** A control in a shadow root, and the key events that the page around receives. */
function control(html: string) {
  const host = document.createElement('div');
  document.body.append(host);
  const root = host.attachShadow({ mode: 'open' });
  root.innerHTML = html;
  ended.push(containKeyEvents(root));
  const received: string[] = [];
  const record = (event: Event) => void received.push(event.type);
  for (const name of ['keydown', 'keypress', 'keyup']) document.addEventListener(name, record);
  ended.push(() => {
    for (const name of ['keydown', 'keypress', 'keyup']) document.removeEventListener(name, record);
  });
  const target = root.querySelector('[data-here]') ?? root.firstElementChild;
  return (init: KeyboardEventInit): boolean => {
    received.length = 0;
    for (const name of ['keydown', 'keypress', 'keyup'])
      target?.dispatchEvent(
        new KeyboardEvent(name, { bubbles: true, composed: true, cancelable: true, ...init }),
      );
    return received.length > 0;
  };
}

const FIELDS = [
  '<input>',
  '<input type="search">',
  '<input type="date">',
  '<input type="number">',
  '<textarea></textarea>',
  '<select><option>1</option></select>',
  '<div contenteditable="true"></div>',
  '<div contenteditable="true"><p data-here></p></div>',
];

test.each(FIELDS)('%s contains the keys that are typed into it', html => {
  const reaches = control(html);
  for (const key of [
    'a',
    'Я',
    '/',
    '?',
    '1',
    ' ',
    'Enter',
    'Backspace',
    'Delete',
    'ArrowLeft',
    'Home',
    'Dead',
    'Process',
  ])
    expect(reaches({ key }), key).toBe(false);
  expect(reaches({ key: 'a', shiftKey: true })).toBe(false);
  // Option and a letter make a character on a Mac, and so does AltGr, which Windows reports as Ctrl and Alt.
  expect(reaches({ key: 'å', altKey: true })).toBe(false);
  expect(reaches({ key: '@', ctrlKey: true, altKey: true, modifierAltGraph: true })).toBe(false);
  expect(reaches({ key: 'Enter', ctrlKey: true, isComposing: true })).toBe(false);
});

test.each(FIELDS)('%s lets keys pass that type nothing', html => {
  const reaches = control(html);
  for (const key of ['Escape', 'Tab', 'F1', 'F12', 'Shift', 'Control'])
    expect(reaches({ key }), key).toBe(true);
  expect(reaches({ key: 'k', ctrlKey: true })).toBe(true);
  expect(reaches({ key: 'k', metaKey: true })).toBe(true);
});

test.each([
  '<button></button>',
  '<a href="/"></a>',
  '<details><summary data-here></summary></details>',
  '<input type="checkbox">',
  '<div role="switch"></div>',
])('%s contains the keys that press it, and no other', html => {
  const reaches = control(html);
  for (const key of ['Enter', ' ']) expect(reaches({ key }), key).toBe(false);
  for (const key of ['s', '/', '?', '1', 'Escape', 'Tab']) expect(reaches({ key }), key).toBe(true);
});

test('radio buttons contain the keys that choose among them', () => {
  const reaches = control('<input type="radio">');
  for (const key of ['ArrowDown', 'ArrowUp', ' ']) expect(reaches({ key }), key).toBe(false);
  expect(reaches({ key: 'j' })).toBe(true);
});

test('after the end, every key reaches the page', () => {
  const reaches = control('<input>');
  for (const end of ended.splice(0, 1)) end();
  expect(reaches({ key: 'a' })).toBe(true);
});
