import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { compileMessage } from '@lingui/message-utils/compileMessage';
import { expect, test } from 'vitest';

const src = resolve(import.meta.dirname, '../../src');
const slices = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(name =>
  name.endsWith('texts.json'),
);

function values(message: unknown): string[] {
  if (!Array.isArray(message)) return [];
  return message.flatMap((part): string[] => {
    if (!Array.isArray(part)) return [];
    const [name, , forms] = part as [string, string?, Record<string, unknown>?];
    return [name, ...Object.values(forms ?? {}).flatMap(values)];
  });
}

function plurals(message: unknown): Record<string, unknown>[] {
  if (!Array.isArray(message)) return [];
  return message.flatMap((part): Record<string, unknown>[] => {
    const [, kind, forms] = (Array.isArray(part) ? part : []) as [string?, string?, Record<string, unknown>?];
    return kind === 'plural' && forms ? [forms, ...Object.values(forms).flatMap(plurals)] : [];
  });
}

for (const file of slices) {
  const texts = JSON.parse(readFileSync(join(src, file), 'utf8')) as Record<string, Record<string, string>>;
  test(`${file}: both languages have the same parameters and complete plurals`, () => {
    for (const [key, { ru = '', en = '' }] of Object.entries(texts)) {
      expect(ru, key).not.toBe('');
      expect(en, key).not.toBe('');
      const [russian, english] = [compileMessage(ru), compileMessage(en)];
      const named = (message: unknown) =>
        [...new Set(values(message).filter(name => name !== '#'))].toSorted();
      expect(named(english), key).toEqual(named(russian));
      for (const forms of plurals(russian)) {
        for (const form of ['one', 'few', 'many', 'other'])
          expect(Object.keys(forms), `${key} ${form}`).toContain(form);
      }
    }
  });

  test(`${file}: the Russian texts are Russian, without the words to avoid`, () => {
    const avoided =
      /ректификац|портативност|легитимн|квитанци|дамп|выгрузк|тикет|заявк|\bкейс|\bВы\b|\bВам|\bВас\b|\bВаш/;
    const hits = Object.entries(texts)
      .filter(([, { ru = '' }]) => avoided.test(ru.replace(/^Ваш|^Вы /, '').replaceAll(/[.:?!] В/g, '')))
      .map(([key]) => key);
    expect(hits).toEqual([]);
    // Quotation marks and dashes as Russian print has them.
    const typed = Object.entries(texts).filter(([, { ru = '' }]) =>
      /"|--| - /.test(ru.replaceAll(/\{[^}]*\}/g, '')),
    );
    expect(typed.map(([key]) => key)).toEqual([]);
  });
}

/**
 * What no English text says: Russian words and laws in their Russian form, American spelling, negative contractions, and
 * the words that were once translated from Russian one by one. `letter.*` are the letters of a complaint.
 */
const UNENGLISH =
  /[а-яё]|e-mail|\bLaw \d|\banew\b|\bmeanwhile\b|supervisory|by a request|\bfiled\b|\brevoke|masked|the staff\b|switch(ed)? (on|off)|\b(?!s|res|prize)\w+iz(e|ed|ation|ing)\b|\bcolor|\bcenter|n’t\b|\bone press\b|\broad of\b|take the \w+ back|term being/iu;
/** Another form of citation than `Art. 14(7)`. */
const LOWER_CITATION = /\barts?\. ?\d/u;

/** What an English text says that it should not. */
const unenglish = (texts: Readonly<Record<string, string>>): string[] =>
  Object.entries(texts).flatMap(([key, text]) => {
    const found = UNENGLISH.exec(text.replaceAll(/\{\w+/g, '')) ?? LOWER_CITATION.exec(text);
    return found === null ? [] : [`${key}: ${found[0]}`];
  });

test('the check finds phrases that read like a translation', () => {
  expect(
    unenglish({
      a: 'The road of your data',
      b: 'One press, no questions',
      c: 'Take the objection back',
      d: 'term being confirmed',
      e: '152-ФЗ, ст. 14',
      f: 'Law 152-FZ, art. 14 part 7',
      g: 'By e-mail only',
      h: 'Anonymized by 3 May',
      i: 'You don’t have to',
    }),
  ).toHaveLength(9);
  expect(
    unenglish({ a: 'The size of the file: 152-FZ, Art. 14(7)', b: 'You’ll resize it. Prizes seized' }),
  ).toEqual([]);
});

for (const file of slices) {
  test(`${file}: the English texts are English`, () => {
    const texts = JSON.parse(readFileSync(join(src, file), 'utf8')) as Record<string, Record<string, string>>;
    expect(
      unenglish(Object.fromEntries(Object.entries(texts).map(([key, { en = '' }]) => [key, en]))),
    ).toEqual([]);
  });
}

/** Counts that stay below a thousand, or come written already: percent, seconds, steps, parts, characters. */
const BARE = new Set([
  'case write.tooLong',
  'case long.open',
  'case counted.nth',
  'exports systems.of',
  'exports heading.collecting',
  'exports system.of',
  'exports history.part',
  'exports check.part',
  'failure retryIn',
  'files state.uploading',
  'files state.paused.at',
  'files state.interrupted',
  'files announce.progress',
  'mailings routes.numbered',
  'overview attention',
  'overview attention.more',
  'overview card.mailings.on',
  'register field.hideIn',
  'wizard task.progress',
  'wizard wizard.step',
  'wizard wizard.step.only',
]);
const COUNT = /\{(n|of|on|done|total|count|records|fields|kinds)\}/;

test('a count is formatted by the plural form of its text, with separated thousands', () => {
  const bare = slices.flatMap(file => {
    const texts = JSON.parse(readFileSync(join(src, file), 'utf8')) as Record<string, Record<string, string>>;
    return Object.entries(texts)
      .filter(([, { ru = '', en = '' }]) => COUNT.test(ru) || COUNT.test(en))
      .map(([key]) => `${basename(dirname(file))} ${key}`);
  });
  expect(bare.filter(key => !BARE.has(key))).toEqual([]);
  expect([...BARE].filter(key => !bare.includes(key))).toEqual([]);
});

/** Words beside a name that may be of any gender or number. */
const AGREEING =
  /\{(name|label|what|topic|names|title|system)\}[»”]? (не )?(назван|указан|подготовлен|отключён|готов|собран|удалён|открыт|показан)(а|о|ы)?(?!\p{L})/u;

test.each([
  [
    '«Все, что» in the singular',
    /(?<!\p{L})[Вв]се, что (?!(\p{L}+) (нужны|могут))/u,
    'Все, что у вас есть обо мне',
  ],
  ['a participle that agrees with a name', AGREEING, '{label} не назван'],
  [
    'a person’s action in one gender',
    /(?<!\p{L})(подготовил|отозвал|подал|ответил) \{name\}/iu,
    'Подготовил {name}.',
  ],
])('no text contains %s', (_, shape, example) => {
  expect(example).toMatch(shape);
  const hits = slices.flatMap(file =>
    Object.entries(
      JSON.parse(readFileSync(join(src, file), 'utf8')) as Record<string, Record<string, string>>,
    )
      .filter(([, { ru = '' }]) => shape.test(ru))
      .map(([key]) => `${file} ${key}`),
  );
  expect(hits).toEqual([]);
});

test('every slice with a page has a file of texts', () => {
  expect(slices.length).toBeGreaterThan(5);
});
