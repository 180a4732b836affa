import { constants } from 'node:fs';
import { access, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Pool } from 'pg';
import type { StoredEntry } from './entry.ts';
import { EXTENSION, entriesIn } from './second-place.ts';
import { missingOf } from './missing.ts';

/** Decisions of the second place that the database lacks. */
export interface PendingDecisions {
  /**
   * The entries that the database lacks now: of a write that is about to be committed or has failed, or of a time after the backup
   * that was restored.
   * @throws Error when the second place cannot be read and written, when one of its files is gone or broken, or when the database
   * does not answer
   */
  read(): Promise<readonly StoredEntry[]>;
}

/**
 * Compares the second place with the database. What was read of a file is not read again, unless the database has lost entries since:
 * it was restored then.
 * @param pool connections of a role that may ask which entries are unknown
 */
export function pendingDecisions(pool: Pool, folder: string): PendingDecisions {
  const offsets = new Map<string, number>();
  let unknown: readonly StoredEntry[] = [];
  let last = 0n;

  /** The entries of a file behind its offset; half a line at its end is read the next time. */
  async function addedTo(name: string): Promise<StoredEntry[]> {
    const from = offsets.get(name) ?? 0;
    const file = await open(join(folder, name));
    try {
      const { size } = await file.stat();
      if (size < from) throw new Error(`LEDGER_DIR: ${name} has become shorter`);
      const bytes = Buffer.alloc(size - from);
      await file.read(bytes, 0, bytes.length, from);
      const whole = bytes.lastIndexOf(0x0a) + 1;
      offsets.set(name, from + whole);
      return entriesIn(name, bytes.toString('utf8', 0, whole));
    } finally {
      await file.close();
    }
  }

  async function read(): Promise<readonly StoredEntry[]> {
    await access(folder, constants.R_OK | constants.W_OK);
    const { rows } = await pool.query<{ last: string }>('select privacy.last_entry() as last');
    const now = BigInt(rows[0]?.last ?? 0);
    if (now < last) {
      offsets.clear();
      unknown = [];
    }
    last = now;
    const names = (await readdir(folder)).filter(name => name.endsWith(EXTENSION)).toSorted();
    const gone = [...offsets.keys()].find(name => !names.includes(name));
    if (gone !== undefined) throw new Error(`LEDGER_DIR: ${gone} is gone`);
    const added: StoredEntry[] = [];
    const before = new Map(offsets);
    try {
      for (const name of names) added.push(...(await addedTo(name)));
      unknown = await missingOf(pool, [...unknown, ...added]);
    } catch (thrown) {
      // What was read and not compared is read again.
      offsets.clear();
      for (const [name, at] of before) offsets.set(name, at);
      throw thrown;
    }
    return unknown;
  }

  let running: Promise<unknown> = Promise.resolve();
  return {
    read: () => {
      const next = running.then(read);
      running = next.catch(() => undefined);
      return next;
    },
  };
}
