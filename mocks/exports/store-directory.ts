import { rmSync } from 'node:fs';
import { mkdtemp, open, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gathered, streamOf } from '../../core/streams.ts';
import { BLOCK, type PartStore } from './store.ts';

/** A store in a temporary directory of its own. */
export interface DirectoryStore extends PartStore {
  /** Where it is; undefined before the first file is written. */
  readonly path: string | undefined;
  /** Deletes the directory with all in it. */
  close(): Promise<void>;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * A store in a temporary directory that only this user can read. It is made with the first file, and removed with
 * the process: at its exit and at the signals that end it.
 */
export const directoryStore = (): DirectoryStore => {
  let path: string | undefined;
  let making: Promise<string> | undefined;

  const removeNow = () => {
    if (path !== undefined) rmSync(path, { recursive: true, force: true });
  };
  const onSignal = (signal: NodeJS.Signals) => {
    removeNow();
    stopListening();
    // Ends as it would have ended without this: whoever waits for the process sees the signal.
    process.kill(process.pid, signal);
  };
  const stopListening = () => {
    process.off('exit', removeNow);
    for (const signal of SIGNALS) process.off(signal, onSignal);
  };
  const make = async (): Promise<string> => {
    path = await mkdtemp(join(tmpdir(), 'privacy-parts-'));
    process.on('exit', removeNow);
    for (const signal of SIGNALS) process.on(signal, onSignal);
    return path;
  };
  const directory = (): Promise<string> => (making ??= make());
  const names = async (): Promise<string[]> => (path === undefined ? [] : readdir(path));
  const remove = async (name: string): Promise<void> => {
    if (path !== undefined) await rm(join(path, name), { force: true });
  };

  return {
    get path() {
      return path;
    },
    write: async (name, chunks) => {
      const file = join(await directory(), name);
      const handle = await open(file, 'w', 0o600);
      try {
        for await (const block of gathered(chunks, BLOCK)) await handle.writeFile(block);
      } catch (failure) {
        await rm(file, { force: true });
        throw failure;
      } finally {
        await handle.close();
      }
    },
    size: async name => {
      if (path === undefined) return undefined;
      const found = await stat(join(path, name)).catch(() => undefined);
      return found?.size;
    },
    read: (name, start, end) =>
      streamOf(async function* () {
        const handle = await open(join(await directory(), name), 'r');
        try {
          for (let at = start; at <= end;) {
            const block = new Uint8Array(Math.min(BLOCK, end + 1 - at));
            const { bytesRead } = await handle.read(block, 0, block.length, at);
            if (bytesRead === 0) throw new Error(`${name} is shorter than it was`);
            yield block.subarray(0, bytesRead);
            at += bytesRead;
          }
        } finally {
          await handle.close();
        }
      }),
    remove,
    names,
    clear: async (prefix = '') => {
      const all = await names();
      await Promise.all(all.filter(name => name.startsWith(prefix)).map(remove));
    },
    close: async () => {
      stopListening();
      const made = await making;
      path = undefined;
      making = undefined;
      if (made !== undefined) await rm(made, { recursive: true, force: true });
    },
  };
};
