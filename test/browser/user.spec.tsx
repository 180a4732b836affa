import { expect, test } from 'vitest';
import { control, field, find, press, pressNow, pressOn, ready, type } from './user.ts';

/** Markup in an open shadow root, and the presses that its buttons received. */
function show(html: string): { element: HTMLElement; root: ShadowRoot; pressed: string[] } {
  const element = document.createElement('div');
  document.body.append(element);
  const root = element.attachShadow({ mode: 'open' });
  root.innerHTML = html;
  const pressed: string[] = [];
  root.addEventListener('click', event => {
    const button = (event.target as Element).closest('button, a, input');
    if (button) pressed.push(button.id);
  });
  for (const dialog of root.querySelectorAll('dialog')) dialog.showModal();
  return { element, root, pressed };
}

const COVER = '<div style="position: fixed; inset: 0"></div>';
/** Where a person cannot press the button. */
const BARRED = {
  'without a box': '<button id="b" style="display: none">Да</button>',
  'not visible': '<button id="b" style="visibility: hidden">Да</button>',
  'in a closed fold': '<details><summary>Ещё</summary><button id="b">Да</button></details>',
  covered: `<button id="b">Да</button>${COVER}`,
  disabled: '<button id="b" disabled>Да</button>',
  'disabled to assistive technology': '<button id="b" aria-disabled="true">Да</button>',
  inert: '<div inert><button id="b">Да</button></div>',
  'behind an open dialog': '<button id="b">Да</button><dialog>Вопрос</dialog>',
  'as large as nothing':
    '<button id="b" style="all: unset; display: block; width: 0; height: 0; overflow: hidden">Да</button>',
  'out of the flow of the pointer': '<button id="b" style="pointer-events: none">Да</button>',
};

test.each(Object.entries(BARRED))('a button %s is not pressed', async (_, html) => {
  const page = show(html);
  const button = page.root.querySelector<HTMLElement>('#b');
  if (!button) throw new Error('no button');
  await expect(pressOn(button, { timeoutMs: 300 })).rejects.toThrow();
  expect(() => pressNow(button)).toThrow();
  expect(page.pressed).toEqual([]);
});

test('a button that the page of the host covers is not pressed', async () => {
  const page = show('<button id="b">Да</button>');
  document.body.insertAdjacentHTML('beforeend', COVER);
  const button = control(page, 'button', 'Да');
  await expect(pressOn(button, { timeoutMs: 300 })).rejects.toThrow();
  expect(() => pressNow(button)).toThrow();
  expect(page.pressed).toEqual([]);
});

test.each([
  ['in a fold that is open', '<details open><summary>Ещё</summary><button id="b">Да</button></details>'],
  ['below the window', '<div style="height: 5000px"></div><button id="b">Да</button>'],
  ['in an open dialog', '<dialog><button id="b">Да</button></dialog>'],
  ['with a picture', '<button id="b">Да<svg width="40" height="40"><path d="M0 0H40V40"/></svg></button>'],
])('a button %s is pressed once by each press', async (_, html) => {
  const page = show(html);
  await press(page, 'button', 'Да');
  expect(page.pressed).toEqual(['b']);
  expect(page.root.activeElement?.id).toBe('b');
  pressNow(control(page, 'button', 'Да'));
  expect(page.pressed).toEqual(['b', 'b']);
});

test('a press waits until the button is enabled and uncovered; `times: 2` presses twice', async () => {
  const page = show(`<button id="b">Да</button><button id="c" disabled>Нет</button>${COVER}`);
  setTimeout(() => page.root.querySelector('div')?.remove(), 100);
  await press(page, 'button', 'Да');
  setTimeout(() => page.root.querySelector('#c')?.removeAttribute('disabled'), 100);
  await ready(page, 'button', 'Нет');
  await pressOn(control(page, 'button', 'Нет'), { times: 2 });
  expect(page.pressed).toEqual(['b', 'c', 'c']);
});

test('a button is found by its accessible name, not by hidden text', () => {
  const page = show('<button id="b" aria-label="Показать: почта"><span aria-hidden="true">…</span></button>');
  expect(control(page, 'button', 'Показать: почта').id).toBe('b');
  expect(() => control(page, 'button', '…')).toThrow();
  expect(() => control(page, 'link', 'Показать: почта')).toThrow();
});

test('two buttons with the same name are not pressed', async () => {
  const page = show('<button id="b">Да</button><button id="c">Да</button>');
  await expect(pressOn(find(page, 'button', 'Да'), { timeoutMs: 300 })).rejects.toThrow();
  expect(page.pressed).toEqual([]);
});

test('a field is found by its label and typed into; a disabled field is not', async () => {
  const page = show(
    '<label for="a">Имя</label><input id="a"><label for="b">Дата</label><input id="b" disabled>',
  );
  const name = await field(page, 'Имя');
  await type(name, 'Вера');
  expect(name.value).toBe('Вера');
  expect(page.root.activeElement).toBe(name);
  const day = await field(page, 'Дата');
  await expect(type(day, '1', { timeoutMs: 300 })).rejects.toThrow();
  expect(day.value).toBe('');
});
