import ICAL from 'ical.js';

// A folded line begins with a blank that counts too: with the usual 75 it would be 76 bytes long (RFC 5545, 3.1).
ICAL.foldLength = 74;

/** The data of a calendar event of a request. */
export interface DueDay {
  /** The number of the case: the event keeps its identity by it, so that a later file moves the day. */
  number: string;
  /** The due date, `YYYY-MM-DD`. */
  date: string;
  /** How often the date has moved since filing: a calendar takes the newer one. */
  revision: number;
  /** RFC 3339. */
  now: string;
  language: string;
  summary: string;
  description: string;
}

/** Days before the due date on which the reminder comes, at nine in the morning of the reader's own zone. */
export const REMIND_DAYS = 3;

// Controls but tab and line feed, and marks that turn or hide text: calendars show them among other people's events.
const HARMFUL = /[^\P{Cc}\t\n]|[\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;

/** A text that may stand in somebody's calendar: lone surrogates and marks that turn or hide text are gone. */
const plain = (text: string): string =>
  text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/\p{Surrogate}/gu, '\uFFFD')
    .replaceAll(HARMFUL, '');

const oneLine = (text: string): string => plain(text).replaceAll(/\s+/g, ' ').trim();

/** The due day as an iCalendar file (RFC 5545): an event of the whole day with a reminder. */
export function calendarFile(due: DueDay): string {
  const calendar = new ICAL.Component('vcalendar');
  calendar.updatePropertyWithValue('prodid', '-//ActiveCloud//Privacy Center//RU');
  calendar.updatePropertyWithValue('version', '2.0');
  calendar.updatePropertyWithValue('calscale', 'GREGORIAN');
  calendar.updatePropertyWithValue('method', 'PUBLISH');

  const event = new ICAL.Component('vevent');
  const day = ICAL.Time.fromDateString(due.date);
  const next = day.clone();
  next.adjust(1, 0, 0, 0);
  event.updatePropertyWithValue('uid', `${encodeURIComponent(due.number)}@requests.privacy.activecloud`);
  event.updatePropertyWithValue('sequence', due.revision);
  event.updatePropertyWithValue('dtstamp', ICAL.Time.fromJSDate(new Date(due.now), true));
  event.updatePropertyWithValue('dtstart', day);
  event.updatePropertyWithValue('dtend', next);
  event.updatePropertyWithValue('summary', oneLine(due.summary)).setParameter('language', due.language);
  event.updatePropertyWithValue('description', plain(due.description)).setParameter('language', due.language);
  event.updatePropertyWithValue('transp', 'TRANSPARENT');

  const alarm = new ICAL.Component('valarm');
  alarm.updatePropertyWithValue('action', 'DISPLAY');
  alarm.updatePropertyWithValue('description', oneLine(due.summary));
  // Counted back from the midnight the day begins with.
  alarm.updatePropertyWithValue(
    'trigger',
    ICAL.Duration.fromData({ isNegative: true, days: REMIND_DAYS - 1, hours: 15 }),
  );
  event.addSubcomponent(alarm);
  calendar.addSubcomponent(event);
  return `${calendar.toString()}\r\n`;
}
