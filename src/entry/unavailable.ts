const WORDS = {
  ru: {
    title: 'Раздел не загрузился',
    text: 'Пропала связь, или сайт только что обновили. С вашими данными всё в порядке. Обновите страницу.',
    reload: 'Обновить страницу',
  },
  en: {
    title: 'This section did not load',
    text: 'The connection is gone, or the site has just been updated. Your data is fine. Reload the page.',
    reload: 'Reload the page',
  },
};

/** Says in the module's place that its code did not come: without any of that code, and without its styles. */
export function showUnavailable(element: HTMLElement, locale: 'ru' | 'en'): void {
  const words = WORDS[locale];
  const root = element.shadowRoot ?? element.attachShadow({ mode: 'open' });
  const box = document.createElement('div');
  box.role = 'alert';
  box.lang = locale;
  const title = document.createElement('h1');
  title.textContent = words.title;
  const text = document.createElement('p');
  text.textContent = words.text;
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = words.reload;
  button.addEventListener('click', () => location.reload());
  box.append(title, text, button);
  root.replaceChildren(box);
}
