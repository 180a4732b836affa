const TEXTS = {
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

let heightSheet: CSSStyleSheet | undefined;

/**
 * Reserves the height of a window until the module is loaded, so that the host's content below does not move later. The
 * element is a flow root: margins inside it do not move it.
 */
export function reserveHeight(element: HTMLElement): void {
  const root = element.shadowRoot ?? element.attachShadow({ mode: 'open' });
  if (!heightSheet) {
    heightSheet = new CSSStyleSheet();
    heightSheet.replaceSync(
      ':host{display:flow-root;min-block-size:var(--privacy-min-height,100vh)}:host([hidden]){display:none}',
    );
  }
  root.adoptedStyleSheets = [heightSheet];
}

/** Shows in place of the module that it is loading. */
export function showWaiting(element: HTMLElement, locale: 'ru' | 'en'): void {
  const message = document.createElement('p');
  message.role = 'status';
  message.lang = locale;
  message.textContent = TEXTS[locale][3];
  element.shadowRoot?.replaceChildren(message);
}

/** Shows in place of the module that it could not be loaded. It uses no code and no styles of the module. */
export function showUnavailable(element: HTMLElement, locale: 'ru' | 'en'): void {
  const [title, text, reload] = TEXTS[locale];
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
