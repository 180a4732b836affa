import { moscowDate, yearOf } from '../src/domain/calendar.ts';
import type { Job, KeptAnswer, OutgoingEmail, Store, Unit } from '../core/ports.ts';
import { problem } from '../core/problem.ts';
import { copyOf } from '../core/rows.ts';
import type { Db } from './db.ts';

/** An answer is given again to a repeated key for this long. */
const KEY_HOURS = 24;

/** The rows of one database in memory, written by one transaction after another. */
export interface MemoryStore extends Store {
  readonly db: Db;
  /** Takes the jobs that were put down and not yet done. */
  takeJobs(): Job[];
}

/**
 * A store over a database in memory. Transactions wait for each other; a private copy is put back whole when the work
 * returns, and thrown away when it throws.
 * @param changed called after each transaction that was kept
 */
export function memoryStore(db: Db, changed: () => void): MemoryStore {
  let last: Promise<unknown> = Promise.resolve();
  const oneByOne = <T>(work: () => Promise<T>): Promise<T> => {
    const next = last.then(work, work);
    last = next.catch(() => undefined);
    return next;
  };

  return {
    db,
    takeJobs: () => db.jobs.splice(0),
    holderOf: async token => db.mailings.tokens.find(one => one.token === token)?.userId,
    read: async (_owner, work) => work(db),
    write: (owner, now, key, work) =>
      oneByOne(async () => {
        const known = key === undefined ? undefined : db.kept[key.slot];
        const kept =
          known !== undefined && now.getTime() - Date.parse(known.at) < KEY_HOURS * 3_600_000
            ? known
            : undefined;
        if (kept !== undefined && kept.sent !== key?.sent) throw problem('key-reused');
        if (kept?.answer !== undefined) return { kept };

        const copy = copyOf(db, owner);
        const log: Db['access'] = [];
        const jobs: Job[] = [];
        const emails: OutgoingEmail[] = [];
        const numbers = { ...db.numbers };
        const unit: Unit = {
          rows: copy.rows,
          log: row => void log.push(row),
          enqueue: job => void jobs.push(job),
          mail: email => void emails.push(email),
          number: prefix => {
            numbers[prefix] += 1;
            const year = yearOf(moscowDate(now)) % 100;
            return `${prefix}-${String(year).padStart(2, '0')}-${String(numbers[prefix]).padStart(4, '0')}`;
          },
        };
        const { value, keep, rejected } = await work(unit);
        copy.putBack();
        db.access.push(...log);
        db.jobs.push(...jobs);
        db.outbox.push(...emails);
        db.numbers = numbers;
        if (key !== undefined && rejected !== true) db.kept[key.slot] = keptAnswer(key.sent, now, keep);
        changed();
        return { value };
      }),
  };
}

const keptAnswer = (sent: string, now: Date, answer: KeptAnswer['answer']): KeptAnswer => ({
  sent,
  at: now.toISOString(),
  ...(answer === undefined ? {} : { answer }),
});
