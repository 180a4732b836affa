import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

/**
 * Where a day, a year or an hour may be taken from a date by hand: the calendar itself, the writers of dates, and
 * scripts that run apart from the module. Everywhere else these rules answer: `moscowDate`, `moscowTime`, `yearOf`,
 * `partsOf`, `startOfMoscowDay`, `endOfMoscowDay`, and `useFormat` on a page.
 */
const HOMES = new Set([
  'src/domain/calendar.ts',
  'src/domain/calendar-steps.ts',
  'src/i18n/format.ts',
  // The script of an email's page: no module of the calendar fits into it, its zone is Moscow.
  'src/unsubscribe/enhance.ts',
  // The script of the offline reader: it stands in the archive by itself.
  'core/archive/reader/page.ts',
  // What the field of the playground's clock shows and means.
  'mocks/clock.ts',
  // The local time of a ZIP entry, Moscow's.
  'core/archive/zip.ts',
]);

/** Shapes that take a UTC or a machine's day for a Moscow one. */
const SHAPES: readonly (readonly [name: string, shape: RegExp])[] = [
  [
    'the first letters of an instant',
    /\b(\w*[aA]t|now|instant|date|day|until|since|start|end)(\([^)]*\))?\.(slice|substring|substr)\(/,
  ],
  ['ten letters of anything', /\.(slice|substring|substr)\(0, ?(4|7|10)\)/],
  ['the part before T', /\.split\(['"]T['"]\)/],
  ['a text of an instant, taken apart', /toISOString\(\)\s*\.(slice|split|substring|replace|startsWith)/],
  ['fields of a Date', /\.get(UTC)?(Date|Day|Month|FullYear|Hours|Minutes)\(/],
  ['setting fields of a Date', /\.set(UTC)?(Date|Month|FullYear|Hours)\(/],
  ['a writer of dates of its own', /\b(DateTimeFormat|toLocale(Date|Time)?String)\b/],
  ['a day at a zone by hand', /T\d\d:\d\d(:\d\d)?(\.\d+)?(Z|[+-]\d\d:\d\d)[`'"]/],
  ['Moscow’s offset by hand', /\b3 \* (3_600_000|HOUR)\b|\+03:00/],
  ['UTC arithmetic of days', /\bDate\.UTC\(/],
];

/** What looks so and is none: ends of a checksum, of a list, a wall clock the user typed. */
const INNOCENT = [
  /value\.slice\(0, 4\)\}…/, // src/requests/case/labels.tsx: the ends of a checksum
];

const shapesIn = (line: string): string[] =>
  INNOCENT.some(shape => shape.test(line))
    ? []
    : SHAPES.filter(([, shape]) => shape.test(line)).map(([name]) => name);

const files = ['src', 'core', 'mocks'].flatMap(folder =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map(name => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter(
      name => /\.tsx?$/.test(name) && !/\.spec\.|generated|\.d\.ts|spec-|\/test-(client|copy)\.ts/.test(name),
    ),
);

describe('a plain date', () => {
  test('is made from an instant by the calendar module only', () => {
    expect(files.length).toBeGreaterThan(150);
    const found = files
      .filter(file => !HOMES.has(file))
      .flatMap(file =>
        readFileSync(join(root, file), 'utf8')
          .split('\n')
          .flatMap((line, i) => shapesIn(line).map(name => `${file}:${i + 1} ${name}: ${line.trim()}`)),
      );
    expect(found).toEqual([]);
  });

  test.each([
    'retention(item.retention, item.at.slice(0, 10))',
    'before.readyAt.slice(0, 10)',
    'const thisYear = Number(now.slice(0, 4));',
    "const [day] = at.split('T');",
    'new Date().toISOString().slice(0, 10)',
    'Date.parse(`${date}T00:00:00+03:00`)',
    'const day = new Date(at).getDate();',
    'value.toLocaleDateString()',
    "new Intl.DateTimeFormat('ru').format(new Date(at))",
    'new Date(now.getTime() + 3 * 3_600_000)',
    'moscowDate(now).slice(0, 4)',
  ])('that is made by %s is found', line => {
    expect(shapesIn(line)).not.toEqual([]);
  });

  test.each([
    'format.dayMonthYear(item.at)',
    'const names = ids.slice(0, shown);',
    'moscowDate(item.at)',
    'items.slice(0, 10 + offset)',
  ])('that is made by %s is not reported', line => {
    expect(shapesIn(line)).toEqual([]);
  });

  test('has only exceptions that exist and are needed', () => {
    for (const file of HOMES) {
      const lines = readFileSync(join(root, file), 'utf8').split('\n');
      expect([file, lines.some(line => shapesIn(line).length > 0)]).toEqual([file, true]);
    }
  });
});
