import { createHash } from 'node:crypto';
import { Script } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { categoryPage, indexPage, pageCount, pagePath, READER_RECORDS } from './reader.ts';
import { SCRIPT, STYLE } from './frame.ts';
import type { ReaderCategory, ReaderHead, ReaderRecord } from './types.ts';
import { numberText } from '../../text.ts';
import { countText, dateText, dayText, momentText } from './written.ts';

const HOSTILE = `</script><script>alert(1)</script><!-- ' " & \u202E\u2028\u2029 🐉 ё ]]>`;

const services: ReaderCategory = {
  id: 'services',
  label: 'Услуги и платежи',
  records: 12_000,
  part: 2,
  fields: [],
  systems: ['ActivePlatform'],
};
const account: ReaderCategory = {
  id: 'account',
  label: 'Учётные данные',
  records: 0,
  part: 1,
  fields: [
    {
      label: 'Почтовый адрес',
      value: 'Тверь, ул. Лесная, 1',
      collectedAt: '2018-04-03',
      updatedAt: '2024-10-08',
      systems: ['ActivePlatform', 'ServiceDesk'],
    },
  ],
  systems: ['ActivePlatform', 'ServiceDesk'],
};
const nothing: ReaderCategory = {
  id: 'office',
  label: 'Принесённое в офис',
  records: 0,
  part: 1,
  fields: [],
  systems: [],
};
const head: ReaderHead = {
  number: 'E-26-0041',
  account: { name: 'ООО «Северный ветер»', code: 'AC-104728' },
  controller: 'ООО «АктивХост РУ»',
  scope: 'person',
  readyAt: '2026-02-05T21:31:00Z',
  language: 'ru',
  parts: 2,
  formats: ['json', 'csv', 'html'],
  categories: [account, services, nothing],
  excluded: [{ what: 'Звук записей', reason: 'На них голоса других людей.' }],
  masked: [{ what: '3 имени других людей', count: 3, reason: 'В них данные других людей.' }],
};

const record = (i: number): ReaderRecord => ({
  id: `payment-${i}`,
  kind: 'Платежи',
  at: '2025-05-27T08:29:00Z',
  title: `Платёж ${i}`,
  system: 'ActivePlatform',
});

/** Endless records, and how many of them were asked for. */
const source = (): { records: IterableIterator<ReaderRecord>; taken: () => number } => {
  let taken = 0;
  const records = (function* () {
    for (;;) {
      taken += 1;
      yield record(taken);
    }
  })();
  return { records, taken: () => taken };
};

const chunksOf = async (
  category: ReaderCategory,
  page: number,
  records: Iterable<ReaderRecord>,
  of = head,
): Promise<string[]> => {
  const chunks: string[] = [];
  for await (const chunk of categoryPage(of, category, page, records)) chunks.push(chunk);
  return chunks;
};

/** A block of data of a page, as its script reads it. */
const dataOf = (page: string, id: string): unknown => {
  const text = new RegExp(`<script type="application/json" id="${id}">(.*?)</script>`, 's').exec(page)?.[1];
  expect(text).toBeDefined();
  expect(text).not.toMatch(/[<>&\u2028\u2029]/);
  return JSON.parse(text ?? '');
};
const digest = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
/** Tags as a browser that met no script would count them. */
const countOf = (page: string, tag: string): number => page.split(`<${tag}`).length - 1;

describe('pages of the reader', () => {
  it('are as many as the records need, and none of nothing', () => {
    const of = (records: number, fields = 0) =>
      pageCount({ ...services, records, fields: Array.from({ length: fields }, () => account.fields[0]!) });
    expect([of(0), of(0, 1), of(1), of(5000), of(5001), of(12_000)]).toEqual([0, 1, 1, 1, 2, 3]);
    expect([pagePath('services', 1), pagePath('services', 2)]).toEqual([
      'reader/services.html',
      'reader/services-2.html',
    ]);
  });

  it('hold at most 5,000 records, taken as they are written; the next page continues with the same source', async () => {
    const { records, taken } = source();
    const first = categoryPage(head, services, 1, records);
    await first.next();
    expect(taken()).toBe(0);
    await first.next();
    expect(taken()).toBeLessThanOrEqual(201);
    let rest = '';
    for await (const chunk of first) rest += chunk;
    expect(taken()).toBe(READER_RECORDS);
    expect(rest).toContain('"payment-5000"');
    const second = (await chunksOf(services, 2, records)).join('');
    const ids = (dataOf(second, 'records') as ReaderRecord[]).map(({ id }) => id);
    expect([ids.length, ids[0], ids.at(-1)]).toEqual([5000, 'payment-5001', 'payment-10000']);
  });

  it('are the same piece by piece each time they are made, in pieces of a moderate size', async () => {
    const once = await chunksOf(services, 1, source().records);
    expect(await chunksOf(services, 1, source().records)).toEqual(once);
    expect(once.length).toBe(READER_RECORDS / 200 + 4);
    expect(await indexPage(head)).toBe(await indexPage(structuredClone(head)));
  });

  it('may run their own script and wear their own style, nothing else', async () => {
    for (const page of [await indexPage(head), (await chunksOf(services, 1, [record(1)])).join('')]) {
      const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1];
      const script = /<script>([^]*?)<\/script>/.exec(page)?.[1] ?? '';
      const style = /<style>([^]*?)<\/style>/.exec(page)?.[1] ?? '';
      expect([script, style]).toEqual([SCRIPT, STYLE]);
      expect(policy).toBe(
        `default-src 'none'; script-src ${digest(script)}; style-src ${digest(style)}; base-uri 'none'; form-action 'none'`,
      );
      expect([countOf(page, 'script>'), countOf(page, 'style>')]).toEqual([1, 1]);
      expect(page).not.toMatch(/\ssrc=|\son\w+=|\sstyle=|https?:|<link|@import|url\(/);
    }
    expect(SCRIPT).not.toMatch(/<\/?script|<!--|innerHTML|localStorage|sessionStorage|fetch\(|eval\(/);
    expect(() => new Script(SCRIPT)).not.toThrow();
  });

  it('never take a value for markup', async () => {
    const hostile: ReaderCategory = {
      id: 'evil',
      label: HOSTILE,
      records: 1,
      part: 1,
      systems: [HOSTILE],
      fields: [{ label: HOSTILE, value: HOSTILE, collectedAt: HOSTILE, systems: [HOSTILE] }],
    };
    const evil: ReaderRecord = {
      ...record(1),
      kind: HOSTILE,
      title: HOSTILE,
      text: HOSTILE.repeat(100),
      counterparty: HOSTILE,
      at: HOSTILE,
      attachments: [HOSTILE],
    };
    const evilHead: ReaderHead = {
      ...head,
      account: { name: HOSTILE, code: HOSTILE },
      number: HOSTILE,
      controller: HOSTILE,
      readyAt: HOSTILE,
      categories: [hostile],
      excluded: [{ what: HOSTILE, reason: HOSTILE }],
      masked: [{ what: HOSTILE, count: 1, reason: HOSTILE }],
    };
    const page = (await chunksOf(hostile, 1, [evil], evilHead)).join('');
    expect(dataOf(page, 'records')).toEqual([evil]);
    expect([countOf(page, 'script'), countOf(page, '!--')]).toEqual([3, 0]);
    const index = await indexPage(evilHead);
    expect([countOf(index, 'script'), countOf(index, '!--')]).toEqual([2, 0]);
  });
});

describe('the first page', () => {
  it('links to every page, with the part it lies in and instructions for the parts', async () => {
    const page = await indexPage(head);
    expect([...page.matchAll(/href="([^"#]*)"/g)].map(match => match[1])).toEqual([
      'reader/account.html',
      'reader/services.html',
      'statement.html',
    ]);
    expect(page).toContain('часть 2');
    expect(page).toContain('Копия состоит из 2\u00a0частей. Распакуйте все в одну папку');
    expect(page).toContain('12\u00a0000\u00a0записей');
    expect(page).toContain('1\u00a0значение и 12');
    expect(page).toContain('ничего нет');
    expect(page).toContain('6\u00a0февраля 2026\u00a0г., 00:31');
    expect(page).toContain('sha256sum csv/account-fields.csv');
  });

  it('leads to the files where the reader’s own pages were not chosen', async () => {
    expect(await indexPage({ ...head, formats: ['json'] })).toContain('href="data/services.json"');
    expect(await indexPage({ ...head, formats: ['csv', 'json'] })).toContain('href="csv/services.csv"');
  });

  it('has a sentence when no data was left out or masked', async () => {
    const page = await indexPage({ ...head, excluded: [], masked: [] });
    expect(page).toContain('В копии всё, что вы выбрали.');
    expect(page).toContain('Ничего не скрыто.');
  });

  it('speaks the words of the domain in both languages', async () => {
    const pages = [await indexPage(head), (await chunksOf(services, 1, [record(1)])).join('')].join('');
    expect(pages).not.toMatch(/выгрузк|дамп|отпечаток|портативн/i);
    const [ru, en] = ['ru', 'en'].map(lang => pages.split(`<span class="${lang}" lang="${lang}">`).length);
    expect(ru).toBe(en);
  });
});

describe('a page of a kind', () => {
  it('shows each value with its source and recipients, without a script', async () => {
    const page = (await chunksOf(account, 1, [])).join('');
    expect(page).toContain('Тверь, ул. Лесная, 1');
    expect(page).toContain('получено 3\u00a0апреля 2018\u00a0г., изменено 8\u00a0октября 2024\u00a0г.');
    expect(page).not.toContain('id="records"');
  });

  it('has the place of the same records when the script is off, and links to its other pages', async () => {
    const page = (await chunksOf(services, 2, [record(1)])).join('');
    expect(/<noscript>(.*?)<\/noscript>/s.exec(page)?.[1]).toContain('href="../csv/services.csv"');
    expect([...page.matchAll(/href="([^"#]*)" data-go="ru" data-same/g)].map(match => match[1])).toEqual([
      'services.html',
      'services-2.html',
      'services-3.html',
      'services-3.html',
    ]);
    expect(page).toContain('5\u00a0001–10\u00a0000');
    expect(page).toContain('10,001–12,000');
  });
});

it('numbers, plural forms and dates do not depend on the browser that writes them', () => {
  const forms = ['запись', 'записи', 'записей'] as const;
  expect([1, 2, 5, 11, 21, 104, 12_000].map(n => countText(n, forms, 'ru'))).toEqual([
    '1\u00a0запись',
    '2\u00a0записи',
    '5\u00a0записей',
    '11\u00a0записей',
    '21\u00a0запись',
    '104\u00a0записи',
    '12\u00a0000\u00a0записей',
  ]);
  expect([1, 2].map(n => countText(n, ['record', 'records'], 'en'))).toEqual([
    '1\u00a0record',
    '2\u00a0records',
  ]);
  expect([numberText(1_234_567, 'ru'), numberText(1_234_567, 'en'), numberText(999, 'ru')]).toEqual([
    '1\u00a0234\u00a0567',
    '1,234,567',
    '999',
  ]);
  expect([dateText('2020-10-21', 'ru'), dateText('2020-10-21', 'en'), dateText('soon', 'ru')]).toEqual([
    '21\u00a0октября 2020\u00a0г.',
    '21\u00a0October 2020',
    'soon',
  ]);
  expect([dayText('2026-02-05T21:00:00Z', 'ru'), momentText('2026-02-05T20:59:00Z', 'en')]).toEqual([
    '6\u00a0февраля 2026\u00a0г.',
    '5\u00a0February 2026, 23:59',
  ]);
});
