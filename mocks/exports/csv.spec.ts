import { expect, test } from 'vitest';
import { KINDS } from '../register/records.ts';
import type { ExportedRecord } from './content.ts';
import { fieldTable, recordLines, textCell } from './csv.ts';
import type { ExportSpec } from './state.ts';

const SPEC: ExportSpec = {
  scope: 'person',
  categories: ['services'],
  formats: ['csv'],
  language: 'ru',
  includeAttachments: false,
  includeCorrespondence: false,
};
const record = (rest: Partial<ExportedRecord> = {}): ExportedRecord => ({
  id: 'payment-1',
  kind: 'payment',
  at: '2020-10-21T11:20:00.000Z',
  title: 'Платёж',
  system: 'activeplatform',
  aboutThirdParty: false,
  ...rest,
});
const lines = (records: ExportedRecord[], category = 'services', spec = SPEC): string[] =>
  [...recordLines({ kinds: KINDS[category] ?? [] }, spec, records)].join('').split('\r\n');

test.each([
  ['=1+1', "'=1+1"],
  ['+7-000-11', "'+7-000-11"],
  ['+7 000 104-72-81', "'+7 000 104-72-81"],
  ['-cmd', "'-cmd"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "'\t=1"],
  ['\rx', "'\rx"],
  ['  =1', "'  =1"],
  ['\u00A0=1', "'\u00A0=1"],
  ['\u200B=1', "'\u200B=1"],
  ['\uFEFF=1', "'\uFEFF=1"],
  ['＝1', "'＝1"],
  ['＋1', "'＋1"],
  ['－1', "'－1"],
  ['＠x', "'＠x"],
  ['-12,50', '-12,50'],
  ['-3', '-3'],
  ['0', '0'],
  ['104233', '104233'],
  ['0000104728', "'0000104728"],
  ['123456789012345678', "'123456789012345678"],
  ['№ 104233', '№ 104233'],
  ['a=b', 'a=b'],
  ['', ''],
])('the text %j is the cell %j', (value, cell) => {
  expect(textCell(value)).toBe(cell);
});

test('the table has the mark, semicolons, CRLF, Moscow time, a comma in sums, names instead of ids', () => {
  const [head, first, last] = lines([
    record({
      number: '№ 104233',
      amount: { amount: '-1234.50', currency: 'RUB' },
      status: { id: 'paid', label: 'оплачен' },
    }),
  ]);
  expect(head).toBe(
    '\uFEFFКогда (по Москве);Вид;Номер;Что;Сумма;Валюта;Состояние;Где хранится;Другой человек (скрыто);Проверил специалист (по Москве)',
  );
  expect(first).toBe('21.10.2020 14:20:00;Платежи;№ 104233;Платёж;-1234,50;RUB;оплачен;ActivePlatform;;');
  expect(last).toBe('');
});

test('what would break the table is quoted, and a formula in quotes is none', () => {
  const [, first = '', second = ''] = lines([
    record({ title: 'два; «три»\r\n"четыре"' }),
    record({ title: '="x";1' }),
  ])
    .join('\r\n')
    .split(/\r\n(?=21\.)/);
  expect(first).toContain(';"два; «три»\r\n""четыре""";');
  expect(second).toContain(`;"'=""x"";1";`);
});

test('the columns are those the kinds of the category have; the text only with the consent', () => {
  const [head] = lines([], 'correspondence');
  expect(head).not.toContain('Сумма');
  expect(head).not.toContain('Текст');
  const [withText] = lines([], 'correspondence', { ...SPEC, includeCorrespondence: true });
  expect(withText).toMatch(/Канал;От кого;Текст$/);
});

test('details keep their zeros and their dates', () => {
  const table = fieldTable(
    {
      fields: [
        {
          id: 'inn',
          label: { ru: 'ИНН', en: 'Tax number' },
          value: '0000104728',
          type: 'code',
          sensitivity: 'open',
          source: 'order-form',
          systems: ['activeplatform'],
          recipients: [],
          collectedAt: '2020-10-21',
          correction: { how: 'none', note: { ru: '', en: '' } },
        },
      ],
    },
    'ru',
  );
  expect(table).toBe(
    "\uFEFFЧто;Значение;Где хранится;Получено;Изменено\r\nИНН;'0000104728;ActivePlatform;21.10.2020;\r\n",
  );
});
