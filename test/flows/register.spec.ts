import { axe, expect, open, settled, playgroundAddress, test } from './playground.ts';

test('the recipient and the retention of the passport are found by keyboard alone', async ({ page }) => {
  await open(page, '/', { persona: 'person' });
  const module = page.locator('activecloud-privacy');
  const focused = () =>
    page.evaluate(() => {
      const active = document.querySelector('activecloud-privacy')?.shadowRoot?.activeElement;
      return (active?.textContent ?? '').trim();
    });
  /** Tab until the focused thing is named so, then press Enter. */
  async function go(name: RegExp) {
    for (let presses = 0; presses < 60; presses++) {
      await page.keyboard.press('Tab');
      if (name.test(await focused())) {
        await page.keyboard.press('Enter');
        return;
      }
    }
    throw new Error(`nothing named ${String(name)} takes focus`);
  }
  await module.getByRole('heading', { level: 1 }).waitFor();
  await go(/^Посмотреть свои данные/);
  await expect(module.getByRole('heading', { level: 1 })).toContainText('хранит');
  await go(/^Данные учётной записи|^Кто вы|^Учётн/);
  await expect(module.getByRole('rowheader', { name: /Паспорт/ })).toBeVisible();
  await go(/Откуда, кому, до какого срока: Паспорт/);
  const row = module.getByRole('row').filter({ has: page.getByText('Паспорт', { exact: true }) });
  await expect(row.getByText('Кому передаём')).toBeVisible();
  await expect(row.getByText('До какого срока', { exact: true })).toBeVisible();
});

test('a passport is shown only after a step-up, for a minute, and is logged', async ({ page, quiet }) => {
  // The browser itself notes each refused request.
  quiet.allow(/status of 40[03]/);
  const bodies: string[] = [];
  page.on('response', response => {
    if (!response.url().includes('/api/privacy/')) return;
    void response.text().then(
      text => bodies.push(`${response.url()} ${text}`),
      () => undefined,
    );
  });
  await page.clock.install();
  const module = await open(page, '/data/account', { persona: 'person' });
  const row = module.getByRole('row').filter({ has: page.getByText('Паспорт', { exact: true }) });
  const masked = (await row.locator('.mask').textContent()) ?? '';
  expect(masked).toContain('•');
  await row.getByRole('button', { name: /^Показать/ }).click();
  const dialog = module.getByRole('dialog', { name: 'Подтвердите, что это вы' });
  await dialog.getByLabel(/Пароль/).fill('wrong');
  await dialog.getByRole('button', { name: 'Подтвердить' }).click();
  await expect(dialog.getByText('Не подошло')).toBeVisible();
  expect(bodies.filter(body => body.includes('/reveals') && body.includes('"value"'))).toEqual([]);
  await dialog.getByLabel(/Пароль/).fill('password');
  await dialog.getByRole('button', { name: 'Подтвердить' }).click();
  const value = (await row.locator('.shown-value').textContent()) ?? '';
  expect(value).toMatch(/\d/);
  const secret = value.replace(/\D/g, '');
  // Before it was shown it was nowhere.
  const before = bodies.filter(body => !body.includes('/reveals')).join('\n');
  expect(before.replace(/\D/g, '')).not.toContain(secret);
  await page.clock.fastForward(61_000);
  await expect(row.locator('.shown-value')).toHaveCount(0);
  const html = await page.evaluate(
    () => document.querySelector('activecloud-privacy')?.shadowRoot?.innerHTML ?? '',
  );
  expect(html).not.toContain(value);
  await page.goto(playgroundAddress('/access-log', { persona: 'person' }));
  await settled(page);
  await expect(module.getByRole('listitem').filter({ hasText: 'Вы' }).first()).toContainText(
    /Показано|показ/i,
  );
});

test('a shown value is hidden after leaving the page', async ({ page }) => {
  const module = await open(page, '/data/account', { persona: 'person' });
  const row = module.getByRole('row').filter({ has: page.getByText('Электронная почта', { exact: true }) });
  await row.getByRole('button', { name: /^Показать/ }).click();
  const value = (await row.locator('.shown-value').textContent()) ?? '';
  expect(value).toContain('@');
  await module.getByRole('link', { name: 'Политика' }).first().click();
  await expect(module.getByRole('heading', { level: 1 })).toContainText('политика');
  await page.goBack();
  await expect(row).toBeVisible();
  await expect(row.locator('.shown-value')).toHaveCount(0);
  await expect(row.locator('.mask')).toBeVisible();
});

test('the filter by recipient narrows the register, and the address keeps it', async ({ page }) => {
  const module = await open(page, '/data');
  await module.getByText('Фильтры').click();
  await module.getByLabel('Кому передаём').selectOption('yandex');
  await expect(module.getByRole('heading', { level: 1 })).toContainText('Наш');
  expect(page.url()).toContain('recipient=yandex');
  await page.reload();
  await settled(page);
  await expect(module.getByLabel('Кому передаём')).toHaveValue('yandex');
});

test('the search sends no words in any address', async ({ page }) => {
  const urls: string[] = [];
  page.on('request', request => urls.push(request.url()));
  const module = await open(page, '/data');
  await module.getByRole('searchbox').fill('Яндекс');
  await expect(module.getByText(/Наш(ёл|л)ось? \d/)).toBeVisible();
  expect(urls.map(url => decodeURIComponent(url)).filter(url => url.includes('Яндекс'))).toEqual([]);
  await module.getByRole('searchbox').fill('абракадабра');
  await expect(module.getByText('Ничего не нашлось')).toBeVisible();
});

test('50,000 records are a real table with virtual rows', async ({ page }) => {
  const module = await open(page, '/data/services', { persona: 'huge' });
  const table = module.getByRole('table').last();
  await expect(table).toHaveAttribute('aria-rowcount', '50000');
  await expect(table.getByRole('rowheader').first()).toBeVisible();
  const rendered = () => table.locator('tbody tr:not(.gap)').count();
  expect(await rendered()).toBeLessThan(80);
  const scroller = module.getByRole('region', { name: /Список записей/ });
  await scroller.evaluate(element => element.scrollTo({ top: element.scrollHeight / 2 }));
  await expect
    .poll(async () =>
      Number(await table.locator('tbody tr[aria-rowindex]').first().getAttribute('aria-rowindex')),
    )
    .toBeGreaterThan(20_000);
  await expect(table.locator('tbody tr[aria-busy]')).toHaveCount(0);
  expect(await rendered()).toBeLessThan(80);
  await scroller.evaluate(element => element.scrollTo({ top: element.scrollHeight }));
  await expect(table.locator('tbody tr[aria-rowindex="50000"]')).toBeVisible();
  await module.getByLabel('Искать в записях').fill('домен');
  await expect(module.getByText(/^[\d\s]+\sзапис/).first()).not.toContainText('50');
});

test('a role that may not see a category reads which roles may', async ({ page }) => {
  const module = await open(page, '/data', { persona: 'user' });
  await expect(module.getByText('скрыто для вашей роли').first()).toBeVisible();
  await expect(module.getByText(/Видит/).first()).toBeVisible();
});

test('a system that does not answer is named, and the other data is shown', async ({ page }) => {
  const module = await open(page, '/data/account', { scenario: 'source-down' });
  await expect(module.getByText(/Система «почта и чат \(Kayako\)» сейчас не отвечает/)).toBeVisible();
  await expect(module.getByRole('rowheader').first()).toBeVisible();
});

test('correspondence has no text without the consent, and the page explains how to give it', async ({
  page,
}) => {
  const seen: string[] = [];
  page.on(
    'response',
    response =>
      void response.text().then(
        text => (response.url().includes('/api/') ? seen.push(text) : 0),
        () => undefined,
      ),
  );
  const module = await open(page, '/data/correspondence');
  await expect(module.getByText('Тексты писем и сообщений закрыты')).toBeVisible();
  expect(seen.filter(text => text.includes('MARK-BODY'))).toEqual([]);
});

test('switching the language keeps the page, the filters and the scroll position', async ({ page }) => {
  const module = await open(page, '/data?recipient=yandex');
  await page.getByText('Стенд', { exact: true }).click();
  await page.getByLabel('Язык').selectOption('en');
  await expect(module.getByRole('heading', { level: 1 })).toContainText(/found/);
  expect(page.url()).toContain('recipient=yandex');
  await expect(module.getByRole('link', { name: 'Overview', exact: true })).toBeVisible();
});

test('the statement is printed as its own document', async ({ page, context }) => {
  const module = await open(page, '/statement');
  await context.addInitScript(() => {
    window.print = () => undefined;
  });
  await page.evaluate(() => {
    const real = window.open.bind(window);
    window.open = (...args) => {
      const opened = real(...args);
      if (opened) opened.print = () => undefined;
      return opened;
    };
  });
  const [paper] = await Promise.all([
    context.waitForEvent('page'),
    module.getByRole('button', { name: 'Распечатать' }).click(),
  ]);
  await expect(paper.locator('header.doc')).toContainText('AC-104728');
  await expect(paper.locator('h1')).toBeVisible();
  await expect(paper.locator('button:visible')).toHaveCount(0);
});

test('an upcoming policy is acknowledged once, and the overview no longer shows it', async ({ page }) => {
  const module = await open(page, '/policy/demo-next');
  await expect(module.getByText('Было').first()).toBeVisible();
  await module.getByRole('button', { name: 'Понятно' }).click();
  await expect(module.getByText(/Вы отметили/)).toBeVisible();
  await module.getByRole('link', { name: 'Обзор' }).click();
  await settled(page);
  await expect(module.getByText('Выходит новая редакция политики')).toHaveCount(0);
});

test('anchors of the host and the Back button of the browser work unchanged', async ({ page }) => {
  const module = await open(page, '/data');
  const heading = await module.getByRole('heading', { level: 1 }).textContent();
  await page.evaluate(() => {
    location.hash = '#host-anchor';
  });
  await expect(module.getByRole('heading', { level: 1 })).toHaveText(heading ?? '');
  await page.goBack();
  await module.getByRole('link', { name: 'Политика' }).first().click();
  await expect(module.getByRole('heading', { level: 1 })).toContainText('политика');
  await page.goBack();
  await expect(module.getByRole('heading', { level: 1 })).toHaveText(heading ?? '');
});

test('two tabs and a reload share the database of the mock', async ({ page, context }) => {
  const module = await open(page, '/policy/demo-next', { persona: 'person' });
  await module.getByRole('button', { name: 'Понятно' }).click();
  await expect(module.getByText(/Вы отметили/)).toBeVisible();
  await page.waitForTimeout(0);
  await expect
    .poll(async () => {
      const other = await context.newPage();
      await other.goto(playgroundAddress('/policy/demo-next', { persona: 'person' }));
      await settled(other);
      const seen = await other.getByText(/Вы отметили/).count();
      await other.close();
      return seen;
    })
    .toBe(1);
  expect(await axe(page)).toEqual([]);
});

test('a hash link of the host focuses the heading of the page', async ({ page }) => {
  const module = await open(page, '/policy');
  await page.evaluate(() => {
    location.hash = '#/privacy/data/account';
  });
  await expect(module.getByRole('heading', { level: 1 })).toBeFocused();
});

test('invalid search parameters are ignored without an error', async ({ page }) => {
  for (const address of [
    '/data/services?from=2026-02-30&sort=drop',
    `/data/services?kind=${'a'.repeat(500)}`,
    '/access-log?from=2026-02-30&to=x&actor=nobody',
    '/data?recipient=%3Cscript%3E',
  ]) {
    await page.goto('about:blank');
    const module = await open(page, address);
    await expect(module.getByRole('alert')).toHaveCount(0);
  }
});

test('leaving the page declines the step-up, and no request is sent afterwards', async ({ page, quiet }) => {
  quiet.allow(/status of 403/);
  const reveals: string[] = [];
  page.on('request', request => {
    if (request.url().includes('/reveals')) reveals.push(request.url());
  });
  const module = await open(page, '/policy', { persona: 'person' });
  await page.evaluate(() => {
    location.hash = '#/privacy/data/account';
  });
  const row = module.getByRole('row').filter({ has: page.getByText('Паспорт', { exact: true }) });
  await row.getByRole('button', { name: /^Показать/ }).click();
  await expect(module.getByRole('dialog')).toBeVisible();
  await page.goBack();
  await expect(module.getByRole('dialog')).toHaveCount(0);
  await expect(module.getByRole('heading', { level: 1 })).toBeFocused();
  expect(reveals).toHaveLength(1);
});

test('a shown value is stored neither by the browser nor by the mock', async ({ page }) => {
  const module = await open(page, '/data/account', { persona: 'person' });
  const row = module.getByRole('row').filter({ has: page.getByText('Почтовый адрес', { exact: true }) });
  await row.getByRole('button', { name: /^Показать/ }).click();
  const value = (await row.locator('.shown-value').textContent()) ?? '';
  expect(value).toMatch(/д\. \d+/);
  // What the customer has written in a request is theirs to find there: the address they asked to have corrected.
  const database = () =>
    page.evaluate(
      () =>
        new Promise<string>(resolve => {
          const opening = indexedDB.open('privacy-mock');
          opening.onsuccess = () => {
            const reading = opening.result.transaction('databases').objectStore('databases').get('default');
            reading.onsuccess = () => {
              const { db } = (reading.result ?? {}) as { db?: object };
              resolve(JSON.stringify({ ...db, requests: [] }));
            };
          };
        }),
    );
  await expect.poll(database).toContain('"reveal"');
  expect(await database()).not.toContain(value);
  expect(await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))).toBe(
    '[{},{}]',
  );
});
