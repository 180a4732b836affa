import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { RIGHT_KINDS, type RightKind } from '../../src/domain/ids.ts';
import { NGINX, type Proxies, startNginx, startProxies } from './proxies.ts';
import { expect, settled, test } from './playground.ts';
import { placeModule } from './place-module.ts';

let proxies: Proxies;
let nginx: Awaited<ReturnType<typeof startNginx>> | undefined;
test.beforeAll(async () => {
  proxies = await startProxies();
  if (NGINX !== undefined) nginx = await startNginx(proxies.origin);
});
test.afterAll(async () => {
  await nginx?.stop();
  await proxies.stop();
});

const module = (page: Page) => page.locator('activecloud-privacy');
const button = (page: Page, name: string | RegExp) => module(page).getByRole('button', { name });
const heading = (page: Page) => module(page).getByRole('heading', { level: 1 });
const save = (page: Page) => module(page).locator('[data-save]');

/** A proxy that the browser meets, and how it is reached. */
interface Front {
  origin: string;
  line: string;
}

/** Puts the module into a host's page behind a proxy, on a page of its own. */
async function show(page: Page, { origin, line }: Front, session: string, address: string): Promise<void> {
  if (!page.url().startsWith(origin)) await page.goto(origin);
  await placeModule(page, `/line/${line}/${session}/api/privacy/v1`, address, 'fetch');
  await settled(page);
}

/** Asks the mock itself, past every proxy. */
async function direct<Answer>(session: string, method: string, path: string, body?: object): Promise<Answer> {
  const base = `${proxies.direct}/api/privacy/v1`;
  const own = { 'X-Mock-Persona': session.split('-')[0] ?? '', 'X-Mock-Session': session };
  const { csrfToken } = (await (await fetch(`${base}/session`, { headers: own })).json()) as {
    csrfToken: string;
  };
  const response = await fetch(base + path, {
    method,
    headers: {
      ...own,
      'Content-Type': 'application/json',
      'X-CSRF-Token': csrfToken,
      'Idempotency-Key': crypto.randomUUID(),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return (await response.json()) as Answer;
}

const TEXT = 'Верный дом 4, а не 14.';
/** What each wizard has gathered by its last step. */
const DETAILS: Record<RightKind, object> = {
  access: { mode: 'copy', all: true, text: TEXT },
  rectification: { items: [{ category: 'account', field: 'email', new: TEXT }], blockWhileChecking: true },
  erasure: { categories: ['analytics'], reason: TEXT },
  restriction: { categories: ['calls'], ground: 'accuracy', text: TEXT },
  portability: { categories: ['account'], format: 'csv', recipient: 'self', text: TEXT },
  objection: { purposes: ['statistics'], situation: TEXT },
  'consent-withdrawal': { consents: ['other'], text: TEXT },
  complaint: { about: TEXT, to: 'controller' },
};

/** A draft as it stands at the last step, written past the proxy. */
const draftOf = (session: string, kind: RightKind): Promise<{ id: string }> =>
  direct(session, 'POST', '/requests', { kind, scope: 'person', details: DETAILS[kind] });

/** The last step of each wizard: saved by its version, and filed. */
async function fileAll(
  page: Page,
  front: Front,
  session: string,
  kinds: readonly RightKind[],
): Promise<void> {
  await direct(session, 'POST', '/session/step-up', { method: 'code', secret: '000000' });
  for (const kind of kinds) {
    const { id } = await draftOf(session, kind);
    await show(page, front, session, `/requests/new/${kind}?draft=${id}&step=check`);
    if (kind === 'erasure') await module(page).locator('input[name="confirmation"]').fill('УДАЛИТЬ');
    await button(page, /^(Отправить|Всё равно отправить|Подать)/).click();
    await expect(module(page).getByText('Обращение принято').first(), kind).toBeVisible();
  }
  const { items } = await direct<{ items: { kind: string; status: string }[] }>(session, 'GET', '/requests');
  const filed = items.filter(({ status }) => status !== 'draft').map(({ kind }) => kind);
  expect(filed.toSorted()).toEqual([...kinds].toSorted());
}

/** A complaint from its first word, continued in a second tab; each tab sees the changes of the other. */
async function twoTabs(page: Page, front: Front, session: string): Promise<void> {
  await show(page, front, session, '/requests/new/complaint');
  const textField = (tab: Page) => module(tab).locator('textarea[name="words"]');
  await textField(page).fill('Первая запись.');
  await expect(save(page)).toHaveAttribute('data-save', 'saved');
  await textField(page).fill('Первая запись, подробнее.');
  await expect(save(page)).toHaveAttribute('data-save', 'waiting');
  await expect(save(page)).toHaveAttribute('data-save', 'saved');
  const draft = /draft=([^&]+)/.exec(page.url())?.[1] ?? '';

  const other = await page.context().newPage();
  await show(other, front, session, `/requests/new/complaint?draft=${draft}&step=words`);
  await expect(textField(other)).toHaveValue('Первая запись, подробнее.');
  await textField(other).fill('Из второй вкладки.');
  await expect(save(other)).toHaveAttribute('data-save', 'saved');
  await other.close();

  await textField(page).fill('Из первой вкладки.');
  await expect(module(page).getByRole('alert')).toContainText('Черновик изменили в другом окне');
  await expect(module(page).getByRole('alert')).toContainText('Из второй вкладки.');
  await button(page, 'Оставить то, что здесь').click();
  await expect(save(page)).toHaveAttribute('data-save', 'saved');
  const stored = await direct<{ details: { about: string } }>(session, 'GET', `/requests/${draft}`);
  expect(stored.details.about).toBe('Из первой вкладки.');
}

/** A file whose second piece is lost with its answer: it goes on from what has arrived. */
async function upload(page: Page, front: Front, session: string): Promise<void> {
  const { id } = await draftOf(session, 'complaint');
  await show(page, front, session, `/requests/new/complaint?draft=${id}&step=words`);
  let pieces = 0;
  await page.route('**/attachments/at-*', async route => {
    if (route.request().method() !== 'PATCH') return route.continue();
    pieces += 1;
    if (pieces !== 2) return route.continue();
    await route.fetch();
    await route.abort('connectionreset');
  });
  const bytes = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(600_000)]);
  await module(page)
    .locator('input[type="file"]')
    .setInputFiles({ name: 'справка.pdf', mimeType: 'application/pdf', buffer: bytes });
  await expect
    .poll(async () => {
      const { attachments } = await direct<{ attachments: { state: string; sha256: string }[] }>(
        session,
        'GET',
        `/requests/${id}`,
      );
      return attachments.map(({ state, sha256 }) => [state, sha256]);
    })
    .toEqual([['ready', createHash('sha256').update(bytes).digest('hex')]]);
  expect(pieces).toBeGreaterThan(2);
}

/** A copy that is followed until it is ready, and downloaded over a line that breaks in the middle. */
async function copy(page: Page, front: Front, session: string): Promise<void> {
  await direct(session, 'POST', '/session/step-up', { method: 'code', secret: '000000' });
  const made = await direct<{ id: string }>(session, 'POST', '/exports', {
    scope: 'person',
    categories: ['account'],
    formats: ['json', 'csv', 'html'],
    language: 'ru',
    includeAttachments: false,
    includeCorrespondence: false,
  });
  await show(page, front, session, `/exports/${made.id}`);
  await expect(heading(page)).toHaveText(/^Копия готова/, { timeout: 30_000 });
  proxies.cut(session);
  const coming = page.waitForEvent('download');
  await button(page, /^Скачать/).click();
  const download = await coming;
  const { parts } = await direct<{ parts: { sha256: string; fileName: string }[] }>(
    session,
    'GET',
    `/exports/${made.id}`,
  );
  expect(download.suggestedFilename()).toBe(parts[0]?.fileName);
  const digest = createHash('sha256')
    .update(readFileSync(await download.path()))
    .digest('hex');
  expect(digest).toBe(parts[0]?.sha256);
  const gets = proxies
    .passed(session)
    .filter(({ method, path }) => method === 'GET' && path.endsWith('/parts/1'));
  // Broken once, and gone on with or begun anew; the second time a range where the proxy lets one through.
  expect(gets.length).toBe(2);
}

/** What was refused; a version of another tab is no refusal of the proxy's making. */
const refused = (session: string, expected: readonly number[] = []) =>
  proxies.passed(session).filter(({ status }) => status >= 400 && !expected.includes(status));

for (const line of ['weakening', 'extending', 'dropping'] as const)
  test(`a wizard, two tabs, an upload and a copy work behind a proxy that is ${line}`, async ({
    page,
    quiet,
  }) => {
    quiet.allow(/Failed to load resource|net::ERR/);
    const front = { origin: proxies.origin, line };
    await fileAll(page, front, `new-${line}-1`, ['complaint', 'access']);
    expect(refused(`new-${line}-1`)).toEqual([]);
    await twoTabs(page, front, `new-${line}-2`);
    expect(refused(`new-${line}-2`, [412])).toEqual([]);
    await upload(page, front, `new-${line}-3`);
    // Where the header of the offset is dropped, the server asks for it once.
    expect(refused(`new-${line}-3`, line === 'dropping' ? [400] : [])).toEqual([]);
    await copy(page, front, `user-${line}-4`);
    expect(refused(`user-${line}-4`)).toEqual([]);
  });

test('nginx with compression accepts every request that the plain server accepts', async ({
  page,
  quiet,
}) => {
  test.skip(NGINX === undefined, 'nginx is not installed here');
  quiet.allow(/Failed to load resource|net::ERR/);
  const front = { origin: nginx?.origin ?? '', line: 'plain' };
  const [, tag] = await Promise.all([
    fileAll(page, front, 'new-nginx-1', RIGHT_KINDS),
    page.waitForResponse(response => response.request().method() === 'PATCH'),
  ]);
  // The control: this nginx does weaken tags, and the module does not mind.
  expect(tag.headers()['etag']).toMatch(/^W\//);
  expect(refused('new-nginx-1')).toEqual([]);
  await twoTabs(page, front, 'new-nginx-2');
  expect(refused('new-nginx-2', [412])).toEqual([]);
  await upload(page, front, 'new-nginx-3');
  expect(refused('new-nginx-3')).toEqual([]);
  await copy(page, front, 'user-nginx-4');
  expect(refused('user-nginx-4')).toEqual([]);
});
