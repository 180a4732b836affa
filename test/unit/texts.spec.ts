import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
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
  test(`${file}: both languages, the same values, whole plurals`, () => {
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

  test(`${file}: Russian is Russian, and the words to avoid are avoided`, () => {
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

test('there is a file of texts for every slice that has a page', () => {
  expect(slices.length).toBeGreaterThan(5);
});
