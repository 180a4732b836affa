import type { Page } from '@playwright/test';
import { expect, open, settled, playgroundAddress, test } from './playground.ts';

const LOADS = /Failed to load resource|net::ERR/;
const module = (page: Page) => page.locator('activecloud-privacy');
const button = (page: Page, name: string | RegExp) => module(page).getByRole('button', { name, exact: true });
/** Goes on, and waits until the next question stands. */
async function next(page: Page): Promise<void> {
  const form = module(page).locator('form[data-step]');
  const before = (await form.getAttribute('data-step')) ?? '';
  await button(page, 'Дальше').click();
  await expect(form.and(module(page).locator(`[data-step="${before}"]`))).toHaveCount(0);
}
const saved = (page: Page) =>
  expect(module(page).locator('[data-save]')).toHaveAttribute('data-save', 'saved');

/** Turns the fault of the playground under the open page. */
async function fault(page: Page, scenario: string): Promise<void> {
  const select = page.getByLabel('Что с сервером');
  if (!(await select.isVisible())) await page.getByText('Стенд', { exact: true }).click();
  await select.selectOption(scenario);
  if (scenario === 'normal') await page.evaluate(() => dispatchEvent(new Event('online')));
}

/** Asks the mock as the page would; the answer is JSON. */
function api<T>(page: Page, path: string): Promise<T> {
  return page.evaluate(async to => (await fetch(`/api/privacy/v1${to}`)).json() as Promise<T>, path);
}

const HOSTILE = [
  '<img src=x onerror="globalThis.hacked=1"><script>globalThis.hacked=1</script>',
  '</textarea>${globalThis.hacked=1} {n, plural, one {#}}',
  '\u202Eсправа налево\u202C \u2066и\u2069 \u200B\u200D\uFEFFневидимое',
  'до\u0000после',
  'Ёё 👩‍👩‍👧‍👦 🏳️‍🌈 е\u0301 %00 %2e%2e/ \\u0000 \' " ` ; -- null undefined NaN',
].join('\n');

test('hostile texts in a story, a name, a correction and a message are shown as typed', async ({ page }) => {
  const long = `${HOSTILE}\n${'Ж'.repeat(100_000 - [...HOSTILE].length - 1)}`;
  await open(page, '/requests/new/complaint', { persona: 'new' });
  await module(page).getByLabel('Что случилось?').fill(long);
  await next(page);
  await next(page);
  await saved(page);
  await button(page, 'Отправить обращение').click();
  await expect(module(page).getByText('Обращение принято').first()).toBeVisible();
  const id = /requests\/(rq-[^?]+)/.exec(page.url())?.[1] ?? '';
  const filed = await api<{ details: { about: string } }>(page, `/requests/${id}`);
  // Said in a word: a hundred thousand letters twice help nobody.
  expect(filed.details.about === long, 'the story as it was typed').toBe(true);
  await button(page, 'Написать сотруднику').click();
  await module(page)
    .getByLabel(/сообщение/i)
    .fill(HOSTILE);
  await button(page, /^Отправить/).click();
  await expect(
    module(page)
      .getByRole('status')
      .filter({ hasText: /отправлено/i }),
  ).toBeVisible();
  const { messages } = await api<{ messages: { text: string }[] }>(page, `/requests/${id}`);
  expect(messages.map(message => message.text)).toEqual([HOSTILE]);
  await button(page, 'Отозвать обращение').first().click();
  await module(page)
    .getByLabel(/Почему/i)
    .fill(HOSTILE);
  await module(page).getByRole('dialog').getByRole('button', { name: 'Отозвать обращение' }).click();
  await expect(module(page).locator('.chip', { hasText: 'отозвано' })).toBeVisible();

  await page.goto(playgroundAddress('/requests/new/rectification', { persona: 'new' }));
  await settled(page);
  await module(page).getByLabel('Учётные данные').check();
  await next(page);
  await button(page, /^Добавить то, чего нет в списке/).click();
  await module(page).getByLabel('Что неверно').fill('<b>Адрес</b>\u202E');
  await module(page).getByLabel('Как должно быть').fill('"><svg onload=globalThis.hacked=1>');
  await next(page);
  await next(page);
  await saved(page);
  await button(page, 'Отправить обращение').click();
  await expect(module(page).getByText('Обращение принято').first()).toBeVisible();
  const other = /requests\/(rq-[^?]+)/.exec(page.url())?.[1] ?? '';
  const { details } = await api<{ details: { items: unknown } }>(page, `/requests/${other}`);
  expect(details.items).toEqual([
    {
      category: 'account',
      field: 'other',
      label: '<b>Адрес</b>\u202E',
      new: '"><svg onload=globalThis.hacked=1>',
    },
  ]);
  expect(await page.evaluate(() => (globalThis as { hacked?: number }).hacked)).toBeUndefined();
});

test('a text that is too long is rejected and kept, without cutting', async ({ page }) => {
  await open(page, '/requests/new/complaint', { persona: 'new' });
  const long = 'Щ'.repeat(100_001);
  await module(page).getByLabel('Что случилось?').fill(long);
  await button(page, 'Дальше').click();
  await expect(module(page).getByRole('alert').filter({ hasText: 'Слишком длинно' })).toBeVisible();
  expect((await module(page).getByLabel('Что случилось?').inputValue()) === long).toBe(true);
});

test('repeated presses, a double click and Back file one request', async ({ page }) => {
  await open(page, '/requests/new/access', { persona: 'new' });
  await module(page).getByLabel('Копия моих данных').check();
  await next(page);
  await module(page).getByLabel('Всё, что у вас есть обо мне').check();
  await next(page);
  await next(page);
  await saved(page);
  const sends: string[] = [];
  page.on('request', request => {
    if (request.method() === 'POST' && request.url().includes('/submit')) sends.push(request.url());
  });
  await button(page, 'Отправить обращение').dblclick();
  await expect(module(page).getByText('Обращение принято').first()).toBeVisible();
  await page.goBack();
  await settled(page);
  await expect.poll(() => page.url()).toMatch(/requests\/rq-/);
  const { total } = await api<{ total: number }>(page, '/requests?kind=access');
  expect([total, new Set(sends).size]).toEqual([1, 1]);
});

test('two tabs on one draft: the later tab shows both texts and keeps the chosen one', async ({
  page,
  context,
  quiet,
}) => {
  quiet.allow(LOADS);
  const address = playgroundAddress('/requests/new/access?draft=rq-draft&step=words');
  await page.goto(address);
  await settled(page);
  const other = await context.newPage();
  await other.goto(address);
  await settled(other);
  await module(page)
    .getByLabel(/уточнить\?/)
    .fill('Из первой вкладки');
  await saved(page);
  await module(other)
    .getByLabel(/уточнить\?/)
    .fill('Из второй вкладки');
  const trouble = module(other).getByRole('alert');
  await expect(trouble).toContainText('Черновик изменили в другом окне');
  await expect(trouble).toContainText('Из первой вкладки');
  await expect(trouble).toContainText('Из второй вкладки');
  await button(other, 'Оставить то, что здесь').click();
  await saved(other);
  const { details } = await api<{ details: { text: string } }>(other, '/requests/rq-draft');
  expect(details.text).toBe('Из второй вкладки');
  await module(page)
    .getByLabel(/уточнить\?/)
    .fill('Снова первая');
  await button(page, 'Взять то, что сохранено').click();
  await expect(module(page).getByLabel(/уточнить\?/)).toHaveValue('Из второй вкладки');
});

test('leaving with an unsaved text asks for a confirmation, and staying keeps the text', async ({
  page,
  quiet,
}) => {
  quiet.allow(LOADS);
  await open(page, '/requests/new/complaint', { persona: 'new' });
  await fault(page, 'offline');
  await module(page).getByLabel('Что случилось?').fill('Не потеряйте меня');
  await module(page).getByRole('link', { name: 'Данные', exact: true }).click();
  const dialog = module(page).getByRole('dialog', { name: 'Не всё сохранено' });
  await expect(dialog).toBeVisible();
  await dialog.getByRole('button', { name: 'Остаться' }).click();
  await expect(module(page).getByLabel('Что случилось?')).toHaveValue('Не потеряйте меня');
  await module(page).getByRole('link', { name: 'Данные', exact: true }).click();
  await expect(dialog).toBeVisible();
  // The connection is back: what was asked for happens by itself.
  await fault(page, 'normal');
  await expect(module(page).getByRole('heading', { level: 1 })).not.toHaveText('Что случилось?');
  const { items } = await api<{ items: { id: string; status: string }[] }>(page, '/requests?kind=complaint');
  expect(items.map(item => item.status)).toEqual(['draft']);
});

test('an open request that asks for the same is offered, and a separate one stays possible', async ({
  page,
}) => {
  await open(page, '/requests/new/restriction');
  await module(page).getByLabel('О моих личных данных').check();
  await next(page);
  // Nothing is chosen yet: a hint, and the wizard.
  await expect(module(page).getByText('Открыто похожее:')).toBeVisible();
  await expect(module(page).getByRole('heading', { level: 1 })).not.toHaveText('Такое обращение уже открыто');
  const { items } = await api<{
    items: { kind: string; openRequests: { details: { categories: string[] } }[] }[];
  }>(page, '/rights?scope=person');
  const [category] =
    items.find(({ kind }) => kind === 'restriction')?.openRequests[0]?.details.categories ?? [];
  await open(page, '/requests');
  await open(page, `/requests/new/restriction?category=${category ?? ''}`);
  await module(page).getByLabel('О моих личных данных').check();
  await next(page);
  await expect(module(page).getByRole('heading', { level: 1 })).toHaveText('Такое обращение уже открыто');
  await expect(module(page).getByRole('link', { name: 'Открыть обращение' })).toHaveAttribute(
    'href',
    /requests\/rq-in-work/,
  );
  await module(page).getByRole('button', { name: 'Всё равно подать отдельное' }).click();
  await expect(module(page).getByRole('heading', { level: 1 })).toHaveText('Чем не пользоваться?');
  await expect(module(page).getByRole('button', { name: 'Дальше' })).toBeVisible();
});

test('an open correction of one field does not stand in the way of another', async ({ page }) => {
  await open(page, '/requests/new/rectification?category=account&field=inn');
  await module(page)
    .getByLabel(/О данных аккаунта/)
    .check();
  await next(page);
  await expect(module(page).getByRole('heading', { level: 1 })).not.toHaveText('Такое обращение уже открыто');
  await expect(module(page).getByRole('button', { name: 'Дальше' })).toBeVisible();
});

test('an admin prepares and the owner files; the owner never sees a personal request of a user', async ({
  page,
  quiet,
}) => {
  quiet.allow(LOADS);
  await open(page, '/requests/new/objection', { persona: 'admin' });
  await module(page)
    .getByLabel(/О данных аккаунта/)
    .check();
  await next(page);
  await module(page).getByLabel('Считать посещения сайта').check();
  await next(page);
  await module(page).getByLabel('Почему это вам не подходит?').fill('Следят за сотрудниками');
  await next(page);
  await saved(page);
  await button(page, 'Передать владельцу').click();
  await expect(module(page).locator('.chip', { hasText: 'ждёт решения владельца' })).toBeVisible();
  const id = /requests\/(rq-[^?]+)/.exec(page.url())?.[1] ?? '';
  await page.goto('about:blank');
  await open(page, `/requests/${id}`, { persona: 'owner' });
  await button(page, 'Подать').click();
  await module(page)
    .getByRole('dialog')
    .getByRole('button', { name: /^Подать/ })
    .click();
  await expect(module(page).locator('.chip', { hasText: 'подано' })).toBeVisible();

  await page.goto('about:blank');
  await open(page, '/requests/new/complaint', { persona: 'user' });
  await module(page).getByLabel('Что случилось?').fill('Только обо мне');
  await next(page);
  await next(page);
  await saved(page);
  await button(page, 'Отправить обращение').click();
  await expect(module(page).getByText('Обращение принято').first()).toBeVisible();
  const own = /requests\/(rq-[^?]+)/.exec(page.url())?.[1] ?? '';
  await page.goto('about:blank');
  await page.goto(playgroundAddress(`/requests/${own}`, { persona: 'owner' }));
  await expect(module(page).locator('[data-failure="not-found"]')).toBeVisible();
});

test('switching the language in a wizard keeps the typed text', async ({ page }) => {
  await open(page, '/requests/new/complaint', { persona: 'new' });
  await module(page).getByLabel('Что случилось?').fill('Ёлка');
  await page.getByText('Стенд', { exact: true }).click();
  await page.getByLabel('Язык').selectOption('en');
  await expect(module(page).getByRole('heading', { level: 1 })).toHaveText('What happened?');
  await expect(module(page).getByLabel('What happened?')).toHaveValue('Ёлка');
});

test('a correction with its proof has the deadline of the law', async ({ page }) => {
  await open(page, '/requests/new/rectification?category=account&field=email', {
    persona: 'new',
    now: '2026-02-02T09:00:00Z',
  });
  await expect(module(page).getByLabel('Учётные данные')).toBeChecked();
  await next(page);
  await module(page).getByLabel('Как должно быть').fill('new@example.ru');
  await next(page);
  await module(page)
    .locator('input[type=file]')
    .setInputFiles({ name: 'справка.txt', mimeType: 'text/plain', buffer: Buffer.from('Всё верно') });
  await expect(module(page).getByText('справка.txt').first()).toBeVisible();
  await next(page);
  await expect(module(page).getByText('До 11 февраля')).toBeVisible();
  await button(page, 'Отправить обращение').click();
  await expect(module(page).getByText('Обращение принято').first()).toBeVisible();
  await expect(module(page).getByText('До 11 февраля').first()).toBeVisible();
});

test('a draft that is changed in another tab is not filed without showing the change', async ({
  page,
  context,
  quiet,
}) => {
  quiet.allow(LOADS);
  await page.goto(playgroundAddress('/requests/new/access?draft=rq-draft&step=check'));
  await settled(page);
  const other = await context.newPage();
  await other.goto(playgroundAddress('/requests/new/access?draft=rq-draft&step=words'));
  await settled(other);
  await module(other)
    .getByLabel(/уточнить\?/)
    .fill('Другими словами');
  await saved(other);
  await button(page, 'Отправить обращение').click();
  await expect(module(page).getByRole('alert').filter({ hasText: 'в другом окне' })).toContainText(
    'Другими словами',
  );
  const { status } = await api<{ status: string }>(page, '/requests/rq-draft');
  expect(status).toBe('draft');
  await button(page, 'Взять то, что сохранено').click();
  await expect(module(page).locator('.asked')).toContainText('Другими словами');
  await button(page, 'Отправить обращение').click();
  await expect.poll(() => page.url()).toContain('rq-draft?filed=1');
});

test('a link of the host to a page of the module asks about an unsaved text too', async ({ page, quiet }) => {
  quiet.allow(LOADS);
  await open(page, '/requests/new/complaint', { persona: 'new' });
  await page.evaluate(() => {
    const link = Object.assign(document.createElement('a'), {
      href: '#/privacy/policy',
      textContent: 'Ссылка хозяина',
    });
    document.body.prepend(link);
  });
  await fault(page, 'offline');
  await module(page).getByLabel('Что случилось?').fill('Не потеряйте меня');
  await page.getByRole('link', { name: 'Ссылка хозяина' }).click();
  const dialog = module(page).getByRole('dialog', { name: 'Не всё сохранено' });
  await dialog.getByRole('button', { name: 'Остаться' }).click();
  await expect(module(page).getByLabel('Что случилось?')).toHaveValue('Не потеряйте меня');
  expect(page.url()).toContain('/requests/new/complaint');
  await page.getByRole('link', { name: 'Ссылка хозяина' }).click();
  await dialog.getByRole('button', { name: 'Уйти без сохранения' }).click();
  await expect.poll(() => page.url()).toContain('/policy');
});

test('a navigation during filing stays on its page', async ({ page }) => {
  await open(page, '/requests/new/complaint', { persona: 'new' });
  await module(page).getByLabel('Что случилось?').fill('Долгая отправка');
  await next(page);
  await next(page);
  await saved(page);
  await fault(page, 'slow');
  await button(page, 'Отправить обращение').click();
  await module(page).getByRole('link', { name: 'Политика', exact: true }).click();
  await expect.poll(() => page.url()).toContain('/policy');
  await fault(page, 'normal');
  await expect
    .poll(
      async () =>
        (await api<{ items: { status: string }[] }>(page, '/requests?kind=complaint')).items[0]?.status,
    )
    .toBe('submitted');
  await expect(module(page).getByRole('heading', { level: 1 })).toBeVisible();
  expect(page.url()).toContain('/policy');
});

test('a wizard continues after half an hour without a connection, and keeps the typed text', async ({
  page,
  quiet,
}) => {
  quiet.allow(LOADS);
  await page.clock.install();
  await open(page, '/requests/new/complaint', { persona: 'new' });
  await module(page).getByLabel('Что случилось?').fill('Долгая история');
  await next(page);
  await saved(page);
  await page.clock.fastForward('30:00');
  await fault(page, 'offline');
  await next(page);
  await button(page, 'Назад').click();
  await button(page, 'Назад').click();
  await expect(module(page).getByLabel('Что случилось?')).toHaveValue('Долгая история');
});

test('a file chosen before the draft exists waits for the draft and is attached', async ({ page, quiet }) => {
  quiet.allow(LOADS);
  await open(page, '/requests/new/complaint', { persona: 'new' });
  await fault(page, 'offline');
  await module(page).getByLabel('Что случилось?').fill('С доказательством');
  await module(page)
    .locator('input[type=file]')
    .setInputFiles({ name: 'письмо.txt', mimeType: 'text/plain', buffer: Buffer.from('Вот оно') });
  await expect(module(page).getByText('письмо.txt').first()).toBeVisible();
  await fault(page, 'normal');
  await saved(page);
  // It goes on by itself when the network is back in time; later it waits for a press.
  const goOn = button(page, /^Продолжить/);
  const attached = module(page).getByText('приложен', { exact: true });
  await expect(goOn.or(attached)).toBeVisible();
  if (await goOn.isVisible()) await goOn.click();
  await expect(attached).toBeVisible();
  await next(page);
  await next(page);
  await expect(module(page).getByRole('region', { name: '1 файл' }).getByText('письмо.txt')).toBeVisible();
});

test('hostile texts in a company, a situation, an appeal and a decision of the owner are shown as typed', async ({
  page,
}) => {
  const details = async (): Promise<unknown> => {
    await expect.poll(() => page.url()).toContain('filed=1');
    const id = /requests\/(rq-[^?]+)/.exec(page.url())?.[1] ?? '';
    return (await api<{ details: unknown }>(page, `/requests/${id}`)).details;
  };
  // A line of text holds no line breaks, whatever is pasted.
  const line = HOSTILE.replaceAll('\n', ' ').slice(0, 480);
  await open(page, '/requests/new/portability', { persona: 'new' });
  await module(page).getByLabel('Учётные данные').check();
  await next(page);
  await module(page).getByLabel(/^CSV/).check();
  await next(page);
  await module(page).getByLabel('Другой компании').check();
  await module(page).getByLabel('Название компании').fill(line);
  await next(page);
  await saved(page);
  await button(page, 'Отправить обращение').click();
  expect(await details()).toMatchObject({ otherController: line });

  await page.goto(playgroundAddress('/requests/new/objection?purpose=statistics', { persona: 'new' }));
  await settled(page);
  await next(page);
  await module(page).getByLabel('Почему это вам не подходит?').fill(HOSTILE);
  await next(page);
  await saved(page);
  await button(page, /^Всё равно отправить/).click();
  expect(await details()).toMatchObject({ situation: HOSTILE });

  await page.goto('about:blank');
  await open(page, '/requests/rq-answered');
  await button(page, 'Попросить пересмотреть').click();
  await module(page).locator('form textarea').fill(HOSTILE);
  await module(page).locator('form').getByRole('button', { name: 'Попросить пересмотреть' }).click();
  await expect(module(page).locator('.chip', { hasText: 'на пересмотре' })).toBeVisible();
  const { messages } = await api<{ messages: { text: string }[] }>(page, '/requests/rq-answered');
  expect(messages.at(-1)?.text).toBe(HOSTILE);

  await page.goto(playgroundAddress('/requests/rq-awaiting-owner-2'));
  await settled(page);
  await button(page, 'Не подавать').click();
  const dialog = module(page).getByRole('dialog');
  await dialog.getByLabel(/Почему не подавать/).fill(HOSTILE);
  await dialog.getByRole('button', { name: 'Не подавать' }).click();
  await expect(module(page).locator('.chip', { hasText: 'отозвано' })).toBeVisible();
  const { timeline } = await api<{ timeline: { text: string }[] }>(page, '/requests/rq-awaiting-owner-2');
  expect(timeline.some(event => event.text.endsWith(HOSTILE))).toBe(true);
  expect(await page.evaluate(() => (globalThis as { hacked?: number }).hacked)).toBeUndefined();
});

test('a session that ends in the middle of a wizard keeps step and text, also through a reload after signing in', async ({
  page,
  quiet,
}) => {
  quiet.allow(LOADS);
  await open(page, '/requests/new/erasure?draft=rq-draft-2&step=words');
  const reason = module(page).locator('textarea[name="words"]');
  await fault(page, 'session-expired');
  await reason.fill('Аналитика мне не нужна.');
  await expect(module(page).locator('[data-session]')).toBeVisible();
  await expect(module(page).getByText('шаг 4 из 6')).toBeVisible();
  await expect(reason).toHaveValue('Аналитика мне не нужна.');
  await fault(page, 'normal');
  // The customer comes back from the page to sign in.
  await page.evaluate(() => dispatchEvent(new Event('focus')));
  await expect(module(page).locator('[data-session]')).toBeHidden();
  await saved(page);
  await page.reload();
  await settled(page);
  await expect(module(page).getByText('шаг 4 из 6')).toBeVisible();
  await expect(reason).toHaveValue('Аналитика мне не нужна.');
});

test('the panel lists a request for the staff as soon as it is filed', async ({ page, quiet }) => {
  quiet.allow(LOADS);
  await open(page, '/requests/new/complaint', { persona: 'new' });
  await page.getByText('Стенд', { exact: true }).click();
  await page.getByText('За сотрудника: обращения').click();
  await expect(page.getByText('Открытых обращений нет.')).toBeVisible();
  await module(page).getByLabel('Что случилось?').fill('Звонят каждый день');
  await next(page);
  await next(page);
  await button(page, /^Отправить/).click();
  await expect(page.getByLabel('Обращение', { exact: true }).locator('option')).toHaveText([
    /R-26-.*: подано/,
  ]);
});
