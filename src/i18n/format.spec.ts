import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatInteger, formatOf } from './format.ts';
import { formatMessage } from './message.ts';

// The module formats dates and integers itself; the spec compares them with `Intl` in the same language and time zone.

const TAGS = { ru: 'ru-RU', en: 'en-GB' } as const;
const timeZone = 'Europe/Moscow';
/** Browsers use different spaces; the module uses the no-break space. */
const spaces = (text: string) => text.replaceAll(/\s/g, ' ');

for (const locale of ['ru', 'en'] as const) {
  const tag = TAGS[locale];
  const format = formatOf(locale);

  test(`${locale}: whole numbers are grouped as by Intl`, () => {
    const intl = new Intl.NumberFormat(tag, { maximumFractionDigits: 0 });
    fc.assert(
      fc.property(fc.maxSafeInteger(), value => {
        expect(spaces(formatInteger(locale, value))).toBe(spaces(intl.format(value)));
      }),
    );
    expect(formatInteger('ru', 1486)).toBe('1\u00a0486');
    expect(formatInteger('ru', 999)).toBe('999');
  });

  test(`${locale}: enumerations are joined as by Intl`, () => {
    const intl = new Intl.ListFormat(tag, { type: 'conjunction' });
    for (const items of [[], ['a'], ['a', 'b'], ['a', 'b', 'c'], ['a', 'b', 'c', 'd']])
      expect(format.list(items)).toBe(intl.format(items));
  });

  test(`${locale}: dates and times equal those of Intl in Moscow, also in years with another offset`, () => {
    const intl = {
      date: new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeZone }),
      day: new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'long', timeZone }),
      dense: new Intl.DateTimeFormat(tag, { day: '2-digit', month: '2-digit', year: 'numeric', timeZone }),
      minutes: new Intl.DateTimeFormat(tag, { hour: '2-digit', minute: '2-digit', timeZone }),
      seconds: new Intl.DateTimeFormat(tag, { timeStyle: 'medium', timeZone }),
    };
    const instants = fc.date({
      min: new Date('1995-01-01T00:00:00Z'),
      max: new Date('2099-12-31T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(instants, at => {
        const value = at.toISOString();
        expect(spaces(format.date(value))).toBe(spaces(intl.date.format(at)));
        expect(format.dayMonthYear(value)).toBe(intl.dense.format(at));
        expect(format.time(value)).toBe(intl.seconds.format(at));
        expect(spaces(format.dateTime(value))).toBe(
          spaces(`${intl.date.format(at)}, ${intl.minutes.format(at)}`),
        );
        expect(spaces(format.shortDate(value, value))).toBe(spaces(intl.day.format(at)));
      }),
    );
  });
}

test('`moment` is «today» or «yesterday» by the day in Moscow', () => {
  const { moment } = formatOf('ru');
  const now = '2026-02-02T21:30:00Z'; // 3 February, 00:30 in Moscow
  expect(moment('2026-02-02T21:05:00Z', now)).toBe('сегодня, 00:05');
  expect(moment('2026-02-02T20:59:00Z', now)).toBe('вчера, 23:59');
  expect(moment('2026-02-01T20:59:00Z', now)).toBe('1 февраля');
  expect(moment('2025-12-31T12:00:00Z', now)).toBe('31 декабря 2025\u00a0г.');
});

test('a text inserts its values and the plural form of its number', () => {
  const message = [
    'Всего ',
    [
      'n',
      'plural',
      {
        0: 'ничего',
        one: ['#', ' запись'],
        few: ['#', ' записи'],
        many: ['#', ' записей у ', ['who']],
        other: '#',
      },
    ],
    '.',
  ] as const;
  expect(formatMessage(message, 'ru', { n: 0 })).toBe('Всего ничего.');
  expect(formatMessage(message, 'ru', { n: 1 })).toBe('Всего 1 запись.');
  expect(formatMessage(message, 'ru', { n: 23 })).toBe('Всего 23 записи.');
  expect(formatMessage(message, 'ru', { n: 1486, who: 'вас' })).toBe('Всего 1\u00a0486 записей у вас.');
  expect(formatMessage('Слова с # решёткой', 'ru')).toBe('Слова с # решёткой');
});

test('a reference begins with the number sign of its language', () => {
  expect(formatOf('ru').reference('R-26-0107')).toBe('№ R-26-0107');
  expect(formatOf('en').reference('R-26-0107')).toBe('No. R-26-0107');
});
