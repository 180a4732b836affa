import { moscowDate, type PlainDate } from './calendar.ts';

/** An entry of the access log, as far as grouping needs it; the contract's `AccessEntry` fits. */
export interface LogEntryLike {
  readonly at: string;
  readonly actor: { readonly kind: string };
}

/** Entries that stand together in the log: one of somebody else, or all in a row by the customer. */
export interface LogRun<E> {
  readonly own: boolean;
  readonly entries: readonly E[];
}

/** A Moscow day of the log with its entries, in the order they came. */
export interface LogDay<E> {
  readonly day: PlainDate;
  readonly runs: readonly LogRun<E>[];
}

/**
 * Entries by Moscow day, in the order given. The customer's own actions that follow each other make one run, so that the
 * log can show them as one row: the reader looks for what others did.
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
