import { moscowDate, yearOf } from '../src/domain/calendar.ts';
import { newId } from '../core/ids.ts';
import type { IdempotencyKey, Job, KeptAnswer, OutgoingEmail, Outcome, Store, Unit } from '../core/ports.ts';
import { problem } from '../core/problem.ts';
import { copyOf, type Owner } from '../core/rows.ts';
import type { Db } from './db.ts';
import { type Exclusive, oneByOne } from './exclusive.ts';
import { type JobRow, memoryJobs } from './memory-jobs.ts';

/** An answer is given again to a repeated key for this long. */
const KEY_HOURS = 24;

/** Options of a store in memory. */
export interface MemoryStoreOptions {
  /** Called after each transaction that was kept. */
  changed(): void;
  readonly exclusive?: Exclusive;
  /** How long a job takes at least: invented work would be done at once. */
  durationMs?(job: Job): number;
}

/** The rows of one database in memory, written by one transaction after another. */
export interface MemoryStore extends Store {
  /** The newest rows. */
  readonly db: Db;
  /** Puts other rows in the place of all: another tab has written. */
  replace(db: Db): void;
  /** The same store for a request during which systems do not answer: jobs that it puts down find them so. */
  whileDown(systems: ReadonlySet<string>): Store;
}

/** A transaction over a copy of the rows; `end` is called when its work has returned. */
interface Transaction {
  readonly unit: Unit;
  /** Puts all of it into the database at once. */
  keep(): void;
}

/**
 * A store over a database in memory. Transactions wait for each other; a private copy is put back whole when the work
 * returns, and thrown away when it throws.
 */
export function memoryStore(
  initial: Db,
  { changed, exclusive = oneByOne(), durationMs = () => 0 }: MemoryStoreOptions,
): MemoryStore {
  let db = initial;

  /**
   * Opens a transaction.
   * @param down systems that do not answer for the jobs it puts down
   * @param real the instant by the machine's clock, ms: in a job the one it was due at, so that the next follows it
   */
  function begin(owner: Owner, now: Date, down: readonly string[], real = Date.now()): Transaction {
    const copy = copyOf(db, owner);
    const log: Db['access'] = [];
    const jobs: JobRow[] = [];
    const emails: OutgoingEmail[] = [];
    const numbers = { ...db.numbers };
    const unit: Unit = {
      rows: copy.rows,
      log: row => void log.push(row),
      enqueue: (job, afterMs = 0) => {
        const wait = Math.max(afterMs, durationMs(job));
        jobs.push({
          id: newId('jb'),
          job,
          owner: { ...owner, accountIds: [...owner.accountIds], whole: true },
          at: new Date(now.getTime() + wait).toISOString(),
          real: real + wait,
          attempt: 0,
          ...(down.length === 0 ? {} : { down }),
        });
      },
      mail: email => void emails.push(email),
      // The mock has no letter gate: what the switches show is all it keeps.
      optOut: () => undefined,
      number: prefix => {
        numbers[prefix] += 1;
        const year = yearOf(moscowDate(now)) % 100;
        return `${prefix}-${String(year).padStart(2, '0')}-${String(numbers[prefix]).padStart(4, '0')}`;
      },
    };
    const keep = () => {
      const at = now.toISOString();
      db.ledger.push(...copy.decisions().map(decision => ({ ...decision, at })));
      copy.putBack();
      db.access.push(...log);
      db.jobs.push(...jobs);
      db.outbox.push(...emails);
      db.numbers = numbers;
    };
    return { unit, keep };
  }

  const write = <T>(
    owner: Owner,
    now: Date,
    key: IdempotencyKey | undefined,
    work: (unit: Unit) => Outcome<T> | Promise<Outcome<T>>,
    down: readonly string[],
  ): Promise<{ value: T } | { kept: KeptAnswer }> =>
    exclusive(async () => {
      const known = key === undefined ? undefined : db.kept[key.slot];
      const kept =
        known !== undefined && now.getTime() - Date.parse(known.at) < KEY_HOURS * 3_600_000
          ? known
          : undefined;
      if (kept !== undefined && kept.sent !== key?.sent) throw problem('key-reused');
      if (kept?.answer !== undefined) return { kept };
      const { unit, keep } = begin(owner, now, down);
      const { value, keep: answer, rejected } = await work(unit);
      keep();
      if (key !== undefined && rejected !== true) db.kept[key.slot] = keptAnswer(key.sent, now, answer);
      changed();
      return { value };
    });

  const store: MemoryStore = {
    get db() {
      return db;
    },
    replace: next => {
      db = next;
    },
    jobs: memoryJobs({ rows: () => db.jobs, setRows: rows => (db.jobs = rows), exclusive, changed, begin }),
    holderOf: async token => db.mailings.tokens.find(one => one.token === token)?.userId,
    ownerOfLink: async (exportId, link) => {
      const row = db.exports.find(
        ({ id, links }) => id === exportId && links.some(({ secret }) => secret === link),
      );
      return row && { userId: row.createdBy.id, accountIds: [row.accountId] };
    },
    read: async (_owner, work) => work(db),
    write: (owner, now, key, work) => write(owner, now, key, work, []),
    whileDown: systems => ({
      ...store,
      write: (owner, now, key, work) => write(owner, now, key, work, [...systems]),
    }),
  };
  return store;
}

const keptAnswer = (sent: string, now: Date, answer: KeptAnswer['answer']): KeptAnswer => ({
  sent,
  at: now.toISOString(),
  ...(answer === undefined ? {} : { answer }),
});
