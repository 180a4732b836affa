import { isPlainDate, moscowDate, moscowTime } from '../../src/domain/calendar.ts';
import { systemLabel } from '../policy/catalogue.ts';
import type { Lang, Text } from '../problem.ts';
import type { Pieces } from '../streams.ts';
import { t } from '../text.ts';
import type { CategoryContent, ExportedRecord } from './content.ts';
import type { ExportSpec } from '../exports/state.ts';

/** Excel in Russia reads a file as UTF-8 only with this mark, and parts columns at semicolons. */
const MARK = '\uFEFF';
const SEPARATOR = ';';
const LINE_END = '\r\n';

/** What a spreadsheet takes for a formula: a sign of it, also a full-width one, also after spaces and what is unseen. */
const FORMULA = /^[\s\p{C}]*[=+\-@＝＋－＠]|^[\t\r\n]/u;
/** A whole number a spreadsheet shows as it is. With a fraction it would lose its last zeros, or become a date. */
const WHOLE = /^-?(0|[1-9]\d{0,10})$/;
/** Words a spreadsheet with Russian or English settings reads beside digits: months, money, halves of the day. */
const VALUE_LABELS =
  /янв(ар[ья])?|фев(рал[ья])?|марта?|мар|апр(ел[ья])?|ма[йя]|июн[ья]?|июл[ья]?|авг(уста?)?|сен(т(ябр[ья])?)?|окт(ябр[ья])?|ноя(бр[ья])?|дек(абр[ья])?|jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?|[ap]m?|руб|р|rub|eur|usd|byn|г|год[а]?|t|z/giu;
/** `12E10` is a float, and so is `1d3` to some. */
const EXPONENT = /(?<=\d)[ed](?=[+-]?\d)/giu;
/** Truth and error, as both languages write them. */
const CONSTANT = /^(true|false|истина|ложь|#\S+)$/iu;

/**
 * Whether a spreadsheet would make a number, a date, a time, a fraction, a sum of money or a truth of the text: what is
 * left without the words of such values is nothing but digits and marks.
 */
const isValue = (text: string): boolean => {
  const value = text.replaceAll(/[\s\p{C}]+/gu, ' ').trim();
  if (CONSTANT.test(value)) return true;
  const rest = value.replaceAll(EXPONENT, '').replaceAll(VALUE_LABELS, '');
  return /\p{Nd}/u.test(rest) && /^[\p{Nd}\p{P}\p{Sc}\p{Sk}\p{Sm} ]+$/u.test(rest);
};

/**
 * Text from outside as a cell that stays text: an apostrophe in front of what would be computed or read as another
 * value. That goes for phones (`+7-000-11` is a sum), for codes (`1-2` is a date, `12E10` a float, `007` loses its
 * zeros) and for fractions; a whole number is left alone.
 */
export const textCell = (value: string): string =>
  !WHOLE.test(value) && (FORMULA.test(value) || isValue(value)) ? `'${value}` : value;

const quoted = (cell: string): string => (/[";\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
const line = (cells: readonly string[]): string => `${cells.map(quoted).join(SEPARATOR)}${LINE_END}`;

/** `YYYY-MM-DD` as `21.10.2020`. */
const dateCell = (date: string): string => date.split('-').toReversed().join('.');
/** An instant as `21.10.2020 14:20:00`, Moscow’s. */
const timeCell = (instant: string): string => `${dateCell(moscowDate(instant))} ${moscowTime(instant)}`;

/** When a record is from: the day alone where its system keeps no time. */
const whenCell = ({ at, day }: Pick<ExportedRecord, 'at' | 'day'>): string =>
  day === undefined ? timeCell(at) : dateCell(day);

interface Column {
  heading: Text;
  /** Of a record: the finished cell, or nothing. */
  cell(record: ExportedRecord): string | undefined;
  /** Whether the category’s records can have it; without it they all do. */
  when?(content: Pick<CategoryContent, 'kinds'>, spec: ExportSpec): boolean;
}

const DIRECTIONS = { in: t('от вас', 'from you'), out: t('вам', 'to you') };
const number = (value: number | undefined): string | undefined =>
  value === undefined ? undefined : String(value);
const text = (value: string | undefined): string | undefined =>
  value === undefined ? undefined : textCell(value);
const any =
  (has: (kind: CategoryContent['kinds'][number]) => boolean) =>
  ({ kinds }: Pick<CategoryContent, 'kinds'>): boolean =>
    kinds.some(has);

/** A column for each attribute; those of several kinds with one id and label share it. */
const attributeColumns = ({ kinds }: Pick<CategoryContent, 'kinds'>): Column[] => {
  const columns = new Map<string, Column>();
  for (const { id, label, type } of kinds.flatMap(({ attributes = [] }) => attributes))
    columns.set(`${id} ${label.ru}`, {
      heading: label,
      cell: record => {
        const value = record.attributes?.find(
          one => one.id === id && Object.values(label).includes(one.label),
        )?.value;
        return value !== undefined && type === 'date' && isPlainDate(value) ? dateCell(value) : text(value);
      },
    });
  return [...columns.values()];
};

const columnsOf = (content: Pick<CategoryContent, 'kinds'>, spec: ExportSpec): Column[] => {
  const lang = spec.language;
  const kinds = new Map(content.kinds.map(kind => [kind.id, kind.label[lang]]));
  const columns: Column[] = [
    { heading: t('Когда (по Москве)', 'When (Moscow time)'), cell: whenCell },
    { heading: t('Вид', 'Kind'), cell: record => text(kinds.get(record.kind) ?? record.kind) },
    { heading: t('Номер', 'Number'), cell: record => text(record.number) },
    { heading: t('Что', 'What'), cell: record => text(record.title) },
    {
      heading: t('Сумма', 'Amount'),
      cell: record => record.amount?.amount.replace('.', ','),
      when: any(kind => kind.has.includes('amount')),
    },
    {
      heading: t('Валюта', 'Currency'),
      cell: record => text(record.amount?.currency),
      when: any(kind => kind.has.includes('amount')),
    },
    {
      heading: t('Состояние', 'Status'),
      cell: record => text(record.status?.label),
      when: any(kind => kind.has.includes('status')),
    },
    {
      heading: t('Где хранится', 'Where it is kept'),
      cell: record => text(systemLabel(record.system, lang)),
    },
    {
      heading: t('Канал', 'Channel'),
      cell: record => text(record.channel),
      when: any(kind => kind.has.includes('channel')),
    },
    {
      heading: t('От кого', 'Direction'),
      cell: record => record.direction && DIRECTIONS[record.direction][lang],
      when: any(kind => kind.has.includes('text')),
    },
    {
      heading: t('Ваш номер', 'Your number'),
      cell: record => text(record.caller),
      when: any(kind => kind.has.includes('caller')),
    },
    ...attributeColumns(content),
    {
      heading: t('Другой человек (скрыто)', 'Another person (hidden)'),
      cell: record => text(record.counterparty),
      when: any(kind => kind.has.includes('third-party')),
    },
    {
      heading: t('Файлов', 'Files'),
      cell: record => number(record.files),
      when: any(kind => kind.has.includes('size')),
    },
    {
      heading: t('Байт', 'Bytes'),
      cell: record => number(record.bytes),
      when: any(kind => kind.has.includes('size')),
    },
    {
      heading: t('Секунд', 'Seconds'),
      cell: record => number(record.seconds),
      when: any(kind => kind.has.includes('duration')),
    },
    {
      heading: t('Проверил специалист (по Москве)', 'Checked by a specialist (Moscow time)'),
      cell: record => record.humanCheckedAt && timeCell(record.humanCheckedAt),
      when: any(kind => kind.has.includes('human-check')),
    },
    {
      heading: t('Удалится', 'Deletion date'),
      cell: record => record.deleteOn && dateCell(record.deleteOn),
      when: any(kind => kind.retention !== undefined),
    },
    {
      heading: t('Почему хранится дольше', 'Why it is kept longer'),
      cell: record => text(record.hold?.reason),
      when: any(kind => kind.retention !== undefined),
    },
    {
      heading: t('Текст', 'Text'),
      cell: record => text(record.text),
      when: ({ kinds: all }, { includeCorrespondence }) =>
        includeCorrespondence && all.some(kind => kind.has.includes('text')),
    },
    {
      heading: t('Вложение', 'Attachment'),
      cell: record => text(record.attachments?.join(', ')),
      when: ({ kinds: all }, { includeCorrespondence, includeAttachments }) =>
        includeCorrespondence && includeAttachments && all.some(kind => kind.has.includes('text')),
    },
  ];
  return columns.filter(({ when }) => when?.(content, spec) ?? true);
};

/**
 * Records as a table that opens right in Excel with a Russian locale and in LibreOffice: byte order mark,
 * semicolons, CRLF, comma in amounts, Moscow time, names instead of ids. Line by line.
 */
export async function* recordLines(
  content: Pick<CategoryContent, 'kinds'>,
  spec: ExportSpec,
  pages: Pieces<readonly ExportedRecord[]>,
): AsyncGenerator<string> {
  const columns = columnsOf(content, spec);
  yield `${MARK}${line(columns.map(({ heading }) => heading[spec.language]))}`;
  for await (const records of pages)
    for (const record of records) yield line(columns.map(({ cell }) => cell(record) ?? ''));
}

const FIELD_HEADINGS: readonly Text[] = [
  t('Что', 'Detail'),
  t('Значение', 'Value'),
  t('Где хранится', 'Where it is kept'),
  t('Получено', 'Collected'),
  t('Изменено', 'Updated'),
];

/** The details of a category as such a table. */
export const fieldTable = ({ fields }: Pick<CategoryContent, 'fields'>, lang: Lang): string =>
  [
    MARK,
    line(FIELD_HEADINGS.map(heading => heading[lang])),
    ...fields.map(field =>
      line([
        textCell(field.label[lang]),
        field.type === 'date' ? dateCell(field.value) : textCell(field.value),
        textCell(field.systems.map(system => systemLabel(system, lang)).join(', ')),
        dateCell(field.collectedAt),
        field.updatedAt === undefined ? '' : dateCell(field.updatedAt),
      ]),
    ),
  ].join('');
