import type { WorkingCalendar } from './calendar.ts';

/**
 * Working calendars we hold, one per jurisdiction and year (domain.md §6, "Calendars for 2026").
 * `off` may name weekends too: what is published is copied as it stands. A new year is a new entry here.
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
  },
];
