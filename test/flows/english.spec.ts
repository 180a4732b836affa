import type { Page } from '@playwright/test';
import { expect, PAGES, test, goTo } from './playground.ts';

/** Every Cyrillic piece of what the reader sees, or a screen reader says, on the page. */
const cyrillic = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const root = document.querySelector('activecloud-privacy')?.shadowRoot;
    if (!root) throw new Error('no module');
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const found: string[] = [];
    while (walker.nextNode()) {
      if (walker.currentNode.parentElement?.closest('style') === null)
        found.push(walker.currentNode.nodeValue ?? '');
    }
    for (const element of root.querySelectorAll('*')) {
      for (const name of ['aria-label', 'aria-description', 'title', 'placeholder', 'alt'])
        found.push(element.getAttribute(name) ?? '');
    }
    return [...new Set(found.filter(text => /[а-яё№]/iu.test(text)).map(text => text.trim()))];
  });

/** What stays Russian on an English page: names, and what people wrote themselves. Each is listed. */
const ALLOWED: readonly RegExp[] = [
  // Names of people and firms, whole and masked.
  /Лесная Вера Павловна|Рощин Павел Андреевич|Орлова Нина Викторовна|Зайцев Олег Дмитриевич/g,
  /ООО «(?:Северный ветер|АктивХост РУ)»|АНО «Добрые соседи»/g,
  /[А-ЯЁ]•+(?: [А-ЯЁ]\.)+/g,
  // Addresses the customer gave.
  /(?:Пермь|Тверь), ул\. (?:•+|Садовая(?:, д\. 4)?)/g,
  // What the customer wrote in a request.
  /Спасибо, жду\.|Нужна копия всего, что есть обо мне\./g,
  // The name of a file, in the language its copy was made in, and the name of a language in itself.
  /Копия данных E-26-\d+\.zip/g,
  /^Русский$/g,
];

const foreign = (texts: readonly string[]): string[] =>
  texts
    .map(text => ALLOWED.reduce((rest, allowed) => rest.replaceAll(allowed, ''), text))
    .filter(text => /[а-яё№]/iu.test(text));

test('an English page has no Russian words except names and texts of people', async ({ page }) => {
  const found: Record<string, string[]> = {};
  for (const address of PAGES) {
    await goTo(page, address, { locale: 'en' });
    const rest = foreign(await cyrillic(page));
    if (rest.length > 0) found[address] = rest;
  }
  expect(found).toEqual({});
});
