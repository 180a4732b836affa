import { expect, test, vi } from 'vitest';
import { place, plain, until } from './place.ts';
import { pressOn } from './user.ts';

const hasMarginBoxes = (): boolean => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('@page { @bottom-left { content: "a"; } }');
  return [...sheet.cssRules].some(({ cssText }) => cssText.includes('@bottom-left'));
};

test.each([
  ['/access-log', 'Кто смотрел данные', ['Проверка заказов', 'Заказ проверен человеком', 'сеть ActiveCloud']],
  [
    '/access-log?view=disclosures',
    'Кому передано',
    ['Банки и платёжные организации', 'Подтверждение оплаты'],
  ],
  ['/exports/ex-ready', 'Копия', ['Посещения сайта', 'SHA-256']],
  ['/data', 'Реестр обрабатываемых данных', ['Учётные данные', 'Вендоры']],
  ['/requests/rq-answered-erasure', 'Удалить:', ['Посещения сайта']],
  ['/mailings', 'Вам приходят рассылки', ['Акции и новые услуги', 'Счёт за услуги готов']],
  ['/policy/demo-next', 'Что меняется: Новая редакция', ['Список вендоров', 'Что это значит для вас']],
])(
  '%s: the printed page has its title, its account and what the screen shows',
  async (path, title, texts) => {
    const { root } = await place(path);
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const paper = frame.contentWindow as Window & typeof globalThis;
    paper.print = () => undefined;
    vi.spyOn(globalThis, 'open').mockReturnValue(paper);
    const button = [...root.querySelectorAll('button')].find(
      ({ textContent }) => textContent === 'Распечатать',
    );
    if (button === undefined) throw new Error('no button to print');
    await pressOn(button);
    await until(() => paper.document.querySelector('header.doc') !== null);
    // What is not displayed is not in the inner text.
    const text = plain(paper.document.body.innerText);
    expect(paper.document.querySelectorAll('h1').length).toBe(1);
    expect(plain(paper.document.querySelector('h1')?.textContent ?? '')).toContain(title);
    for (const part of ['AC-104728', ...texts]) expect(text).toContain(part);
    expect(text).not.toMatch(/Я этого не узнаю|Распечатать/);
    const head = plain(paper.document.querySelector('header.doc')?.textContent ?? '');
    expect(head).toMatch(/«Северный ветер», AC-104728/);
    const made = /Документ № [0-9A-F]{4}-[0-9A-F]{4} сформирован \d+ \S+ \d{4} г\., \d\d:\d\d/.exec(
      head,
    )?.[0];
    expect(made).toBeDefined();
    // Firefox and WebKit have no margin boxes: there the head of the first sheet alone has the number.
    if (!hasMarginBoxes()) {
      expect(navigator.userAgent).not.toContain('Chrome/');
      return;
    }
    const sheets = paper.document.adoptedStyleSheets.flatMap(({ cssRules }) =>
      [...cssRules].map(({ cssText }) => plain(cssText)),
    );
    expect(sheets.filter(rule => rule.includes('@bottom-left')).join('')).toContain(made);
  },
);
