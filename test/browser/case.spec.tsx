import { expect, test, vi } from 'vitest';
import type { RequestRow } from '../../core/requests/state.ts';
import { place, type Placed, plain, shows, until } from './place.ts';
import { control, field, find, press, pressOn, type } from './user.ts';

const rowOf = ({ backend }: Placed, id: string): RequestRow => {
  const row = backend.db().requests.find(one => one.id === id);
  if (!row) throw new Error(`no request ${id}`);
  return row;
};

/** Presses a button of the open dialog. */
const pressInDialog = (placed: Placed, name: string) => press(find(placed, 'dialog'), 'button', name);

const focused = ({ root }: Placed): Element | null => root.activeElement;
const textOf = ({ root }: Placed): string => root.textContent ?? '';
const posts = ({ requests }: Placed, path: RegExp) =>
  requests.filter(one => one.startsWith('POST') && path.test(one));

test('the customer answers the question of staff, and the answer is in the messages', async () => {
  const placed = await place('/requests/rq-needs-user');
  expect(placed.heading()).toBe('Исправить: почтовый адрес компании');
  await shows(placed, 'Нужен ваш ответ');
  await shows(placed, 'В договоре указан дом 14');
  const answer = await field(placed, /^Ваш ответ$/);
  await press(placed, 'button', 'Ответить');
  await shows(placed, 'Напишите хотя бы пару слов');
  await until(() => focused(placed) === answer);
  await type(answer, 'Верный дом 4.');
  await press(placed, 'button', 'Ответить');
  await shows(placed, 'Ответ отправлен');
  expect(rowOf(placed, 'rq-needs-user').messages.at(-1)?.text).toBe('Верный дом 4.');
  expect(rowOf(placed, 'rq-needs-user').status).toBe('in_work');
  // The place that was asked in is gone: the focus is where it is said what happened.
  await until(() => focused(placed)?.textContent?.includes('Ответ отправлен'));
  await shows(placed, /Переписка.*Верный дом 4\./s);
});

test('a lost answer and another press send one message', async () => {
  const placed = await place('/requests/rq-needs-user');
  const through = globalThis.fetch;
  let lost = 0;
  vi.stubGlobal('fetch', async (input: string, init: RequestInit) => {
    const answer = await through(input, init);
    if (init.method === 'POST' && input.includes('/messages') && lost++ === 0) throw new TypeError('lost');
    return answer;
  });
  const answer = await field(placed, /^Ваш ответ$/);
  await type(answer, 'Дом 4, я проверила.');
  await press(placed, 'button', 'Ответить');
  await shows(placed, 'Неизвестно, дошло ли');
  expect(answer.value).toBe('Дом 4, я проверила.');
  await press(placed, 'button', 'Ответить');
  await shows(placed, 'Ответ отправлен');
  expect(posts(placed, /messages/)).toHaveLength(2);
  expect(rowOf(placed, 'rq-needs-user').messages.filter(one => one.from === 'user')).toHaveLength(1);
});

test('another text after a lost answer is another message: the text stays, and the request is loaded again', async () => {
  const placed = await place('/requests/rq-in-work');
  const through = globalThis.fetch;
  let lost = 0;
  vi.stubGlobal('fetch', async (input: string, init: RequestInit) => {
    const answer = await through(input, init);
    if (init.method === 'POST' && input.includes('/messages') && lost++ === 0) throw new TypeError('lost');
    return answer;
  });
  await press(placed, 'button', 'Написать сотруднику');
  const text = await field(placed, /^Сообщение сотруднику$/);
  await until(() => focused(placed) === text);
  await type(text, 'Первый текст.');
  await press(placed, 'button', 'Отправить');
  await shows(placed, 'Неизвестно, дошло ли');
  await type(text, 'Другой текст.');
  await press(placed, 'button', 'Отправить');
  await shows(placed, 'Прежний текст уже получен');
  await shows(placed, 'Первый текст.');
  expect((await field(placed, /^Сообщение сотруднику$/)).value).toBe('Другой текст.');
  await press(placed, 'button', 'Свернуть');
  await until(() => focused(placed)?.textContent === 'Написать сотруднику');
  await press(placed, 'button', 'Написать сотруднику');
  expect((await field(placed, /^Сообщение сотруднику$/)).value).toBe('Другой текст.');
});

test('a message of 100,000 characters is sent and shown as text; one character more is rejected, not cut', async () => {
  const placed = await place('/requests/rq-in-work', { width: 360 });
  const hostile = `<img src=x onerror="window.hacked=1">\u202E\u200B👩‍👩‍👧 `;
  const long = hostile + '\u{1F600}'.repeat(100_000 - [...hostile].length);
  await press(placed, 'button', 'Написать сотруднику');
  const text = await field(placed, /^Сообщение сотруднику$/);
  await type(text, `${long}!`);
  await press(placed, 'button', 'Отправить');
  await shows(placed, /100\s001 знаков/);
  expect(text.value).toBe(`${long}!`);
  expect(posts(placed, /messages/)).toHaveLength(0);
  await type(text, long);
  await press(placed, 'button', 'Отправить');
  await shows(placed, 'Сообщение отправлено');
  expect(rowOf(placed, 'rq-in-work').messages.at(-1)?.text).toBe(long);
  await shows(placed, '<img src=x onerror');
  expect(placed.root.querySelector('.content img')).toBeNull();
  await press(placed, 'button', /^Показать целиком, 100\s000 знаков$/);
  await until(() => textOf(placed).includes(long));
  const page = placed.root.querySelector('.content');
  expect(page?.scrollWidth).toBeLessThanOrEqual(page?.clientWidth ?? 0);
  expect('hacked' in window).toBe(false);
});

test('leaving the page with a text that is not sent asks for a confirmation', async () => {
  const placed = await place('/requests/rq-needs-user');
  const blocksLeaving = () => !dispatchEvent(new Event('beforeunload', { cancelable: true }));
  expect(blocksLeaving()).toBe(false);
  await type(await field(placed, /^Ваш ответ$/), 'Ещё не готово');
  await until(blocksLeaving);
  // The router learns of it a moment after the browser does.
  await new Promise(resolve => setTimeout(resolve, 100));
  await press(placed, 'link', 'Обращения');
  await pressInDialog(placed, 'Остаться');
  await until(() => placed.root.querySelector('dialog') === null);
  expect((await field(placed, /^Ваш ответ$/)).value).toBe('Ещё не готово');
  expect(blocksLeaving()).toBe(true);
  await press(placed, 'link', 'Обращения');
  await pressInDialog(placed, 'Уйти без отправки');
  await until(() => placed.heading() !== 'Исправить: почтовый адрес компании');
});

test('the typed text stays when staff answer during typing', async () => {
  const placed = await place('/requests/rq-needs-user');
  await type(await field(placed, /^Ваш ответ$/), 'Я как раз пишу');
  rowOf(placed, 'rq-needs-user').status = 'answered';
  rowOf(placed, 'rq-needs-user').answeredAt = new Date().toISOString();
  dispatchEvent(new Event('focus'));
  await shows(placed, 'Ваш текст не отправлен');
  await shows(placed, 'Я как раз пишу');
});

test('an appeal starts the clock again', async () => {
  const placed = await place('/requests/rq-answered');
  await shows(placed, 'Часть скрыта: в ней данные других людей.');
  await shows(placed, 'Ответили');
  await shows(placed, 'Итог: сделано 1, частично 1, отказано 1');
  expect(control(placed, 'link', 'К копиям данных').getAttribute('href')).toContain('/exports');
  await press(placed, 'button', 'Попросить пересмотреть');
  await type(await field(placed, /^С чем вы не согласны$/), 'Записи разговоров нужны.');
  await press(placed, 'button', 'Попросить пересмотреть');
  await shows(placed, 'Просьба о пересмотре принята');
  await shows(placed, 'Первый ответ, его пересматривают');
  await shows(placed, 'Сроки пересмотра');
  expect(rowOf(placed, 'rq-answered').status).toBe('appealed');
});

test('the customer withdraws a request after reading the consequences', async () => {
  const placed = await place('/requests/rq-in-work');
  await press(placed, 'button', 'Отозвать обращение');
  await shows(placed, 'снова начнут пользоваться');
  // The reason may be left out: first the reader learns what this leads to.
  await until(() => focused(placed)?.textContent === 'Отозвать обращение?');
  await type(await field(placed, /^Почему отзываете$/), 'Разобрались сами.');
  await pressInDialog(placed, 'Отозвать обращение');
  await shows(placed, 'Обращение отозвано.');
  await shows(placed, 'Разобрались сами.');
  await shows(placed, 'сроки больше не идут');
  expect(rowOf(placed, 'rq-in-work').status).toBe('withdrawn');
  await until(() => focused(placed)?.textContent.includes('Обращение отозвано.'));
});

test('the owner files or declines what an admin has prepared', async () => {
  const placed = await place('/requests/rq-awaiting-owner');
  await shows(placed, 'Рощин Павел Андреевич');
  expect(placed.root.querySelector('.case-state .chip[data-tone="warn"]')?.textContent).toBe(
    'ждёт вашего решения',
  );
  expect(textOf(placed)).not.toContain('подтверждение приёма с контрольными');
  await press(placed, 'button', 'Подать');
  await pressInDialog(placed, 'Подать');
  await shows(placed, 'подано. Срок ответа пошёл.');
  expect(rowOf(placed, 'rq-awaiting-owner').status).toBe('submitted');

  const other = await place('/requests/rq-awaiting-owner-2');
  await press(other, 'button', 'Не подавать');
  await pressInDialog(other, 'Не подавать');
  await shows(other, 'Обращение не подано.');
  expect(rowOf(other, 'rq-awaiting-owner-2').status).toBe('withdrawn');
});

test('the owner files an erasure only with the confirmation word', async () => {
  const placed = await place('/requests/rq-awaiting-owner');
  Object.assign(rowOf(placed, 'rq-awaiting-owner'), {
    kind: 'erasure',
    details: { categories: ['calls'], confirmation: 'УДАЛИТЬ' },
  });
  rowOf(placed, 'rq-submitted').status = 'withdrawn';
  dispatchEvent(new Event('focus'));
  await shows(placed, 'Удалить:');
  await press(placed, 'button', 'Подать');
  await pressInDialog(placed, 'Подать');
  await shows(placed, 'Нужно слово УДАЛИТЬ');
  await type(await field(placed, /напечатайте УДАЛИТЬ/), 'удалить');
  await pressInDialog(placed, 'Подать');
  await shows(placed, 'подано. Срок ответа пошёл.');
  await shows(placed, 'Ещё можно передумать');
});

test('a draft can be continued or deleted', async () => {
  const placed = await place('/requests/rq-draft');
  expect(control(placed, 'link', 'Продолжить').getAttribute('href')).toContain(
    '/requests/new/access?draft=rq-draft&step=period',
  );
  expect(control(placed, 'link', 'Продолжить в черновике').getAttribute('href')).toContain('draft=rq-draft');
  expect(() => control(placed, 'button', /одним файлом/)).toThrow();
  await press(placed, 'button', 'Удалить черновик');
  await pressInDialog(placed, 'Удалить черновик');
  await until(() => placed.heading() !== 'Копия данных');
  expect(placed.backend.db().requests.some(one => one.id === 'rq-draft')).toBe(false);
});

test('the hold counts down by the clock of the server, and at zero the page shows the next state', async () => {
  const placed = await place('/requests/rq-submitted');
  const timer = () => placed.root.querySelector('[role="timer"]');
  expect(timer()?.textContent).toMatch(/^2\sдня/);
  expect(timer()?.getAttribute('aria-live')).toBeNull();
  rowOf(placed, 'rq-submitted').submittedAt = new Date(Date.now() - 72 * 3_600_000 + 4000).toISOString();
  dispatchEvent(new Event('focus'));
  await until(() => /^[1-4]\sсекунд/.test(timer()?.textContent ?? ''));
  const first = timer()?.textContent;
  await until(() => timer()?.textContent !== first);
  await until(() => timer() === null);
  await shows(placed, '72 часа прошли');
}, 30_000);

test('the page verifies the receipt by itself, and detects a forged one', async () => {
  const placed = await place('/requests/rq-in-work');
  await press(placed, 'summary', /^Текст подтверждения$/);
  await shows(placed, 'ООО «Северный ветер»');
  await press(placed, 'button', 'Проверить');
  await shows(placed, 'Совпала: текст тот же');

  const forged = await place('/requests/rq-in-work');
  const through = globalThis.fetch;
  vi.stubGlobal('fetch', async (input: string, init: RequestInit) => {
    const answer = await through(input, init);
    if (!input.endsWith('/receipt')) return answer;
    const text = await answer.text();
    return new Response(text.replaceAll('не отправляйте', 'отправляйте'), { headers: answer.headers });
  });
  await press(forged, 'button', 'Подтверждение приёма');
  await shows(forged, 'ООО «Северный ветер»');
  await press(forged, 'button', 'Проверить');
  await shows(forged, 'Не совпала');
});

test('the page explains each deadline day by day', async () => {
  const placed = await place('/requests/us-in-work', {
    as: { persona: 'user', now: '2026-02-18T09:00:00Z' },
  });
  await shows(placed, 'Личное обращение: владелец аккаунта его не видит.');
  await press(placed, 'summary', /^Как считается срок/);
  // Filed on Friday the 13th: ten working days, and the 23rd is a holiday.
  await shows(placed, /10 рабочих дней с получения обращения, 13 февраля/);
  await shows(placed, 'Праздники на пути: 23 февраля.');
  await shows(placed, '23 февраля: праздник, не считается');
  await shows(placed, '2 марта: 10-й день');
  await shows(placed, 'осталось 12 календарных дней');
});

test('the date is saved to a calendar, the request to an archive, and a file to the disk; a failure is shown beside its button', async () => {
  const saved: { name: string; blob: Blob }[] = [];
  let last: Blob | undefined;
  vi.spyOn(URL, 'createObjectURL').mockImplementation(blob => {
    last = blob as Blob;
    return 'blob:none';
  });
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    if (last) saved.push({ name: this.download, blob: last });
  });
  const placed = await place('/requests/rq-in-work');
  const { number } = rowOf(placed, 'rq-in-work');
  await press(placed, 'button', 'Добавить в календарь');
  await shows(placed, 'Файл сохранён');
  expect(saved[0]?.name).toBe(`${number}.ics`);
  const calendar = await saved[0]?.blob.text();
  expect(calendar).toContain(`SUMMARY;LANGUAGE=ru:ActiveCloud должен ответить`);
  expect(calendar).toContain('SEQUENCE:1');

  await pressOn(find(placed, 'button', /справка об адресе\.txt$/).first());
  await until(() => saved.length === 2);
  expect(saved[1]?.name).toBe('справка об адресе.txt');
  expect(await saved[1]?.blob.text()).toBe('hello');

  await press(placed, 'button', 'Скачать всё одним файлом');
  await until(() => saved.length === 3);
  expect(saved[2]?.name).toBe(`Обращение ${number}.zip`);
  expect((await saved[2]?.blob.text())?.slice(0, 2)).toBe('PK');

  const through = globalThis.fetch;
  vi.stubGlobal('fetch', (input: string, init: RequestInit) =>
    input.endsWith('/archive') ? Promise.reject(new TypeError('lost')) : through(input, init),
  );
  await press(placed, 'button', 'Скачать всё одним файлом');
  await shows(placed, 'Нет связи с сервером');
  expect(saved).toHaveLength(3);
});

test('the page of an overdue request has one overdue label, and offers the letter to the supervisory authority', async () => {
  const placed = await place('/requests/rq-overdue');
  const row = rowOf(placed, 'rq-overdue');
  expect(placed.root.querySelector('.case-state .chip[data-tone="bad"]')?.textContent).toBe('срок прошёл');
  const letter = () => placed.root.querySelector('.letter')?.textContent ?? '';
  await press(placed, 'button', 'Написать жалобу');
  await until(() => letter() !== '');
  expect(letter()).toContain('В Роскомнадзор');
  expect(letter()).toContain(`№ ${row.number}`);
  expect(letter()).toMatch(/получил моё обращение .* \d+ \S+ \d{4}\sг\.$/m);
  expect(letter()).toMatch(/^Ответить нужно было до \d+ \S+ \d{4}\sг\. включительно/m);
  await press(placed, 'button', 'Свернуть письмо');
  await until(() => letter() === '');

  // A complaint that is meant for the body itself is not sent by us, and the page says so.
  Object.assign(row.details, { to: 'regulator' });
  dispatchEvent(new Event('focus'));
  await shows(placed, 'Жалоба в Роскомнадзор ещё не отправлена: отправьте её сами');
  await press(placed, 'button', 'Показать письмо');
  await until(() => letter().includes(row.details.about ?? '?'));
  expect(letter()).not.toContain('ответа нет');
});

test('a printed request has the whole texts and no controls', async () => {
  const placed = await place('/requests/rq-answered');
  await shows(placed, 'Спасибо, жду.');
  const long = `Начало. ${'слово '.repeat(800)}Конец.`;
  rowOf(placed, 'rq-answered').messages[1] = {
    ...rowOf(placed, 'rq-answered').messages[1]!,
    text: long,
  };
  dispatchEvent(new Event('focus'));
  await shows(placed, 'Показать целиком');
  expect(textOf(placed)).not.toContain('Конец.');
  const frame = document.createElement('iframe');
  document.body.append(frame);
  const paper = frame.contentWindow as Window & typeof globalThis;
  paper.print = () => undefined;
  vi.spyOn(globalThis, 'open').mockReturnValue(paper);
  await press(placed, 'button', 'Распечатать');
  await until(() => paper.document.body.textContent?.includes('Конец.'));
  expect(paper.document.querySelector('h1')?.textContent).toBe(placed.heading());
  // The print has in full what the screen puts behind buttons and what is shown only for today.
  expect(paper.document.body.textContent).toMatch(/[0-9a-f]{64}/);
  expect(paper.document.body.textContent).not.toMatch(/назад|сегодня|вчера|осталось/);
  const controls = [...paper.document.querySelectorAll('button')];
  expect(controls.every(button => paper.getComputedStyle(button).display === 'none')).toBe(true);
  expect(textOf(placed)).not.toContain('Конец.');
});

test('a request that has just been filed shows the confirmation once, above everything else', async () => {
  const placed = await place('/requests/rq-submitted?filed=1');
  await shows(placed, /Обращение принято.*Номер R-/s);
  expect(placed.root.querySelector('.case-filed h2')?.textContent).toBe('Обращение принято');
  await until(() => placed.root.querySelector('.case-filed [role="status"]')?.textContent !== '');
  expect(placed.root.querySelectorAll('h1')).toHaveLength(1);
});

test('the page of a request is in English with the locale en', async () => {
  const placed = await place('/requests/rq-overdue', { locale: 'en' });
  await shows(placed, 'There is still no answer, although the deadline has passed.');
  await shows(placed, /you can complain now to Roskomnadzor or a court/);
  expect(textOf(placed)).not.toMatch(/-\d+ days/);
});

test('a request of another person is not found', async () => {
  const placed = await place('/requests/rq-in-work', { as: { persona: 'user' } });
  await shows(placed, 'Такой страницы нет');
});

test('a withdrawal after the answer of staff shows the change of state, and the typed reason stays', async () => {
  const placed = await place('/requests/rq-in-work');
  await press(placed, 'button', 'Отозвать обращение');
  await type(await field(placed, /^Почему отзываете/), 'Передумала');
  await placed.backend.staff('rq-in-work', 'answer');
  await pressInDialog(placed, 'Отозвать обращение');
  await shows(placed, 'Пока вы решали, обращение изменилось.');
  await shows(placed, 'Передумала');
  expect(rowOf(placed, 'rq-in-work').status).toBe('answered');
  await pressInDialog(placed, 'Понятно');
  await until(() => placed.root.querySelector('dialog[open]') === null);
});

/** Elements in sight with text of their own that name the day. */
const namings = ({ root }: Placed, day: string) =>
  [...root.querySelectorAll<HTMLElement>('.content *')].filter(
    one => one.childElementCount === 0 && one.checkVisibility() && plain(one.textContent ?? '').includes(day),
  ).length;

test.each([
  ['rq-submitted?filed=1', 'owner'],
  ['rq-needs-user', 'owner'],
  ['us-in-work', 'user'],
] as const)(
  '%s: the page shows the due date once, beside its clock; other clocks and the rules are in a fold',
  async (address, persona) => {
    const placed = await place(`/requests/${address}`, { as: { persona } });
    const clocks = () => [...placed.root.querySelectorAll('.clock')].filter(one => one.checkVisibility());
    expect(clocks()).toHaveLength(1);
    const day = plain(clocks()[0]?.querySelector('.h3')?.textContent ?? '').replace(/^До /, '');
    expect(day).toMatch(/^\d+ \S+/);
    expect(namings(placed, day)).toBe(2);
    const all = placed.root.querySelectorAll('.clock').length;
    await press(placed, 'summary', /^Как считается срок/);
    await until(() => clocks().length === all && placed.root.querySelector('.counted') !== null);
  },
);

test('the visible clock is the governing one, and the fold announces the other clocks', async () => {
  const placed = await place('/requests/us-in-work', { as: { persona: 'user' } });
  const [first, ...others] = placed.root.querySelectorAll('.clock');
  expect(others.length).toBeGreaterThan(0);
  expect(control(placed, 'summary', /другие сроки$/).checkVisibility()).toBe(true);
  expect([
    first?.getAttribute('data-governs'),
    ...others.map(one => one.getAttribute('data-governs')),
  ]).toEqual(['true', ...others.map(() => 'false')]);
});

test.each([
  ['by', 'by-in-work', 'Сроки считаем по законам Беларуси: эта страна указана в аккаунте.', true],
  ['owner', 'rq-needs-user', 'действует обещание политики', false],
] as const)(
  '%s: the request %s names the law of its deadlines, open to dispute',
  async (persona, id, text, disputed) => {
    const placed = await place(`/requests/${id}`, { as: { persona } });
    await shows(placed, text);
    const link = placed.root.querySelector('a[href*="topic=law"]');
    expect(link !== null).toBe(disputed);
  },
);
test('a request names the role that its author had, and stays with them', async () => {
  const placed = await place('/requests/fi-question', { as: { persona: 'finance' } });
  await shows(placed, 'Вы подали его в роли «администратор»; теперь ваша роль — «финансовый менеджер».');
  await shows(placed, 'На обращение это не влияет');
  expect(find(placed, 'button', 'Отозвать обращение').elements().length).toBeGreaterThan(0);
});

test('a file names its check and since when staff have it open', async () => {
  const placed = await place('/requests/rq-in-work');
  await shows(placed, /Проверен на вирусы .*ничего не найдено/s);
  await shows(placed, /Сотрудник открыл .*забрать уже нельзя/s);
});

test('a file that came without a scanner is labelled as not checked', async () => {
  const placed = await place('/requests/p-in-work', { as: { persona: 'person' }, locale: 'en' });
  await shows(placed, 'Not checked for viruses: no check is connected.');
});

test('a filed file is taken back until staff open it, and the history keeps its name', async () => {
  const placed = await place('/requests/rq-submitted');
  await shows(placed, 'Сотрудник ещё не открывал.');
  await press(placed, 'button', /^Забрать файл/);
  await pressInDialog(placed, 'Забрать файл');
  await shows(placed, 'Файл забран, сотрудник его не увидит.');
  await shows(placed, /Файл забран назад.*решение о закрытии рассылок\.txt/s);
  expect(textOf(placed)).not.toContain('Сотрудник ещё не открывал.');
});

test('a withdrawn request is changed and filed again from a draft that names it', async () => {
  const placed = await place('/requests/rq-withdrawn');
  await press(placed, 'button', 'Изменить и подать снова');
  await shows(placed, /Подаётся вместо обращения R-26-\d{4}/);
  await until(() => textOf(placed).includes('С чем вы не согласны') || textOf(placed).includes('шаг 1'));
  const draft = placed.backend.db().requests.find(one => one.replaces?.id === 'rq-withdrawn');
  expect(draft).toMatchObject({ status: 'draft', details: rowOf(placed, 'rq-withdrawn').details });
});

test('a request that is filed again leads to the draft that was started', async () => {
  const placed = await place(async backend => {
    const rows = backend.db().requests;
    const [former, draft] = ['rq-withdrawn', 'rq-draft'].map(id => rows.find(one => one.id === id));
    if (!former || !draft) throw new Error('the requests are missing');
    draft.replaces = { id: former.id, number: former.number };
    return '/requests/rq-withdrawn';
  });
  await shows(placed, /Продолжить черновик нового обращения R-26-\d{4}/);
  expect(textOf(placed)).not.toContain('Изменить и подать снова');
});

test('the dialog to withdraw names until when it is possible, and that the text stays', async () => {
  const placed = await place('/requests/rq-needs-user');
  await press(placed, 'button', 'Отозвать обращение');
  await shows(placed, /Отозвать можно, пока мы не ответили, а ответить должны до /);
  await shows(placed, /обращение можно изменить и подать снова в любой день/);
});
