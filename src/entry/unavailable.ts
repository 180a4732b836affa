const WORDS = {
  ru: [
    'Раздел не загрузился',
    'Нет связи, или вышло обновление. Ваши данные в порядке.',
    'Обновить страницу',
  ],
  en: ['This section did not load', 'No connection, or an update was released. Your data is fine.', 'Reload'],
} as const;

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
