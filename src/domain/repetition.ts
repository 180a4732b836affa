import { epochMs, type Instant, moscowDate } from './calendar.ts';
import { addMonths } from './calendar-steps.ts';

/** How often a copy repeats: every month or every three (ISO 8601). */
export const REPETITION_INTERVALS = ['P1M', 'P3M'] as const;
export type RepetitionInterval = (typeof REPETITION_INTERVALS)[number];

const MONTHS: Readonly<Record<RepetitionInterval, number>> = { P1M: 1, P3M: 3 };

/** A repetition ends by itself after so many months. */
export const REPETITION_MONTHS = 12;

const later = (start: Instant, months: number): number => {
  const day = moscowDate(start);
  return epochMs(addMonths(day, months)) + (epochMs(start) - epochMs(day));
};

/** The instant at which a repetition that began at `start` ends by itself: a year later, RFC 3339. */
export const repetitionEnd = (start: Instant): string =>
  new Date(later(start, REPETITION_MONTHS)).toISOString();

/**
 * The next copy after `now` of a repetition that began at `start`, RFC 3339: the same day of a later month in Moscow, the last
 * of a shorter one, at the same time of day. undefined when the year is over. What was missed meanwhile is not made up for.
 */
export const nextRepetition = (
  start: Instant,
  every: RepetitionInterval,
  now: Instant,
): string | undefined => {
  for (let months = MONTHS[every]; months <= REPETITION_MONTHS; months += MONTHS[every]) {
    const at = later(start, months);
    if (at > epochMs(now)) return new Date(at).toISOString();
  }
  return undefined;
};
