import { moscowDate, type PlainDate } from './calendar.ts';

/** The part of an access log entry that grouping needs; the contract's `AccessEntry` fits. */
export interface LogEntryLike {
  readonly at: string;
  readonly actor: { readonly kind: string };
}

/** A run of entries: one entry of somebody else, or consecutive entries of the customer. */
export interface LogRun<E> {
  readonly own: boolean;
  readonly entries: readonly E[];
}

/** One day (Moscow) of the log with its runs, in the order of the entries. */
export interface LogDay<E> {
  readonly day: PlainDate;
  readonly runs: readonly LogRun<E>[];
}

/**
 * Groups entries by Moscow day, in the order given. Consecutive entries of the customer form one run, which the log
 * shows as one row, because readers look for what others did.
 */
export function logDays<E extends LogEntryLike>(entries: readonly E[]): LogDay<E>[] {
  const days: { day: PlainDate; runs: { own: boolean; entries: E[] }[] }[] = [];
  for (const entry of entries) {
    const day = moscowDate(entry.at);
    if (days.at(-1)?.day !== day) days.push({ day, runs: [] });
    const runs = days.at(-1)?.runs ?? [];
    const own = entry.actor.kind === 'self';
    const last = runs.at(-1);
    if (own && last?.own === true) last.entries.push(entry);
    else runs.push({ own, entries: [entry] });
  }
  return days;
}
