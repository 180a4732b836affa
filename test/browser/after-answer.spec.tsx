import { expect, test } from 'vitest';
import { place, type Placed, shows, until } from './place.ts';
import { control, press } from './user.ts';

const posts = ({ requests }: Placed, path: RegExp) =>
  requests.filter(one => one.startsWith('POST') && path.test(one));

test('after an answer the bodies for complaints have a link and an address, and the letter has the facts of the request', async () => {
  const placed = await place('/requests/rq-answered-erasure');
  await shows(placed, 'Куда ещё можно обратиться');
  expect(control(placed, 'link', /^Роскомнадзор/).getAttribute('href')).toBe('https://rkn.gov.ru/');
  await shows(placed, 'Китайгородский проезд, д. 7, стр. 2');
  await shows(placed, 'Адрес сверьте на сайте');
  await press(placed, 'button', 'Письмо с жалобой');
  await shows(placed, 'Жалоба на ответ оператора персональных данных');
  await shows(placed, /Ответ оператора от .*«Посещения сайта»: частично/s);
  await shows(placed, 'Прошу проверить, законен ли этот ответ');
});

test('an answered erasure has a confirmation of destruction that waits for its act', async () => {
  const placed = await place('/requests/rq-answered-erasure');
  await shows(placed, 'Подтверждение уничтожения');
  await shows(placed, 'Уничтожено, акт подписывается');
  await shows(placed, /сохранено, у каждого года свой срок: от 31 декабря \d{4}/);
  await shows(placed, /Сделано в системе/);
});

test('an open erasure lists what to pay and to stop first, with amount and link', async () => {
  const placed = await place('/requests/rq-submitted');
  await shows(placed, 'Что нужно сделать до удаления');
  await shows(placed, /12\s480/);
  expect(control(placed, 'link', /^Оплатить/).getAttribute('href')).toBe('https://panel.example/billing/pay');
});

test('the place to write in names the time that messages and files are kept', async () => {
  const placed = await place('/requests/rq-needs-user');
  await shows(
    placed,
    'Сообщения и файлы всех обращений храним по одному правилу: три года после завершения.',
  );
  await shows(placed, 'Политика этого срока не называет');
});

test('an unknown entry of the access log is attached to the complaint that is open, by one message', async () => {
  const placed = await place(({ db }) => {
    const seen = db().access.findLast(row => row.accountId === 'acc-1' && row.userId === 'u-owner');
    return Promise.resolve(`/requests/new/complaint?entry=${seen?.id ?? ''}`);
  });
  await press(placed, 'radio', /компани|аккаунт/i);
  await press(placed, 'button', 'Дальше');
  await shows(placed, /Запись журнала доступа можно добавить к этому обращению: \d+ .*: /);
  expect(placed.root.textContent).not.toMatch(/\bal-/);
  await press(placed, 'button', 'Добавить к обращению');
  await shows(placed, 'Я не узнаю эту запись в журнале доступа');
  await shows(placed, 'О записи в журнале доступа');
  expect(posts(placed, /messages/)).toHaveLength(1);
});

test('the text that a link has begun is sent to the complaint that is open, as one message', async () => {
  const placed = await place('/requests/new/complaint?category=services&topic=human');
  await press(placed, 'radio', /компани|аккаунт/i);
  await press(placed, 'button', 'Дальше');
  const typed = () => placed.root.querySelector<HTMLTextAreaElement>('textarea[name="words"]')?.value ?? '';
  await until(() => typed() !== '');
  const words = typed();
  await press(placed, 'button', 'Добавить сообщением в открытое обращение');
  await shows(placed, words.slice(0, 40));
  await until(() => placed.root.querySelector('textarea[name="words"]') === null);
  expect(posts(placed, /messages/)).toHaveLength(1);
});
