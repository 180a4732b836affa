import type { Lang } from '../problem.ts';
import type { ExportedRecord } from './content.ts';

/** Columns of the table of records: member and heading. */
export const RECORD_COLUMNS: Record<Lang, readonly (readonly [member: string, heading: string])[]> = {
  ru: [
    ['at', 'Когда'],
    ['kind', 'Вид'],
    ['number', 'Номер'],
    ['title', 'Что'],
    ['amount', 'Сумма'],
    ['currency', 'Валюта'],
    ['status', 'Состояние'],
    ['system', 'Где хранится'],
    ['channel', 'Канал'],
    ['direction', 'Направление'],
    ['counterparty', 'Другой человек (скрыто)'],
    ['bytes', 'Байт'],
    ['seconds', 'Секунд'],
    ['text', 'Текст'],
  ],
  en: [
    ['at', 'When'],
    ['kind', 'Kind'],
    ['number', 'Number'],
    ['title', 'What'],
    ['amount', 'Amount'],
    ['currency', 'Currency'],
    ['status', 'State'],
    ['system', 'Kept in'],
    ['channel', 'Channel'],
    ['direction', 'Direction'],
    ['counterparty', 'Another person (masked)'],
    ['bytes', 'Bytes'],
    ['seconds', 'Seconds'],
    ['text', 'Text'],
  ],
};

const isRecord = (row: object): row is ExportedRecord => 'kind' in row && 'at' in row;

const cellsOf = (row: object): Record<string, unknown> =>
  isRecord(row)
    ? {
        ...row,
        amount: row.amount?.amount.replace('.', ','),
        currency: row.amount?.currency,
        status: row.status?.label,
      }
    : { ...row };

/** A cell for Excel: quoted where needed, and never a formula (a leading sign gets an apostrophe). */
const cell = (value: unknown): string => {
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  const safe = /^[=+\-@\t\r]/.test(text) && !/^-?\d+([.,]\d+)?$/.test(text) ? `'${text}` : text;
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** A table that Excel in Russia opens right: byte order mark, semicolons, comma in sums, CRLF. */
export const csvOf = (columns: readonly (readonly [string, string])[], rows: readonly object[]): string => {
  const lines = rows.map(row => {
    const cells = cellsOf(row);
    return columns.map(([member]) => cell(cells[member])).join(';');
  });
  return `\uFEFF${[columns.map(([, heading]) => cell(heading)).join(';'), ...lines].join('\r\n')}\r\n`;
};

/** The JSON Schema of a category’s data. */
export const schemaOf = (category: string, label: string): object => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: `${category}.schema.json`,
  title: label,
  type: 'object',
  required: ['category', 'label', 'asOf', 'systems', 'fields', 'records'],
  properties: {
    category: { const: category },
    label: { type: 'string' },
    asOf: { type: 'string', format: 'date-time' },
    systems: { type: 'array', items: { type: 'string' } },
    fields: {
      type: 'array',
      items: {
        type: 'object',
        required: ['id', 'label', 'value', 'systems', 'collectedAt'],
        properties: {
          id: { type: 'string' },
          label: { type: 'string' },
          value: { type: 'string' },
          systems: { type: 'array', items: { type: 'string' } },
          collectedAt: { type: 'string', format: 'date' },
          updatedAt: { type: 'string', format: 'date' },
        },
      },
    },
    records: {
      type: 'array',
      items: {
        type: 'object',
        required: ['id', 'kind', 'at', 'title', 'system', 'aboutThirdParty'],
        properties: {
          id: { type: 'string' },
          kind: { type: 'string' },
          at: { type: 'string', format: 'date-time' },
          title: { type: 'string' },
          number: { type: 'string' },
          amount: {
            type: 'object',
            properties: { amount: { type: 'string' }, currency: { type: 'string' } },
          },
          system: { type: 'string' },
          counterparty: { type: 'string' },
          aboutThirdParty: { type: 'boolean' },
          text: { type: 'string' },
        },
      },
    },
  },
});
