import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { CDPSession, Locator, Page, Request } from '@playwright/test';
import { PNG } from 'pngjs';
import { HOST_SCRIPTS } from './host-scripts.ts';
import { addModule, MODULE, openHost } from './host.ts';
import { expect, PAGES, settled, test } from './playground.ts';
import { STEP_MS } from '../limits.ts';

const require = createRequire(import.meta.url);
const read = (path: string) => readFileSync(path, 'utf8');

/** Every custom property the module's own styles set: a host may well use the same names. */
const OWN_NAMES = new Set(
  readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.css') && !name.startsWith('standalone'))
    .flatMap(name => read(`src/${name}`).match(/--(?!privacy-)[\w-]+(?=:)/g) ?? []),
);

/** The same without the module's prefix, as a host might have them: registered, such a name is not inherited any more. */
const PLAIN_NAMES = [...OWN_NAMES].map(name => name.replace('--pc-', '--'));

const WORST = `
${PLAIN_NAMES.map(name => `@property ${name} { syntax: '*'; inherits: false }`).join('\n')}
*, *::before, *::after { all: unset !important }
div { display: none }
html { font-size: 62.5% !important; letter-spacing: 3px !important; direction: rtl !important; line-height: 3 !important;
  text-transform: uppercase !important; color-scheme: dark !important; user-select: none !important; visibility: visible;
  text-indent: 2em !important; word-spacing: 9px !important; text-align: right !important; cursor: wait !important }
:root, activecloud-privacy { ${[...OWN_NAMES, ...PLAIN_NAMES, '--text', '--gap', '--font', '--primary'].map(name => `${name}: 7px; `).join('')} }
activecloud-privacy { display: inline !important; padding: 9px !important; margin: 9px !important; float: right !important;
  direction: rtl !important; unicode-bidi: bidi-override !important; font: 30px fantasy !important; opacity: 0.2 !important;
  transform: rotate(3deg) !important; writing-mode: vertical-rl !important; zoom: 2 !important; columns: 3 !important }
a { color: red !important }
svg { width: 400px !important; fill: red !important }
dialog, details > *, table, [hidden] { display: none !important }
button, input, select, textarea { appearance: none !important; border: 9px solid red !important }
::placeholder, ::marker, ::selection { color: red !important; background: lime !important }
::backdrop { background: red !important }
`;

/** What a host's page may be styled with. */
const SHEETS: Record<string, string> = {
  'Bootstrap 3':
    read(require.resolve('bootstrap3/dist/css/bootstrap.css')) +
    read(require.resolve('bootstrap3/dist/css/bootstrap-theme.css')),
  'Bootstrap 5': read(require.resolve('bootstrap5/dist/css/bootstrap.css')),
  Foundation: read(require.resolve('foundation-sites/dist/css/foundation.css')),
  Bulma: read(require.resolve('bulma/css/bulma.css')),
  'normalize.css': read(require.resolve('normalize.css/normalize.css')),
  'reset.css': read(require.resolve('reset-css/reset.css')),
  'the worst host': WORST,
};

/** Gives the page sheets of the host's to put on, one at a time. */
async function giveSheets(page: Page): Promise<void> {
  await page.evaluate(sheets => {
    const made = new Map(
      Object.entries(sheets).map(([name, css]) => {
        const one = new CSSStyleSheet();
        one.replaceSync(css);
        return [name, one];
      }),
    );
    addEventListener('wear', event => {
      const worn = made.get((event as CustomEvent<string>).detail);
      document.adoptedStyleSheets = worn === undefined ? [] : [worn];
    });
  }, SHEETS);
}

const wear = (page: Page, name: string) =>
  page.evaluate(detail => void dispatchEvent(new CustomEvent('wear', { detail })), name);

/** Keeps the module's container where it is and as wide as it is: that is the host's to say, and not asked here. */
async function fix(page: Page, width: number, theme: string): Promise<void> {
  await page.evaluate(
    ([wide, dress]) => {
      const frame = document.getElementById('frame');
      const box = { position: 'absolute', display: 'block', left: '0', top: '0', width: `${wide}px` };
      for (const [name, value] of Object.entries(box)) frame?.style.setProperty(name, value, 'important');
      frame?.firstElementChild?.setAttribute('theme', dress);
    },
    [width, theme] as const,
  );
}

/** The pixels of an element, without a margin of `inset` that it shares with what is behind it. */
async function picture(cdp: CDPSession, part: Locator, inset = 0): Promise<Buffer> {
  const clip = await part.evaluate((element, margin) => {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    const [x, y] = [Math.ceil(left + scrollX) + margin, Math.ceil(top + scrollY) + margin];
    const width = Math.floor(right + scrollX) - margin - x;
    return { x, y, width, height: Math.floor(bottom + scrollY) - margin - y, scale: 1 };
  }, inset);
  if (clip.width <= 0 || clip.height <= 0) return Buffer.alloc(0);
  const { data } = await cdp.send('Page.captureScreenshot', {
    format: 'png',
    optimizeForSpeed: true,
    captureBeyondViewport: true,
    clip,
  });
  return Buffer.from(data, 'base64');
}

/** How two pictures differ, in words; nothing when they are the same. */
function difference(one: Buffer, other: Buffer): string | undefined {
  if (one.equals(other)) return undefined;
  if (one.length === 0 || other.length === 0) return 'one of them is not shown';
  const [a, b] = [PNG.sync.read(one), PNG.sync.read(other)];
  if (a.width !== b.width || a.height !== b.height)
    return `${a.width} × ${a.height} is not ${b.width} × ${b.height}`;
  let count = 0;
  for (let at = 0; at < a.data.length; at += 4)
    if (a.data.readUInt32BE(at) !== b.data.readUInt32BE(at)) count++;
  return count === 0 ? undefined : `${count} pixels differ`;
}

/** What is pictured: pages of every kind, and a dialog over one. */
const VIEWS = [
  ['the overview', '/'],
  ['a table with its filters', '/data/account'],
  ['a wizard', '/requests/new/rectification?category=account&field=email'],
  ['switches', '/mailings'],
  ['a dialog', '/data/account'],
] as const;

/** Widths of the container, with one theme or the other: page by page in turn. */
const LOOKS = [
  [
    [360, 'light'],
    [768, 'dark'],
    [1280, 'light'],
  ],
  [
    [360, 'dark'],
    [768, 'light'],
    [1280, 'dark'],
  ],
] as const;

/** Mounts the module anew where it is. */
async function remount(page: Page): Promise<void> {
  await page.evaluate(() => {
    const element = document.querySelector('activecloud-privacy');
    if (element) document.getElementById('frame')?.replaceChildren(element);
  });
  await settled(page);
}

/** The picture when all that comes late is there: nothing is asked for, and nothing moves any more. */
async function steady(asking: ReadonlySet<Request>, look: () => Promise<Buffer>): Promise<Buffer> {
  let last: Buffer = Buffer.alloc(0);
  await expect
    .poll(
      async () => {
        const before = last;
        last = await look();
        return asking.size === 0 && last.equals(before);
      },
      { intervals: [50] },
    )
    .toBe(true);
  return last;
}

/** Opens the step-up over the page; no caret comes and goes in it. */
async function openDialog(module: Locator): Promise<void> {
  const row = module.getByRole('row', { name: /Паспорт/ });
  await row.getByRole('button', { name: /^Показать/ }).click();
  const secret = module.getByRole('dialog').getByRole('textbox');
  await expect(secret).toBeFocused();
  await secret.blur();
  // On whole pixels and no scroller: a layer of its own between pixels has its edges shaded otherwise each time.
  await module.getByRole('dialog').evaluate(dialog => {
    Object.assign(dialog.style, { marginBlockStart: '40px', overflow: 'visible' });
    scrollTo(0, 0);
  });
}

/** Draws a dialog from nothing: what is left of a former drawing shades its edges. */
async function redraw(dialog: Locator): Promise<void> {
  await dialog.evaluate(async element => {
    for (const display of ['none', '']) {
      element.style.display = display;
      await new Promise(requestAnimationFrame);
    }
  });
}

test('every inner custom property has the prefix of the module', () => {
  expect(OWN_NAMES.size).toBeGreaterThan(15);
  expect([...OWN_NAMES].filter(name => !name.startsWith('--pc-'))).toEqual([]);
});

for (const [index, [view, address]] of VIEWS.entries()) {
  test(`no style sheet of a host changes a pixel: ${view}`, async ({ page, quiet }) => {
    quiet.allow(/status of 403/);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    const asking = new Set<Request>();
    page.on('request', request => asking.add(request));
    for (const end of ['requestfinished', 'requestfailed'] as const)
      page.on(end as 'requestfinished', request => asking.delete(request));
    // On a page that scrolls, the bar of a wizard is a layer of its own, whose letters are shaded otherwise each time.
    if (view === 'a wizard') await page.setViewportSize({ width: 1300, height: 1600 });
    await openHost(page, address);
    await settled(page);
    await giveSheets(page);
    const cdp = await page.context().newCDPSession(page);
    const module = page.locator('activecloud-privacy');
    const dialog = view === 'a dialog' ? module.getByRole('dialog') : undefined;
    // The corners of a dialog are round: behind them is the host's page.
    const look = async () => {
      if (dialog === undefined) return picture(cdp, module);
      await redraw(dialog);
      return picture(cdp, dialog, 16);
    };
    // A dialog is as wide as the window lets it: both themes are all its looks.
    for (const [width, theme] of LOOKS[index % 2]?.slice(0, dialog ? 2 : 3) ?? []) {
      const where = `${width} px, ${theme}`;
      await fix(page, width, theme);
      await remount(page);
      if (dialog) await openDialog(module);
      const plain = await steady(asking, look);
      expect(plain.length).toBeGreaterThan(5_000);
      for (const name of Object.keys(SHEETS)) {
        await wear(page, name);
        expect(difference(await look(), plain), `${name}, ${where}`).toBeUndefined();
      }
      // Born under the worst, not only dressed in it: what is measured once is measured here.
      if (width === 768 && !dialog) {
        await remount(page);
        await expect.poll(async () => difference(await look(), plain), `born, ${where}`).toBeUndefined();
      }
      await wear(page, '');
    }
  });
}

/** A page of a host's around the module: what a sheet of the module's could reach if it leaked. */
const AROUND = `
  <div id="host" style="width: 700px">
    <h1>Личный кабинет</h1><h2 class="h2">Услуги</h2><p class="lead small">Абзац <a href="/a">ссылка</a>, <b>жирно</b>, <code>код</code>.</p>
    <ul class="rows"><li class="row">Раз</li><li class="chip">Два</li></ul><ol><li>Три</li></ol>
    <form class="field"><label class="label">Имя <input class="input" value="Иван"></label><select class="input"><option>Выбор</option></select>
      <textarea class="area">Текст</textarea><input type="checkbox" checked><input type="radio"><button class="btn" type="button">Кнопка</button>
      <fieldset><legend>Группа</legend><progress value="0.4"></progress></fieldset></form>
    <table class="table"><caption>Таблица</caption><thead><tr><th>Имя</th><th class="end">Сумма</th></tr></thead><tbody><tr><td>Хостинг</td><td>100</td></tr></tbody></table>
    <details class="more" open><summary>Подробнее</summary>Текст</details><dl class="facts"><dt>Слово</dt><dd>Смысл</dd></dl>
    <svg class="icon" width="40" height="20"><rect width="40" height="20" /></svg><figure class="panel note"><figcaption>Подпись</figcaption></figure>
    <dialog class="dialog" open style="position: static">Окно</dialog><p hidden>Скрыто</p><section class="pc stack">Раздел</section>
  </div>`;

test('the module changes nothing outside its element, and leaves nothing after its removal', async ({
  page,
}) => {
  // What listens to the page, by what and where: the difference of adding and taking away.
  await page.addInitScript(() => {
    const registered = new Map<EventTarget, Map<string, Set<unknown>>>();
    const names = new Map<EventTarget, string>([[window, 'window']]);
    const { addEventListener: add, removeEventListener: remove } = EventTarget.prototype;
    const captures = (options: unknown) =>
      typeof options === 'object' && options !== null ? (options as { capture?: boolean }).capture : options;
    const keyOf = (type: string, options: unknown) =>
      `${type}${captures(options) === true ? ' (capture)' : ''}`;
    EventTarget.prototype.addEventListener = function (
      this: EventTarget | undefined,
      type,
      listener,
      options,
    ) {
      const target = this ?? window;
      const own = registered.get(target) ?? new Map<string, Set<unknown>>();
      registered.set(target, own);
      const key = keyOf(type, options);
      own.set(key, (own.get(key) ?? new Set()).add(listener));
      (options as AddEventListenerOptions | undefined)?.signal?.addEventListener('abort', () =>
        own.get(key)?.delete(listener),
      );
      add.call(target, type, listener, options);
    };
    EventTarget.prototype.removeEventListener = function (
      this: EventTarget | undefined,
      type,
      listener,
      options,
    ) {
      const target = this ?? window;
      registered.get(target)?.get(keyOf(type, options))?.delete(listener);
      remove.call(target, type, listener, options);
    };
    const traces = () => {
      for (const target of [document, document.documentElement, document.head, document.body])
        names.set(target, target.nodeName);
      const listeners = [...registered].flatMap(([target, types]) =>
        // Listeners on nodes of the module's go with the nodes.
        names.has(target) || !(target instanceof Node)
          ? [...types].flatMap(([type, all]) =>
              [...all].map(() => `${names.get(target) ?? target.constructor.name} ${type}`),
            )
          : [],
      );
      const root = document.documentElement;
      return {
        listeners: listeners.filter(line => !line.startsWith('AbortSignal')),
        globals: Object.getOwnPropertyNames(window).filter(name => !['traces', 'arrivedAt'].includes(name)),
        attributes: [root, document.body].map(({ attributes }) =>
          [...attributes].map(({ name, value }) => `${name}=${value}`),
        ),
        sheets: [document.styleSheets.length, document.adoptedStyleSheets.length],
        elements: [...document.body.children].map(({ id, localName }) => `${localName}#${id}`),
        head: [...document.head.querySelectorAll('*:not(script[src^="/module/activecloud-privacy.js"])')].map(
          ({ outerHTML }) => outerHTML,
        ),
        storage: [localStorage.length, sessionStorage.length],
      };
    };
    Object.defineProperty(window, 'traces', { value: traces });
  });
  const traces = () =>
    page.evaluate(() => (window as unknown as { traces(): { listeners: string[] } }).traces());
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openHost(page, '/', `${AROUND}<div id="frame"></div>`);
  const cdp = await page.context().newCDPSession(page);
  const host = page.locator('#host');
  const put = (on: boolean) =>
    page.evaluate(present => {
      const frame = document.getElementById('frame');
      frame?.replaceChildren(...(present ? [document.createElement('activecloud-privacy')] : []));
    }, on);
  // The first picture of a page changes the size of its monospaced fonts in Chromium's headless shell.
  await picture(cdp, host);
  const alone = await picture(cdp, host);
  const before = await traces();
  await addModule(page);
  for (let round = 0; round < 2; round++) {
    await put(true);
    for (const address of ['', '/data/account', '/mailings', '/exports/new']) {
      await page.evaluate(to => (location.hash = `#/privacy${to}`), address);
      await settled(page);
    }
    expect(difference(await picture(cdp, host), alone)).toBeUndefined();
    // While it is there the title is the page's, and it listens; more than that it does to nobody.
    expect({ ...(await traces()), listeners: [], head: [] }).toEqual({ ...before, listeners: [], head: [] });
    await put(false);
    expect(difference(await picture(cdp, host), alone)).toBeUndefined();
    // React listens to the document's selection once for all its roots, and never stops; it holds nothing of ours.
    expect(await traces()).toEqual({
      ...before,
      listeners: [...before.listeners, '#document selectionchange'],
    });
  }
});

/** Goes to every page of the module as a customer would, and says which did not come. */
async function walk(page: Page): Promise<string[]> {
  const module = page.locator('activecloud-privacy');
  const lost: string[] = [];
  for (const address of PAGES) {
    await page.evaluate(to => (location.hash = `#/privacy${to}`), address);
    await page.waitForFunction(
      path => document.documentElement.dataset['arrived'] === path,
      address.split('?')[0],
      { timeout: STEP_MS },
    );
    await settled(page);
    if ((await module.locator('[role="alert"]:not(:empty)').count()) > 0) lost.push(address);
  }
  return lost;
}

/** A host that notes where the module is, and the scripts it runs before everything else. */
async function hostWith(page: Page, ...names: string[]): Promise<void> {
  for (const name of names)
    await page.addInitScript({ content: `(() => { ${HOST_SCRIPTS[name] ?? ''} })();` });
  await page.addInitScript(() => {
    document.addEventListener('privacy-navigate', event => {
      document.documentElement.dataset['arrived'] = (event as CustomEvent<{ path: string }>).detail.path;
    });
  });
}

const OLD = ['a library of 2007', 'shims and members on every object'];
const NEW = ['a counter that wraps what it sees', 'a zone', 'shortcuts that hear everything first'];

for (const [kind, names] of [
  ['old', OLD],
  ['new', NEW],
] as const) {
  test(`every page opens beside ${kind} scripts of a host`, async ({ page }) => {
    await hostWith(page, ...names);
    await openHost(page);
    expect(await walk(page)).toEqual([]);
  });
}

for (const name of [...OLD, ...NEW]) {
  test(`presses and typed text reach the server beside ${name}`, async ({ page, quiet }) => {
    await hostWith(page, name);
    quiet.allow(/status of 403/);
    const requests = await openHost(page, '/mailings');
    await settled(page);
    await addModule(page, true);
    const module = page.locator('activecloud-privacy');
    const on = module.getByRole('switch', { checked: true }).first();
    const label = await on.getAttribute('aria-labelledby');
    await on.click();
    const pressed = module.locator(`[role="switch"][aria-labelledby="${label}"]`);
    await expect(pressed).toHaveAttribute('aria-checked', 'false');
    await expect.poll(() => requests.some(line => /^(PUT|PATCH|POST) .*\/mailings/.test(line))).toBe(true);

    // A list in a body, and a draft that is kept by the server.
    await page.evaluate(() => (location.hash = '#/privacy/requests/new/portability'));
    const onward = module.getByRole('button', { name: 'Дальше' });
    await module.getByRole('radio', { name: /^О моих/ }).check();
    await onward.click();
    await module.locator('form[data-step="what"] input[value="account"]').check();
    await onward.click();
    await expect(module.locator('form[data-step="format"]')).toBeVisible();
    await expect(module.locator('[data-save]')).toHaveAttribute('data-save', 'saved');
    expect(requests).toContain('POST /api/privacy/v1/requests');

    // Escape is the dialog's, whatever the host's shortcuts have done to it.
    await page.evaluate(() => (location.hash = '#/privacy/data/account'));
    const show = module.getByRole('row', { name: /Паспорт/ }).getByRole('button', { name: /^Показать/ });
    await show.click();
    await expect(module.getByRole('dialog')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(module.getByRole('dialog')).toHaveCount(0);
    await expect(show).toBeFocused();
  });
}

/** References of a module's elements to each other that lead nowhere, or to two places. */
function looseEnds(module: Locator): Promise<string[]> {
  return module.evaluate(element => {
    const root = element.shadowRoot;
    if (!root) return ['no root'];
    const ids = [...root.querySelectorAll('[id]')].map(({ id }) => id);
    const twice = ids.filter((id, index) => ids.indexOf(id) !== index);
    const names = [
      'for',
      'aria-labelledby',
      'aria-describedby',
      'aria-controls',
      'aria-owns',
      'aria-details',
      'list',
      'form',
    ];
    const lost = names.flatMap(name =>
      [...root.querySelectorAll(`[${name}]`)].flatMap(one =>
        (one.getAttribute(name) ?? '')
          .split(/\s+/)
          .filter(id => root.getElementById(id) === null)
          .map(id => `${name}=${id}`),
      ),
    );
    return [...twice, ...lost];
  });
}

test('two modules in a page are independent', async ({ page, context, quiet }) => {
  quiet.allow(/status of 403/);
  await page.addInitScript(() => {
    const registered: string[] = [];
    Object.assign(globalThis, { registered });
    for (const type of ['privacy-ready', 'privacy-navigate'])
      document.addEventListener(type, event => {
        const { detail, target } = event as CustomEvent<{ path?: string } | null>;
        registered.push(`${(target as Element).id} ${type} ${detail?.path ?? ''}`.trim());
      });
    const real = window.open.bind(window);
    window.open = (...given) => {
      const opened = real(...given);
      if (opened) opened.print = () => undefined;
      return opened;
    };
  });
  await openHost(
    page,
    '/data/account',
    `<h1>Кабинет</h1>
     <activecloud-privacy id="one"></activecloud-privacy>
     <activecloud-privacy id="two" routing="memory" heading-level="2" locale="en"></activecloud-privacy>
     <activecloud-privacy id="three" base-path="/other" heading-level="3"></activecloud-privacy>`,
  );
  const [one, two, three] = ['#one', '#two', '#three'].map(id => page.locator(id)) as [
    Locator,
    Locator,
    Locator,
  ];
  const heading = (module: Locator) => module.locator('.h1');
  await expect(heading(one)).toContainText('Кто вы');
  await expect(heading(two)).toBeVisible();
  await expect(heading(three)).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(2);

  // Each by its own links; the address is of the one that was gone in last.
  await two.getByRole('link', { name: 'Policy', exact: true }).click();
  await expect(page).toHaveTitle('Policy · Кабинет');
  await three.getByRole('link', { name: 'Сведения об обработке' }).click();
  await expect(page).toHaveURL(/#\/other\/statement$/);
  await expect(page).toHaveTitle('Сведения об обработке · Кабинет');
  await expect(heading(one)).toContainText('Кто вы');
  await expect(heading(two)).toContainText('policy');

  // A dialog, a step-up and their answers are of one.
  await one
    .getByRole('row', { name: /Паспорт/ })
    .getByRole('button', { name: /^Показать/ })
    .click();
  await expect(one.getByRole('dialog')).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(1);
  for (const module of [one, two, three]) expect(await looseEnds(module)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  // So is a print.
  const [paper] = await Promise.all([
    context.waitForEvent('page'),
    three.getByRole('button', { name: 'Распечатать' }).click(),
  ]);
  await expect(paper.locator('header.doc')).toHaveCount(1);
  await paper.close();

  // Back is of the one whose address it is.
  await page.goBack();
  await expect(page).toHaveURL(/#\/privacy\/data\/account$/);
  await expect(heading(one)).toContainText('Кто вы');
  const registered = await page.evaluate(
    () => (globalThis as unknown as { registered: string[] }).registered,
  );
  for (const id of ['one', 'two', 'three']) expect(registered).toContain(`${id} privacy-ready`);
  expect(registered).toContain('one privacy-navigate /data/account');
  expect(registered.filter(line => line.endsWith('/policy'))).toEqual(['two privacy-navigate /policy']);
  expect(registered.filter(line => line.endsWith('/statement'))).toEqual([
    'three privacy-navigate /statement',
  ]);

  // Whoever goes first, the title is right, and the host's own in the end; what the host says meanwhile is kept.
  await page.evaluate(() => document.querySelector('#one')?.remove());
  await expect(page).toHaveTitle('Сведения об обработке · Кабинет');
  await page.evaluate(() => (document.title = '(1) Кабинет'));
  await page.evaluate(() => document.querySelector('#three')?.remove());
  await expect(page).toHaveTitle('Policy · (1) Кабинет');
  await page.evaluate(() => document.querySelector('#two')?.remove());
  await expect(page).toHaveTitle('(1) Кабинет');
});

test('a module that is moved in the document stays on its page', async ({ page }) => {
  const requests = await openHost(
    page,
    '/mailings',
    `<div id="frame"><activecloud-privacy id="hash"></activecloud-privacy><activecloud-privacy id="memory" routing="memory"></activecloud-privacy></div><section id="there"></section>`,
  );
  const [hash, memory] = ['#hash', '#memory'].map(id => page.locator(id)) as [Locator, Locator];
  await expect(hash.locator('h1')).toHaveCount(1);
  await memory.getByRole('link', { name: 'Политика', exact: true }).click();
  await expect(memory.locator('h1')).toContainText('политика');
  const place = () => page.evaluate(() => document.title);
  await page.evaluate(() => {
    const [frame, there] = [document.getElementById('frame'), document.getElementById('there')];
    for (const element of document.querySelectorAll('activecloud-privacy')) {
      // Out and in and out again before anything has come.
      there?.append(element);
      frame?.append(element);
      element.remove();
      there?.append(element);
    }
  });
  await expect(memory.locator('h1')).toContainText('политика');
  await expect(hash.getByRole('switch').first()).toBeVisible();
  await expect(page.locator('#there activecloud-privacy')).toHaveCount(2);
  await expect(hash.locator('.pc')).toHaveCount(1);
  expect(await place()).toMatch(/ · Кабинет$/);

  // Moved as a whole, nothing is mounted anew.
  const stored = await page.evaluate(() => {
    const frame = document.getElementById('frame');
    const element = document.querySelector('#hash');
    const before = element?.shadowRoot?.querySelector('.pc');
    (frame as unknown as { moveBefore(node: unknown, before: null): void }).moveBefore(element, null);
    return element?.shadowRoot?.querySelector('.pc') === before;
  });
  expect(stored).toBe(true);

  const set = (name: string, value: string | null) =>
    hash.evaluate(
      (element, [attribute, to]) =>
        to === null ? element.removeAttribute(attribute) : element.setAttribute(attribute, to),
      [name, value] as const,
    );
  await set('locale', 'en-GB');
  await expect(hash.getByRole('link', { name: 'Overview', exact: true })).toBeVisible();
  await set('theme', 'dark');
  await expect(hash.locator('.pc')).toHaveCSS('color-scheme', 'dark');
  await set('theme', null);
  await expect(hash.locator('.pc')).toHaveCSS('color-scheme', 'light dark');
  for (const [level, tag] of [
    ['3', 'h3'],
    ['0', 'h1'],
    ['99', 'h6'],
    ['none', 'h1'],
  ] as const) {
    await set('heading-level', level);
    await expect(hash.locator(`${tag}.h1`)).toBeVisible();
  }
  await set('api-base', '/elsewhere/v1');
  await hash.getByRole('link', { name: 'Consents', exact: true }).click();
  await expect.poll(() => requests).toContain('GET /elsewhere/v1/consents');
  await expect(hash.locator('h1')).toBeVisible();

  // Hidden is the host's word, and it is obeyed.
  await set('hidden', '');
  await expect(hash).toBeHidden();
  await set('hidden', null);
  await expect(hash).toBeVisible();
  await hash.evaluate(element => element.setAttribute('dir', 'rtl'));
  await expect(hash.locator('.pc')).toHaveCSS('direction', 'ltr');
  await expect(hash.locator('.pc')).toHaveCSS('user-select', 'text');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`a module without a theme option is ${colorScheme} like the system`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await openHost(page, '/policy', MODULE);
    await settled(page);
    const paper = colorScheme === 'dark' ? 'rgb(18, 24, 31)' : 'rgb(255, 255, 255)';
    const module = page.locator('activecloud-privacy .pc');
    await expect(module).toHaveCSS('background-color', paper);
    // The browser's own controls and bars follow the same word.
    await expect(module).toHaveCSS('color-scheme', 'light dark');
  });
}
