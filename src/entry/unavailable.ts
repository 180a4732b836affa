const WORDS = {
  ru: [
    'Раздел не загрузился',
    'Нет связи, или вышло обновление. Ваши данные в порядке.',
    'Обновить страницу',
    'Загружаем раздел…',
  ],
  en: [
    'This section could not be loaded',
    'You may be offline, or there has been an update. Your data is safe.',
    'Reload the page',
    'Loading this section…',
  ],
} as const;

let reserve: CSSStyleSheet | undefined;

/**
 * Keeps a window's height for the module before it is here: what the host has below is not pushed down when it comes.
 * Margins stay inside: a flow root does not let them move the element.
 */
export function reserveHeight(element: HTMLElement): void {
  const root = element.shadowRoot ?? element.attachShadow({ mode: 'open' });
  if (!reserve) {
    reserve = new CSSStyleSheet();
    reserve.replaceSync(
      ':host{display:flow-root;min-block-size:var(--privacy-min-height,100vh)}:host([hidden]){display:none}',
    );
  }
  root.adoptedStyleSheets = [reserve];
}

/** Says in the module's place that its code is on the way, where that takes more than a blink. */
export function showWaiting(element: HTMLElement, locale: 'ru' | 'en'): void {
  const word = document.createElement('p');
  word.role = 'status';
  word.lang = locale;
  word.textContent = WORDS[locale][3];
  element.shadowRoot?.replaceChildren(word);
}

/** Says in the module's place that its code did not come: without any of that code, and without its styles. */
export function showUnavailable(element: HTMLElement, locale: 'ru' | 'en'): void {
  const [title, text, reload] = WORDS[locale];
  const root = element.shadowRoot ?? element.attachShadow({ mode: 'open' });
  const box = document.createElement('div');
  box.role = 'alert';
  box.lang = locale;
  const parts = (['h1', 'p', 'button'] as const).map((name, index) => {
    const part = document.createElement(name);
    part.textContent = [title, text, reload][index] ?? '';
    return part;
  });
  parts[2]?.addEventListener('click', () => location.reload());
  box.append(...parts);
  root.replaceChildren(box);
}
