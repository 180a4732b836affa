import type { Instant, WorkingCalendar } from './calendar.ts';
import { calendarFor, moscowDate, yearOf } from './calendar.ts';
import type { Jurisdiction } from './ids.ts';
import { JURISDICTIONS } from './ids.ts';

/**
 * Working calendars we hold, one per jurisdiction and year.
 * `off` may name weekends too: what is published is copied as it stands. A new year is a new entry here; it is
 * `confirmed` when the transfers of days off are published and entered.
 */
export const CALENDARS: readonly WorkingCalendar[] = [
  {
    jurisdiction: 'RU',
    year: 2026,
    off: [
      '2026-01-01',
      '2026-01-02',
      '2026-01-03',
      '2026-01-04',
      '2026-01-05',
      '2026-01-06',
      '2026-01-07',
      '2026-01-08',
      '2026-01-09',
      '2026-02-23',
      '2026-03-09',
      '2026-05-01',
      '2026-05-11',
      '2026-06-12',
      '2026-11-04',
      '2026-12-31',
    ],
    workingWeekends: [],
    confirmed: true,
  },
  {
    jurisdiction: 'BY',
    year: 2026,
    off: [
      '2026-01-01',
      '2026-01-02',
      '2026-01-07',
      '2026-04-20',
      '2026-04-21',
      '2026-05-01',
      '2026-07-03',
      '2026-12-25',
    ],
    workingWeekends: ['2026-04-25'],
    confirmed: true,
  },
  // ТК ст. 112 alone: the Government's transfers of days off are not in.
  {
    jurisdiction: 'RU',
    year: 2027,
    off: [
      '2027-01-01',
      '2027-01-04',
      '2027-01-05',
      '2027-01-06',
      '2027-01-07',
      '2027-01-08',
      '2027-02-23',
      '2027-03-08',
      '2027-05-03',
      '2027-05-10',
      '2027-06-14',
      '2027-11-04',
    ],
    workingWeekends: [],
    confirmed: false,
  },
  // Public holidays on weekdays alone: the transfers are not in.
  {
    jurisdiction: 'BY',
    year: 2027,
    off: ['2027-01-01', '2027-01-07', '2027-03-08', '2027-05-11'],
    workingWeekends: [],
    confirmed: false,
  },
];

/** A year whose working calendar the operator still has to enter or to confirm. */
export interface CalendarGap {
  readonly jurisdiction: Jurisdiction;
  readonly year: number;
  readonly state: 'missing' | 'unconfirmed';
}

/** The day of the year from which the calendar of the next year is asked for: periods soon reach into it. */
const NEXT_YEAR_ASKED_FROM = '-10-01';

/**
 * Calendars the operator is told of at `now`: those of the year itself, and from 1 October on those of the next year,
 * as far as they are missing or not confirmed.
 */
export const calendarGaps = (
  now: Instant,
  calendars: readonly WorkingCalendar[] = CALENDARS,
): CalendarGap[] => {
  const today = moscowDate(now);
  const year = yearOf(today);
  const years = today >= `${year}${NEXT_YEAR_ASKED_FROM}` ? [year, year + 1] : [year];
  return years.flatMap(asked =>
    JURISDICTIONS.flatMap((jurisdiction): CalendarGap[] => {
      const calendar = calendarFor(asked, calendars, jurisdiction);
      if (calendar?.confirmed === true) return [];
      return [{ jurisdiction, year: asked, state: calendar === undefined ? 'missing' : 'unconfirmed' }];
    }),
  );
};
