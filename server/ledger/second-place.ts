import { mkdir, open, readdir, readFile, type FileHandle } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { StoredEntry } from './entry.ts';

/** Where decisions are written a second time, so that a restored backup does not undo them. */
export interface SecondPlace {
  /** Resolves when the entries are on the disk. */
  append(entries: readonly StoredEntry[]): Promise<void>;
  close(): Promise<void>;
}

/** How the names of its files end. */
export const EXTENSION = '.jsonl';

/**
 * Opens the second place: a folder of files of JSON lines. A process writes files of its own, one a day, named by date and
 * process, and only ever appends to them. Entries that come while others are written go to the disk together, by one `fsync`.
 */
export function secondPlaceIn(folder: string): SecondPlace {
  let file: { readonly day: string; readonly handle: FileHandle } | undefined;
  let last: Promise<unknown> = Promise.resolve();
  /** What the next write takes, while the one before it goes on. */
  let waiting: { readonly entries: StoredEntry[]; readonly written: Promise<void> } | undefined;

  async function close(): Promise<void> {
    const closing = file;
    file = undefined;
    await closing?.handle.close();
  }

  async function fileOf(day: string): Promise<FileHandle> {
    if (file?.day === day) return file.handle;
    await close();
    await mkdir(folder, { recursive: true, mode: 0o700 });
    // Processes in containers have the same number: the random part keeps their files apart.
    const name = `${day}-${process.pid}-${randomUUID().slice(0, 8)}${EXTENSION}`;
    const handle = await open(join(folder, name), 'ax', 0o600);
    file = { day, handle };
    const parent = await open(folder);
    await parent.sync().finally(() => parent.close());
    return handle;
  }

  async function write(entries: readonly StoredEntry[]): Promise<void> {
    try {
      const handle = await fileOf(new Date().toISOString().slice(0, 10));
      await handle.appendFile(entries.map(entry => `${JSON.stringify(entry)}\n`).join(''));
      await handle.sync();
    } catch (thrown) {
      // Half a line may have been written: what follows goes into another file, and the half stays the last of this one.
      await close().catch(() => undefined);
      throw thrown;
    }
  }

  return {
    append: entries => {
      if (entries.length === 0) return Promise.resolve();
      if (waiting !== undefined) {
        waiting.entries.push(...entries);
        return waiting.written;
      }
      const together = [...entries];
      const written = last.then(() => {
        waiting = undefined;
        return write(together);
      });
      waiting = { entries: together, written };
      last = written.catch(() => undefined);
      return written;
    },
    close: () => last.then(close),
  };
}

/**
 * The entries of a file. Half a line at its end was never acknowledged and is left out.
 * @throws Error that names the file and the line that is broken
 */
export function entriesIn(name: string, text: string): StoredEntry[] {
  const lines = text.split('\n');
  lines.pop();
  return lines.map((line, at): StoredEntry => {
    try {
      return JSON.parse(line) as StoredEntry;
    } catch (cause) {
      throw new Error(`LEDGER_DIR: line ${at + 1} of ${name} is broken`, { cause });
    }
  });
}

/**
 * All entries of the second place, in the order in which they were written.
 * @throws Error that names the file and the line that is broken
 */
export async function readSecondPlace(folder: string): Promise<StoredEntry[]> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const names = (await readdir(folder)).filter(name => name.endsWith(EXTENSION)).toSorted();
  const entries: StoredEntry[] = [];
  for (const name of names) entries.push(...entriesIn(name, await readFile(join(folder, name), 'utf8')));
  return entries.toSorted((a, b) => a.writtenAt.localeCompare(b.writtenAt));
}
