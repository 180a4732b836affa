import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { categoryPage, indexPage } from '../../core/archive/reader/reader.ts';
import type { ReaderCategory, ReaderHead, ReaderRecord } from '../../core/archive/reader/types.ts';
import { RECENT_TOKEN, VALID_TOKEN } from '../../mocks/mailings/seed.ts';
import { specClient } from '../../mocks/spec-client.ts';
import { deadLinkPage } from '../../core/unsubscribe/pages.ts';

const root = join(import.meta.dirname, '../..');
const hasJava = spawnSync('java', ['-version']).status === 0;
const folder = mkdtempSync(join(tmpdir(), 'valid-html-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What the Nu validator finds wrong in pages, as `page:line message`. */
function errorsIn(pages: Readonly<Record<string, string>>): string[] {
  for (const [name, html] of Object.entries(pages)) writeFileSync(join(folder, `${name}.html`), html);
  const jar: string = createRequire(import.meta.url)('vnu-jar') as string;
  const files = Object.keys(pages).map(name => join(folder, `${name}.html`));
  const run = spawnSync(
    'java',
    ['-jar', jar, '--format', 'json', '--stdout', '--exit-zero-always', ...files],
    {
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
    },
  );
  const { messages } = JSON.parse(run.stdout) as {
    messages: { type: string; url?: string; lastLine?: number; message: string }[];
  };
  return messages
    .filter(({ type }) => type !== 'info')
    .map(({ url = '', lastLine = 0, message }) => `${url.split('/').at(-1) ?? ''}:${lastLine} ${message}`);
}

const LANGUAGES = ['ru', 'en'] as const;

/** The pages that a customer is given beside the module: the statement, and the answers to an email's link. */
async function servedPages(): Promise<Record<string, string>> {
  const pages: Record<string, string> = {};
  const { call } = specClient();
  const headers = { Accept: 'text/html' };
  for (const lang of LANGUAGES) {
    for (const persona of ['owner', 'user', 'new'] as const) {
      const { response } = await call(persona, 'GET', '/statement', { lang, headers });
      expect(response.headers.get('Content-Type')).toMatch(/^text\/html/);
      pages[`statement-${persona}-${lang}`] = await response.text();
    }
    for (const [name, token] of [
      ['on', VALID_TOKEN],
      ['off', RECENT_TOKEN],
    ] as const)
      pages[`letter-${name}-${lang}`] = await (
        await call('nobody', 'GET', `/unsubscribe/${token}`, { lang, headers })
      ).response.text();
    for (const why of ['unknown', 'too-late'] as const)
      pages[`letter-${why}-${lang}`] = deadLinkPage(why, lang);
  }
  return pages;
}

/** The pages of an archive's reader: a list, values, records, nothing. */
async function readerPages(): Promise<Record<string, string>> {
  const pages: Record<string, string> = {};
  const services: ReaderCategory = {
    id: 'services',
    label: 'Услуги',
    records: 3,
    part: 1,
    fields: [],
    systems: [],
  };
  const account: ReaderCategory = {
    ...services,
    id: 'account',
    label: '<b> & "данные"',
    records: 0,
    fields: [
      { label: 'Адрес', value: 'Тверь & область', collectedAt: '2018-04-03', systems: ['ActivePlatform'] },
    ],
  };
  const records: ReaderRecord[] = [1, 2, 3].map(n => ({
    id: `payment-${n}`,
    kind: 'Платежи',
    at: '2025-05-27T08:29:00Z',
    title: `Платёж <${n}>`,
    system: 'ActivePlatform',
  }));
  for (const language of LANGUAGES) {
    const head: ReaderHead = {
      number: 'E-26-0041',
      account: { name: 'ООО «Северный ветер»', code: 'AC-104728' },
      controller: 'ООО «АктивХост РУ»',
      scope: 'person',
      readyAt: '2026-02-05T21:31:00Z',
      language,
      parts: 2,
      formats: ['json', 'csv', 'html'],
      categories: [account, services],
      excluded: [{ what: 'Звук записей', reason: 'На них голоса других людей.' }],
      masked: [{ what: '3 имени', count: 3, reason: 'Это данные других людей.' }],
    };
    pages[`reader-index-${language}`] = await indexPage(head);
    for (const category of [account, services]) {
      let html = '';
      for await (const chunk of categoryPage(head, category, 1, category.records === 0 ? [] : records))
        html += chunk;
      pages[`reader-${category.id}-${language}`] = html;
    }
  }
  return pages;
}

const page = (body: string) =>
  `<!doctype html><html lang="ru"><head><title>Страница</title></head><body>${body}</body></html>`;

/** Pages that are wrong, for the validator to find. */
const WRONG = {
  'wrong-role': page('<table><tr role="presentation"><td>1</td></tr></table>'),
  'wrong-nesting': page('<a href="/"><button>Дальше</button></a>'),
  'wrong-id': page('<p id="a">1</p><p id="a">2</p>'),
  'wrong-label': page('<label for="none">Имя</label>'),
};

// The validator is a Java program; where there is no Java the test says so and is skipped.
test.skipIf(!hasJava)(
  'the HTML examples for customers are valid (needs Java)',
  async () => {
    const own = Object.fromEntries(
      ['index.html', 'unsubscribe.html'].map(name => [`own-${name}`, readFileSync(join(root, name), 'utf8')]),
    );
    const pages = { ...(await servedPages()), ...(await readerPages()), ...own };
    expect(Object.keys(pages).length).toBeGreaterThan(20);
    // Together: the validator takes seconds to start.
    const found = errorsIn({ ...pages, ...WRONG });
    expect(found.filter(line => !line.startsWith('wrong-'))).toEqual([]);
    const wrong = found.filter(line => line.startsWith('wrong-')).map(line => line.split('.')[0]);
    expect(new Set(wrong)).toEqual(new Set(Object.keys(WRONG)));
  },
  120_000,
);
