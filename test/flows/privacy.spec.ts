import type { Page } from '@playwright/test';
import { accountById, userOf } from '../../mocks/personas.ts';
import { arrived, expect, open, PAGES, settled, test } from './playground.ts';

const TYPED = 'Звонят по вечерам, прошу тишины';
const SOUGHT = 'договор на бумаге';
/** The mock's own keepings are no part of the module. */
const OF_THE_MOCK = 'privacy-mock';

/** What must be seen by nobody but the reader: names, addresses, numbers and words of the persona. */
function planted(persona: 'owner' | 'person', shown: readonly string[]): string[] {
  const user = userOf(persona);
  const account = accountById(user.memberships[0]?.accountId ?? '');
  return [
    ...user.name.split(' '),
    user.email,
    user.email.split('@')[0] ?? '',
    user.phone,
    account.name,
    account.code,
    account.inn ?? '',
    TYPED,
    SOUGHT,
    ...shown,
  ].filter(value => value !== '');
}

/** Whether a value can be read in a text, with its digits grouped any way. */
function holds(text: string, value: string): boolean {
  const digits = value.replace(/\D/g, '');
  if (digits.length >= 7 && new RegExp([...digits].join('[\\s()+-]?')).test(text)) return true;
  return text.toLowerCase().includes(value.toLowerCase());
}

/** Records the events that the module dispatches to the page around it, and its history entries. */
async function listen(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const sent: string[] = [];
    Object.assign(globalThis, { sent });
    for (const name of ['ready', 'navigate', 'attention', 'session-expired', 'error', 'account-changed'])
      document.addEventListener(`privacy-${name}`, event => {
        sent.push(`event ${name} ${JSON.stringify((event as CustomEvent<unknown>).detail)}`);
        sent.push(`title ${document.title}`, `host ${(event.target as Element).outerHTML}`);
      });
    for (const way of ['pushState', 'replaceState'] as const) {
      const real = history[way].bind(history);
      history[way] = (state: unknown, title: string, url) => {
        sent.push(`history ${JSON.stringify(state)} ${title} ${String(url)}`);
        real(state, title, url);
      };
    }
  });
}

/** All that is left on the page for others to read, besides what is on the screen. */
function left(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const element = document.querySelector('activecloud-privacy');
    const databases = await indexedDB.databases();
    return [
      ...(globalThis as unknown as { sent: string[] }).sent,
      `title ${document.title}`,
      `address ${location.href}`,
      `state ${JSON.stringify(history.state)}`,
      `window.name ${window.name}`,
      `host ${element?.outerHTML ?? ''}`,
      ...[localStorage, sessionStorage].map(store => `storage ${JSON.stringify({ ...store })}`),
      ...databases.map(({ name }) => `database ${name ?? ''}`),
      ...performance.getEntries().map(({ name }) => `performance ${name}`),
    ];
  });
}

for (const persona of ['owner', 'person'] as const) {
  test(`${persona}: no personal data leaves the page, and no request goes to another origin`, async ({
    page,
    context,
    quiet,
  }) => {
    // A step-up is asked for, and pages of the other customer are not there.
    quiet.allow(/status of 40[34]/);
    const outgoing: string[] = [];
    page.on('console', message => outgoing.push(`console ${message.text()}`));
    const requests: string[] = [];
    context.on('request', request => requests.push(request.url()));
    await listen(page);
    const module = await open(page, '/data/account', { persona });
    await page.evaluate(() => {
      const { sent } = globalThis as unknown as { sent: string[] };
      Object.assign(document.querySelector('activecloud-privacy') ?? {}, {
        onReport: (event: unknown) => sent.push(`report ${JSON.stringify(event)}`),
      });
    });

    // A passport, an address and an e-mail are shown, one after another.
    const shown: string[] = [];
    for (const label of ['Паспорт', 'Почтовый адрес', 'Электронная почта']) {
      const row = module.getByRole('row').filter({ has: page.getByText(label, { exact: true }) });
      await row.getByRole('button', { name: /^Показать/ }).click();
      if (label === 'Паспорт') {
        const dialog = module.getByRole('dialog', { name: 'Подтвердите, что это вы' });
        await dialog.getByLabel(/Пароль/).fill('password');
        await dialog.getByRole('button', { name: 'Подтвердить' }).click();
      }
      shown.push((await row.locator('.shown-value').textContent()) ?? '');
    }
    expect(shown.filter(value => value === '' || value.includes('•'))).toEqual([]);

    const go = async (address: string) => {
      await page.evaluate(to => (location.hash = `#/privacy${to}`), address);
      await arrived(page, address === '' ? '/' : address);
      await settled(page);
    };
    await go('/data');
    const search = page.waitForResponse(/register\/search$/);
    await module.locator('input[type="search"]').first().fill(SOUGHT);
    await search;

    if (persona === 'owner') {
      await go('/requests/new/complaint');
      await module.locator('input[name="scope"][value="person"]').check();
      await module.getByRole('button', { name: 'Дальше' }).click();
      const draft = page.waitForResponse(
        response => response.request().method() === 'POST' && response.url().endsWith('/requests'),
      );
      await module.locator('textarea[name="words"]').fill(TYPED);
      expect((await draft).status()).toBe(201);
    }
    await go(`/requests/${persona === 'owner' ? 'rq' : 'p'}-needs-user`);
    await module.getByRole('textbox', { name: 'Ваш ответ' }).fill(TYPED);
    await module.getByRole('button', { name: 'Ответить' }).click();
    await expect(module.getByText('Ответ отправлен')).toBeVisible();

    await go('/exports/new');
    await module.getByRole('button', { name: 'Всё', exact: true }).click();
    await module.getByRole('button', { name: 'Собрать копию' }).click();
    await expect(page).toHaveURL(/exports\/ex-/);

    const found: string[] = [];
    for (const address of PAGES) {
      await go(address === '/' ? '' : address);
      found.push(await page.title());
    }
    await page.goBack();
    await settled(page);

    const texts = [...found, ...outgoing, ...requests, ...(await left(page))].map(text => {
      try {
        return decodeURIComponent(text);
      } catch {
        return text;
      }
    });
    const values = planted(persona, shown);
    expect(
      texts.flatMap(text => values.filter(value => holds(text, value)).map(value => `${value} in ${text}`)),
    ).toEqual([]);
    // No store of the module's own, and no cookie set by a script.
    const stores = texts.filter(
      text => /^(database|storage) /.test(text) && text !== `database ${OF_THE_MOCK}`,
    );
    expect(stores).toEqual(['storage {}', 'storage {}']);
    expect(await context.cookies()).toEqual([]);
    const foreign = requests.filter(
      url => !url.startsWith(new URL(page.url()).origin) && !url.startsWith('blob:'),
    );
    expect(foreign).toEqual([]);
    // The recording works: events, requests and history entries were seen.
    for (const kind of ['event navigate', 'history ', 'host ', 'performance '])
      expect(
        texts.some(text => text.startsWith(kind)),
        kind,
      ).toBe(true);
    // oxlint-disable-next-line no-console -- the count is a figure of its own
    console.log(
      `${persona}: ${requests.length} requests, ${foreign.length} to other origins; ${texts.length} texts × ${values.length} values`,
    );
  });
}
