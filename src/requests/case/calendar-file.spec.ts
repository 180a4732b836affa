import ical from 'node-ical';
import { expect, test } from 'vitest';
import { calendarFile, type DueDay } from './calendar-file.ts';

const DUE: DueDay = {
  number: 'R-26-0147',
  date: '2026-02-28',
  revision: 0,
  now: '2026-02-02T09:00:00.000Z',
  language: 'ru',
  summary: 'ActiveCloud должен ответить на обращение R-26-0147',
  description: 'Исправить: почтовый адрес',
};

/** A text or a text with parameters, as the reader gives it. */
const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : (value as { val: string }).val;

const dayOf = (date: Date | undefined): string =>
  date === undefined ? '' : [date.getFullYear(), date.getMonth() + 1, date.getDate()].join('-');

/** Read by another library than the one it was written with. */
const read = (due: Partial<DueDay> = {}) => {
  const file = calendarFile({ ...DUE, ...due });
  const events = Object.values(ical.sync.parseICS(file)).filter(part => part?.type === 'VEVENT');
  expect(events).toHaveLength(1);
  const [event] = events;
  if (event === undefined) throw new Error('no event');
  return { file, event };
};

test('an ICS parser reads an event of one whole day, also at the end of a month', () => {
  const { file, event } = read();
  expect(textOf(event.summary)).toBe(DUE.summary);
  expect(textOf(event.description)).toBe(DUE.description);
  expect(event.datetype).toBe('date');
  expect(dayOf(event.start)).toBe('2026-2-28');
  expect(dayOf(event.end)).toBe('2026-3-1');
  expect(event.dtstamp.toISOString()).toBe(DUE.now);
  expect(event.transparency).toBe('TRANSPARENT');
  expect(file).toMatch(/^SUMMARY;LANGUAGE=ru:/m);
});

test('the reminder is three days before, at nine', () => {
  const { file, event } = read();
  expect(event.alarms).toHaveLength(1);
  expect(file).toMatch(/^TRIGGER:-P2DT15H\r$/m);
});

test('a changed date keeps the uid and increases the sequence', () => {
  const first = read().event;
  const moved = read({ date: '2026-03-06', revision: 1 }).event;
  expect(moved.uid).toBe(first.uid);
  expect(Number(first.sequence)).toBe(0);
  expect(Number(moved.sequence)).toBe(1);
});

test('lines end with CRLF and have at most 75 bytes', () => {
  const { file, event } = read({ description: 'Очень длинное название обращения, '.repeat(40).trim() });
  expect(file.endsWith('END:VCALENDAR\r\n')).toBe(true);
  expect(file.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  for (const line of file.split('\r\n'))
    expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
  expect(textOf(event.description)).toBe('Очень длинное название обращения, '.repeat(40).trim());
});

test.each([
  [
    'a second event',
    'x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:чужое',
    'x END:VEVENT BEGIN:VEVENT SUMMARY:чужое',
  ],
  ['an attachment', 'a\nATTACH:https://example.invalid/', 'a ATTACH:https://example.invalid/'],
  ['signs of the format', String.raw`a;b,c\d:"e`, String.raw`a;b,c\d:"e`],
  ['turned text', '\u202Etxt.exe\u200B\u2066!', 'txt.exe!'],
  ['controls and half a pair', '\u0000a\u0007\uD800b\u0085', 'a\uFFFDb'],
  ['markup and emoji', '<img src=x onerror=alert(1)> 👩‍👩‍👧', '<img src=x onerror=alert(1)> 👩‍👩‍👧'],
])('%s in a title stays text', (_, title, shown) => {
  const { file, event } = read({ summary: title, description: title });
  expect(textOf(event.summary)).toBe(shown);
  expect(file.match(/^BEGIN:VEVENT/gm)).toHaveLength(1);
  expect(file).not.toMatch(/^ATTACH/m);
});
