import type { Instant } from './calendar.ts';
import { moscowDate } from './calendar.ts';
import type { Deadline } from './deadline.ts';
import { deadlineOf } from './deadlines.ts';
import { isAllowedExtension } from './granted-extension.ts';
import type { Jurisdiction } from './ids.ts';
import type { WorkingCalendar } from './working-days.ts';

/** Whether a clock may be extended: by how many of the rule's units at most, or why not. */
export type Extendable =
  | { readonly ok: true; readonly upTo: number }
  | { readonly ok: false; readonly reason: 'not-extendable' | 'already-extended' | 'past-due' };

/**
 * Whether this clock may be extended now: its rule allows it, it is not extended yet, and today (Moscow) is before the due
 * date. `alreadyExtended` is also true for an extension whose notice has not reached the person.
 */
export const canExtend = (
  deadline: Pick<Deadline, 'date' | 'extendedDate' | 'extension'>,
  now: Instant,
  alreadyExtended: boolean = deadline.extendedDate !== undefined,
): Extendable => {
  if (deadline.extension === undefined) return { ok: false, reason: 'not-extendable' };
  if (alreadyExtended) return { ok: false, reason: 'already-extended' };
  if (moscowDate(now) >= deadline.date) return { ok: false, reason: 'past-due' };
  return { ok: true, upTo: deadline.extension };
};

/** An extension to decide on; `by` is a number of the rule's units. */
export interface Extension {
  readonly by: number;
  readonly reason: string;
  readonly now: Instant;
  readonly jurisdiction: Jurisdiction;
}

/** The extended clock, or why it was not extended. */
export type Extended =
  | { readonly ok: true; readonly deadline: Deadline }
  | {
      readonly ok: false;
      readonly reason: 'not-extendable' | 'already-extended' | 'past-due' | 'no-reason' | 'too-long';
    };

/** Extends a clock; the longer period is counted from the same start. */
export const extend = (
  deadline: Deadline,
  extension: Extension,
  calendars: readonly WorkingCalendar[],
): Extended => {
  const allowed = canExtend(deadline, extension.now);
  if (!allowed.ok) return allowed;
  if (extension.reason.trim() === '') return { ok: false, reason: 'no-reason' };
  if (!isAllowedExtension(extension.by, allowed.upTo)) return { ok: false, reason: 'too-long' };
  return {
    ok: true,
    deadline: deadlineOf(deadline, deadline.fromDate, extension.by, calendars, extension.jurisdiction),
  };
};
