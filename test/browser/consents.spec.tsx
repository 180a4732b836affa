import { expect, onTestFinished, test } from 'vitest';
import { openSection, place, type Placed, plain, shows, until } from './place.ts';
import { find, press, pressOn } from './user.ts';

const rowOf = ({ root }: Placed, title: string): HTMLElement => {
  const row = [...root.querySelectorAll<HTMLElement>('.consent-row')].find(one =>
    one.querySelector('.row-title')?.textContent?.includes(title),
  );
  if (row === undefined) throw new Error(`no row ${title}`);
  return row;
};

test('one press stops the offers and their mailings, and one press withdraws the objection', async () => {
  const page = await place('/consents');
  const row = () => rowOf(page, 'Предложить то, что подойдёт');
  await press(row(), 'button', /^Прекратить сейчас/);
  await until(() => row().textContent?.includes('прекращено') ?? false);
  const { mailings, objections } = page.backend.db();
  expect(mailings.subscriptions.filter(one => one.userId === 'u-owner' && one.state === 'on')).toEqual([]);
  expect(objections.find(one => one.userId === 'u-owner' && one.purpose === 'offers')?.state).toBe(
    'accepted',
  );
  await press(row(), 'button', /^Отменить возражение/);
  await until(() => row().textContent?.includes('Прекратить сейчас') ?? false);
});

test('another purpose links to a request that begins with this purpose', async () => {
  const page = await place('/consents', { as: { persona: 'new' } });
  await press(rowOf(page, 'Считать посещения'), 'link');
  await until(() => page.heading() !== '' && !page.heading().startsWith('Согласий'));
  await shows(page, 'Считать посещения сайта');
});

test('an analytics tool is refused and allowed again; a failed request resets the switch', async () => {
  let fail = false;
  const page = await place('/consents', {
    fault: (request, answer) => {
      if (fail && request.method === 'PUT') throw new TypeError('Failed to fetch');
      return answer();
    },
  });
  await until(() => page.root.querySelector('[role="switch"]') !== null);
  const first = () => find(page, 'switch').first();
  const allowed = () => first().element().getAttribute('aria-checked');
  expect(allowed()).toBe('true');
  // Screen readers announce every state of the switch: it changes once and does not flicker back.
  const states: unknown[] = [];
  const observer = new MutationObserver(() => states.push(allowed()));
  observer.observe(page.root, { attributeFilter: ['aria-checked'], subtree: true });
  await pressOn(first());
  const refused = () => page.backend.db().toolObjections.filter(row => row.userId === 'u-owner').length;
  await until(() => refused() === 1);
  await shows(page, 'Когда отключён');
  observer.disconnect();
  expect(states).toEqual(['false']);
  fail = true;
  await pressOn(first());
  await shows(page, 'Неизвестно, дошло ли');
  await until(() => allowed() === 'false');
  expect(refused()).toBe(1);
});

test('a consent is withdrawn on its page after the consequences are shown; the list keeps it with its text', async () => {
  const page = await place('/consents');
  await press(page, 'button', /^Подтверждение и отзыв/);
  await until(() => page.root.querySelector('.consent button') !== null);
  await press(page, 'button', 'Отозвать согласие');
  await shows(page, 'Все темы рассылок выключатся сразу.');
  await press(find(page, 'dialog'), 'button', 'Отозвать согласие');
  await shows(page, 'Действующих согласий нет');
  const own = page.backend.db().consents.filter(row => row.userId === 'u-owner' && row.status === 'given');
  expect(own).toEqual([]);
  await pressOn(find(page, 'summary', 'Подтверждение отзыва').first());
  await shows(page, 'Подтверждение отзыва согласия');
  await shows(page, 'Когда отозвано');
});

test('a new wording shows what has changed since the one that was agreed to', async () => {
  const page = await place('/consents', { as: { persona: 'person' } });
  await press(page, 'button', /^Новый текст, подтверждение и отзыв/);
  await shows(page, 'Есть новый текст согласия');
  const changes = await until(() => page.root.querySelector('.consent-changes'));
  expect(changes.querySelectorAll('span').length).toBeGreaterThan(1);
  expect(changes.querySelector('del')?.textContent).not.toBe(changes.querySelector('ins')?.textContent);
  // The new text as a whole is there once, folded.
  expect(page.root.querySelectorAll('.consent details .consent-text')).toHaveLength(1);
  await shows(page, 'Об этом тексте больше не спросим');
});

test('a new wording that is declined changes nothing and is not asked about again', async () => {
  const page = await place('/consents', { as: { persona: 'person' } });
  const consent = () => page.backend.db().consents.find(({ id }) => id === 'p-cs-correspondence');
  await press(page, 'button', /^Новый текст, подтверждение и отзыв/);
  await press(page, 'button', 'Оставить прежнее согласие');
  await shows(page, 'Прежнее согласие действует, ничего не изменилось.');
  expect([consent()?.status, consent()?.version, consent()?.declined]).toEqual(['given', '2024-1', '2026-1']);
  await shows(page, 'Принять новый текст можно в любой день');
  await shows(page, 'Новый текст не принят, прежнее согласие действует');
  expect(plain(page.root.textContent ?? '')).not.toContain('Об этом тексте больше не спросим');
});

test('after a withdrawn consent and an objection, mailings, register and overview agree at once', async () => {
  const page = await place('/consents');
  const go = async (end: string, heading: RegExp) => {
    await pressOn(await until(() => page.root.querySelector<HTMLElement>(`a[href$="${end}"]`)));
    await until(() => heading.test(page.heading()) && page.root.querySelector('[aria-busy="true"]') === null);
  };
  // Every page is seen as it was first: what is kept of it must not outlive the action.
  await openSection(page, 'Обзор');
  await shows(page, /включено \d из \d/);
  await go('/mailings', /приходят рассылки/);
  await go('/data', /хранит/);
  await go('/data/mailings', /присылали/);
  expect(plain(page.root.textContent ?? '')).not.toContain('прекращено');
  await go('/consents', /соглас/i);
  await press(rowOf(page, 'Предложить то, что подойдёт'), 'button', /^Прекратить сейчас/);
  await until(() => rowOf(page, 'Предложить').textContent?.includes('прекращено') ?? false);
  await press(page, 'button', /^Подтверждение и отзыв/);
  await until(() => page.root.querySelector('.consent button') !== null);
  await press(page, 'button', 'Отозвать согласие');
  await press(find(page, 'dialog'), 'button', 'Отозвать согласие');
  await shows(page, 'Действующих согласий нет');
  await go('/mailings', /не приходят/);
  expect(
    [...page.root.querySelectorAll('[role="switch"]')].every(
      one => one.getAttribute('aria-checked') === 'false',
    ),
  ).toBe(true);
  await go('/data', /хранит/);
  await go('/data/mailings', /присылали/);
  await shows(page, /прекращено .+: согласие отозвано/);
  await shows(page, /прекращено .+: ваше возражение/);
  await openSection(page, 'Обзор');
  await shows(page, 'все выключены');
});

test('a tool has a switch only when its refusal changes something for the person; other tools are listed', async () => {
  const page = await place('/consents');
  await until(() => page.root.querySelector('[role="switch"]') !== null);
  const switched = [...page.root.querySelectorAll('.tool-head')].map(one => one.textContent ?? '');
  expect(switched.map(text => /Analytics|Метрика/.test(text))).toEqual([true, true]);
  await shows(page, 'Search Console и Яндекс Вебмастер: эти сервисы видят только сам сайт');
});

test('a browser that asks not to be tracked has turned the tools off, and one press makes it last', async () => {
  Object.defineProperty(navigator, 'globalPrivacyControl', { value: true, configurable: true });
  onTestFinished(() => void Reflect.deleteProperty(navigator, 'globalPrivacyControl'));
  const page = await place('/consents');
  const tool = () => rowOf(page, 'Яндекс Метрика');
  await until(() => rowOf(page, 'Считать посещения').textContent?.includes('возражает ваш браузер') ?? false);
  await shows(page, 'Ваш браузер просит сайты не следить за вами');
  await until(() => tool().textContent?.includes('отключён по сигналу браузера') ?? false);
  expect(page.root.querySelectorAll('[role="switch"]')).toHaveLength(0);
  await press(tool(), 'button', /^Отключить и в других браузерах/);
  await until(() => tool().textContent?.includes('Когда отключён') ?? false);
  const kept = page.backend.db().toolObjections.filter(row => row.userId === 'u-owner');
  expect(kept.map(row => row.tool)).toEqual(['yandex-metrika']);
});
