import type { Instant } from './calendar.ts';
import { moscowDate, yearOf } from './calendar.ts';
import type { Jurisdiction } from './ids.ts';
import { JURISDICTIONS } from './ids.ts';
import { type WorkingCalendar, calendarFor } from './working-days.ts';

/**
 * The working calendars, one per jurisdiction and year. `off` may contain weekends, because published lists are copied
 * unchanged. A new year is a new entry; it is `confirmed` when the published transfers of days off are entered.
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
  // Only ТК ст. 112; the transfers of days off by the Government are not entered.
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
  // Only public holidays on weekdays; the transfers are not entered.
  {
    jurisdiction: 'BY',
    year: 2027,
    off: ['2027-01-01', '2027-01-07', '2027-03-08', '2027-05-11'],
    workingWeekends: [],
    confirmed: false,
  },
];

/** A year whose working calendar is missing or not confirmed. */
export interface CalendarGap {
  readonly jurisdiction: Jurisdiction;
  readonly year: number;
  readonly state: 'missing' | 'unconfirmed';
}

/** The date from which the calendar of the next year is needed, because periods begin to extend into it. */
const NEXT_YEAR_NEEDED_FROM = '-10-01';

/** The missing or unconfirmed calendars at `now`: of the current year, and from 1 October of the next year. */
export const calendarGaps = (
  now: Instant,
  calendars: readonly WorkingCalendar[] = CALENDARS,
): CalendarGap[] => {
  const today = moscowDate(now);
  const year = yearOf(today);
  const years = today >= `${year}${NEXT_YEAR_NEEDED_FROM}` ? [year, year + 1] : [year];
  return years.flatMap(predicate =>
    JURISDICTIONS.flatMap((jurisdiction): CalendarGap[] => {
      const calendar = calendarFor(predicate, calendars, jurisdiction);
      if (calendar?.confirmed === true) return [];
      return [{ jurisdiction, year: predicate, state: calendar === undefined ? 'missing' : 'unconfirmed' }];
    }),
  );
};
