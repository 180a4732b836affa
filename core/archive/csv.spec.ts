import { expect, test } from 'vitest';
import type { Pieces } from '../streams.ts';
import { recordKinds } from '../../mocks/register/kinds.ts';
import type { ExportedRecord } from './content.ts';
import { fieldTable, recordLines, textCell } from './csv.ts';
import { readerRecords } from './copy.ts';
import { dataText } from './files.ts';
import type { ExportSpec } from '../exports/state.ts';

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
const whole = async (pieces: Pieces<string>): Promise<string> => {
  let text = '';
  for await (const piece of pieces) text += piece;
  return text;
};
/** The lines of a table of these records, a page for each. */
const lines = async (records: ExportedRecord[], category = 'services', spec = SPEC): Promise<string[]> =>
  (
    await whole(
      recordLines(
        { kinds: recordKinds(category) },
        spec,
        records.map(one => [one]),
      ),
    )
  ).split('\r\n');

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
  // What Russian settings make a date of.
  ['1-2', "'1-2"],
  ['01.02', "'01.02"],
  ['1.5', "'1.5"],
  ['1/2', "'1/2"],
  ['1 1/2', "'1 1/2"],
  ['2026-11', "'2026-11"],
  ['31.12.2026', "'31.12.2026"],
  ['1 мая', "'1 мая"],
  ['5 мар 26', "'5 мар 26"],
  ['12 декабря 2026 г.', "'12 декабря 2026 г."],
  ['Mar 5', "'Mar 5"],
  // A time, a float, a share, money, a fraction that would lose its zero, a negative in brackets.
  ['12:30', "'12:30"],
  ['9:05 PM', "'9:05 PM"],
  ['12E10', "'12E10"],
  ['1e5', "'1e5"],
  ['1,5', "'1,5"],
  ['-12,50', "'-12,50"],
  ['12,50', "'12,50"],
  ['1\u00A0234', "'1\u00A0234"],
  ['10%', "'10%"],
  ['5 ₽', "'5 ₽"],
  ['$5', "'$5"],
  ['100 руб.', "'100 руб."],
  ['(5)', "'(5)"],
  ['−3', "'−3"],
  ['１２', "'１２"],
  ['ИСТИНА', "'ИСТИНА"],
  ['FALSE', "'FALSE"],
  ['#Н/Д', "'#Н/Д"],
  ['007', "'007"],
  // Words beside digits are words.
  ['Акт 1-2', 'Акт 1-2'],
  ['E-26-0041', 'E-26-0041'],
  ['VPS Linux, 4 ГБ', 'VPS Linux, 4 ГБ'],
  ['1С в облаке', '1С в облаке'],
  ['3 этажа', '3 этажа'],
  ['Майский ветер', 'Майский ветер'],
  ['Март', 'Март'],
  ['—', '—'],
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

test('the table has the mark, semicolons, CRLF, Moscow time, a comma in sums, names instead of ids', async () => {
  const [head, first, last] = await lines([
    record({
      number: '№ 104233',
      amount: { amount: '-1234.50', currency: 'RUB' },
      status: { id: 'paid', label: 'оплачен' },
    }),
  ]);
  expect(head).toBe(
    '\uFEFFКогда (по Москве);Вид;Номер;Что;Сумма;Валюта;Состояние;Где хранится;Другой человек (скрыто);Проверил специалист (по Москве)',
  );
  expect(first).toBe(
    '21.10.2020 14:20:00;Платежи;№ 104233;Платёж;-1234,50;RUB;оплачен;биллинг и кабинет (ActivePlatform);;',
  );
  expect(last).toBe('');
});

test('a cell that would break the table is quoted, and a formula in quotes stays a text', async () => {
  const table = await lines([record({ title: 'два; «три»\r\n"четыре"' }), record({ title: '="x";1' })]);
  const [, first = '', second = ''] = table.join('\r\n').split(/\r\n(?=21\.)/);
  expect(first).toContain(';"два; «три»\r\n""четыре""";');
  expect(second).toContain(`;"'=""x"";1";`);
});

test('the columns are those the kinds of the category have; the text only with the consent', async () => {
  const [head] = await lines([], 'correspondence');
  expect(head).not.toContain('Сумма');
  expect(head).not.toContain('Текст');
  const [withText] = await lines([], 'correspondence', { ...SPEC, includeCorrespondence: true });
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
          collectedAt: '2020-10-21',
          correction: { how: 'none', note: { ru: '', en: '' } },
        },
      ],
    },
    'ru',
  );
  expect(table).toBe(
    "\uFEFFЧто;Значение;Где хранится;Получено;Изменено\r\nИНН;'0000104728;биллинг и кабинет (ActivePlatform);21.10.2020;\r\n",
  );
});

test('a cell with text of other people is unchanged in JSON and in the reader', async () => {
  const odd = record({ title: '12E10', counterparty: '1-2', number: '01.02' });
  const [, row = ''] = await lines([odd]);
  expect(row).toContain(";'01.02;'12E10;");
  expect(row).toContain(";'1-2;");
  const content = {
    id: 'services',
    label: 'Услуги',
    kinds: recordKinds('services'),
    systems: [],
    collectedAt: '',
    fields: [],
  };
  const data = await whole(dataText(content as never, { spec: SPEC }, [[odd]]));
  expect(JSON.parse(data).records[0]).toEqual(odd);
  const [read] = [...readerRecords(content, SPEC, [odd])];
  expect([read?.title, read?.counterparty, read?.number]).toEqual(['12E10', '1-2', '01.02']);
});

test('a day has no time, and named values have columns of their own', async () => {
  const [kind] = recordKinds('services');
  if (kind === undefined) throw new Error('no kind');
  const attributes = [
    { id: 'birth', label: { ru: 'дата рождения', en: 'date of birth' }, type: 'date', sensitivity: 'open' },
    { id: 'city', label: { ru: 'город', en: 'city' }, type: 'text', sensitivity: 'masked' },
  ] as const;
  const form = record({
    kind: kind.id,
    at: '2014-12-31T21:00:00.000Z',
    day: '2015-01-01',
    attributes: [
      { id: 'birth', label: 'дата рождения', value: '1980-02-29' },
      { id: 'city', label: 'город', value: '=Тверь' },
    ],
  });
  const content = { kinds: [{ ...kind, attributes }] };
  const [heading = '', row = ''] = (await whole(recordLines(content, SPEC, [[form]]))).split('\r\n');
  const cellOf = (name: string): string | undefined => row.split(';')[heading.split(';').indexOf(name)];
  expect([row.split(';')[0], cellOf('дата рождения'), cellOf('город')]).toEqual([
    '01.01.2015',
    '29.02.1980',
    "'=Тверь",
  ]);
  expect([...readerRecords(content, SPEC, [form])][0]).toMatchObject({
    day: '2015-01-01',
    attributes: ['дата рождения: 1980-02-29', 'город: =Тверь'],
  });
});
