import { expect, test } from 'vitest';
import { place, type Placed, shows, until } from './place.ts';
import { control, find, press, pressNow, ready, type } from './user.ts';

test('a restriction lists what stops and asks for the ground and the last day in one step', async () => {
  const placed = await place('/requests/new/restriction?category=analytics', { as: { persona: 'by' } });
  await press(placed, 'button', 'Дальше');
  await shows(placed, 'Почему нужно приостановить?');
  await shows(placed, 'До какого дня');
  await shows(placed, 'Что остановится, пока данные ограничены');
  await shows(placed, /Считать посещения сайта/);
});

test('the title of the window begins with the error while a step has one, and loses it with the correction', async () => {
  const placed = await place('/requests/new/restriction', { as: { persona: 'by' } });
  expect(document.title).not.toMatch(/^Ошибка/);
  await press(placed, 'button', 'Дальше');
  await until(() => document.title.startsWith('Ошибка: '));
  await press(placed, 'checkbox', /^Звонки/);
  await until(() => !document.title.startsWith('Ошибка'));
});

test('a record can be restricted from its dialog', async () => {
  const placed = await place('/data/services');
  await until(() => placed.root.querySelector('[aria-rowindex]'));
  const [first] = find(placed, 'button', /^Платёж/).elements();
  if (first === undefined) throw new Error('no payment in the list');
  pressNow(first);
  await ready(placed, 'link', 'Не использовать');
  expect(control(placed, 'link', 'Не использовать').getAttribute('href')).toMatch(
    /requests\/new\/restriction\?category=services&record=/,
  );
});

test('the law that is applied is named with its reason, and a disagreement opens a complaint with its first words', async () => {
  const placed = await place('/requests/new', { as: { persona: 'by' } });
  await shows(placed, 'Отвечаем по законам Беларуси: эта страна указана в вашем аккаунте.');
  await press(placed, 'link', 'Не согласны?');
  const words = await until(() => placed.root.querySelector('textarea'));
  expect(words?.value).toMatch(/^Не согласен \(не согласна\) с тем, законы какой страны/);
});

/** Opens the first order of the list. */
async function openFirstOrder(): Promise<{ placed: Placed; title: string }> {
  const placed = await place('/data/services?kind=order');
  await until(() => find(placed, 'button', /^Заказ/).elements().length > 0);
  const [first] = find(placed, 'button', /^Заказ/).elements();
  if (first === undefined) throw new Error('no order in the list');
  pressNow(first);
  return { placed, title: first.textContent ?? '' };
}

test('an order that a person checked has a way to ask for a person', async () => {
  const { placed } = await openFirstOrder();
  await ready(placed, 'link', 'Попросить человека посмотреть');
  await shows(placed, 'Проверено человеком');
  expect(control(placed, 'link', 'Попросить человека посмотреть').getAttribute('href')).toContain(
    'topic=human',
  );
});

test('the list of orders names the day on which a person checked each, with the way to ask for a person', async () => {
  const placed = await place('/data/services?kind=order');
  await shows(placed, /проверил человек \d{2}\.\d{2}\.\d{4}/);
  const ask = control(placed, 'link', 'Попросить человека посмотреть ещё раз');
  expect(ask.getAttribute('href')).toContain('topic=human');
});

test('the button below the preview of an erasure stays in its place when the preview comes', async () => {
  const hosts = () => [...document.querySelectorAll('div')].flatMap(({ shadowRoot }) => shadowRoot ?? []);
  const topOf = (root: ShadowRoot) =>
    [...root.querySelectorAll('button')].find(one => one.textContent === 'Дальше')?.getBoundingClientRect()
      .top;
  const whileLoading: (number | undefined)[] = [];
  const page = await place('/requests/new/erasure?draft=rq-draft-2&step=preview', {
    fault: async ({ url }, answer) => {
      if (url.endsWith('/rights/erasure/preview')) {
        const root = await until(() => hosts().find(one => one.querySelector('[aria-label^="Считаем"]')));
        whileLoading.push(topOf(root));
      }
      return answer();
    },
  });
  await until(() => page.root.querySelector('table.preview') !== null);
  expect(new Set(whileLoading)).toEqual(new Set([topOf(page.root)]));
});

test('an objection names what was objected to before, and agrees with the catalogue where nothing is used', async () => {
  const huge = await place('/requests/new/objection?scope=person', { as: { persona: 'huge' } });
  await press(huge, 'radio', /О моих личных данных/);
  await press(huge, 'button', 'Дальше');
  await shows(huge, 'Вы уже возразили, и для этого данные больше не используют.');

  const fresh = await place('/requests/new/objection', { as: { persona: 'new' } });
  await shows(fresh, 'Сейчас ваши данные не используют ни для одной цели, против которой можно возразить.');
  await shows(fresh, 'Сейчас ваши данные для этого не используют.');
  const catalogue = await place('/requests/new', { as: { persona: 'new' } });
  await shows(
    catalogue,
    'Сейчас ваши данные не используют ни для одной цели, против которой можно возразить.',
  );
});

test('a wizard names the total of its steps only when no answer can change it', async () => {
  const placed = await place('/requests/new/access', { as: { persona: 'new' } });
  await shows(placed, /шаг 1(?! из)/);
  await press(placed, 'radio', /^Копия моих данных/);
  await press(placed, 'button', 'Дальше');
  await shows(placed, 'шаг 2 из 4');
});

test('a resumed erasure begins with its task list, and each step leads back to it', async () => {
  const page = await place('/requests/new/erasure?draft=rq-draft-2');
  await shows(page, 'Удалить данные: что сделано и что осталось');
  await shows(page, 'сделано 2 из 6');
  await press(page, 'button', 'Продолжить');
  await shows(page, 'шаг 3 из 6');
  expect(page.heading()).toBe('Что произойдёт, если удалить');
  await press(page, 'button', 'Все шаги');
  await press(page, 'button', 'Когда начать');
  await shows(page, 'шаг 5 из 6');
});

test('the tasks of an erasure without data wait for it, and name that', async () => {
  const page = await place('/requests/new/erasure?draft=p-draft-2', { as: { persona: 'person' } });
  await shows(page, 'сначала выберите данные');
  await press(page, 'button', 'Какие данные удалить');
  await shows(page, /шаг 1 из 5/);
});

test('the check of an erasure names the day on which deleting begins and the one by which it ends', async () => {
  const page = await place('/requests/new/erasure?draft=rq-draft-2&step=check');
  await shows(page, /удалять начнём не раньше .* Удалим не позже /);
});

test('the wizard of portability leads to the file at once while it is for oneself', async () => {
  const page = await place('/requests/new/portability', { as: { persona: 'by' } });
  await shows(page, 'Файл для себя собирается сразу');
  await press(page, 'link', 'Собрать файл сейчас');
  await shows(page, 'Только то, что дали вы');
});

test('a request about a record names it as the list does', async () => {
  const { placed, title } = await openFirstOrder();
  await shows(placed, 'Номер');
  await shows(placed, 'Откуда');
  await press(placed, 'link', 'Исправить');
  await press(placed, 'radio', /^О моих личных/);
  await press(placed, 'button', 'Дальше');
  // Without a driver a press comes at once: it would be the same button a second time.
  await until(() => placed.heading() !== 'О чьих данных речь?');
  await press(placed, 'button', 'Дальше');
  await shows(placed, new RegExp(`${title}, № \\d+`));
});

async function typeWords(placed: Placed): Promise<void> {
  const words = await until(() => placed.root.querySelector<HTMLTextAreaElement>('textarea[name="words"]'));
  if (words) await type(words, 'Смотрели без причины');
}

test('an address that names a later step asks first whom the request is about, and what is typed then is saved', async () => {
  const placed = await place('/requests/new/complaint?entry=al-owner-1&step=words');
  expect(placed.heading()).toBe('О чьих данных речь?');
  await press(placed, 'radio', /^О моих личных/);
  expect(placed.heading()).toBe('О чьих данных речь?');
  await press(placed, 'button', 'Дальше');
  await typeWords(placed);
  await until(() => placed.requests.includes('POST /api/privacy/v1/requests'));
});

test('before there is a draft, a reload keeps the answer to the first step', async () => {
  const placed = await place('/requests/new/complaint?entry=al-owner-1&scope=person&step=words');
  await typeWords(placed);
  await until(() => placed.requests.includes('POST /api/privacy/v1/requests'));
});
