import type { PoolClient } from 'pg';
import { moscowDate, yearOf } from '../../src/domain/calendar.ts';
import { allAnswered } from './transaction.ts';

type Series = 'R' | 'E';

/** Thrown by `number` of a series whose row the transaction has not locked yet. */
export class SeriesNotLocked extends Error {
  readonly series: Series;

  constructor(series: Series) {
    super(`the series ${series} is not locked`);
    this.series = series;
  }
}

/** The series of numbers in one transaction. */
export interface Numbers {
  /** Locks the row of a series until the transaction ends. */
  lock(series: Series): Promise<void>;
  /** Forgets the numbers that were given to work that is done again. */
  startAgain(): void;
  /** @throws SeriesNotLocked: the work cannot wait for the lock, so the store takes it and does the work again */
  next(series: Series): string;
  save(): Promise<void>;
}

/**
 * Numbers without gaps or doubles: the row of a series is locked by the transactions that take a number, and by no others.
 */
export function numbersIn(client: PoolClient, now: Date): Numbers {
  const stored = new Map<Series, number>();
  const given = new Map<Series, number>();
  return {
    lock: async series => {
      const { rows } = await client.query<{ last: number }>(
        'select last from privacy.numbers where series = $1 for update',
        [series],
      );
      const [row] = rows;
      if (row === undefined) throw new Error(`no series ${series}`);
      stored.set(series, row.last);
    },
    startAgain: () => given.clear(),
    next: series => {
      const last = given.get(series) ?? stored.get(series);
      if (last === undefined) throw new SeriesNotLocked(series);
      given.set(series, last + 1);
      const year = yearOf(moscowDate(now)) % 100;
      return `${series}-${String(year).padStart(2, '0')}-${String(last + 1).padStart(4, '0')}`;
    },
    save: async () => {
      await allAnswered(
        [...given].map(([series, last]) =>
          client.query('update privacy.numbers set last = $2 where series = $1', [series, last]),
        ),
      );
    },
  };
}
