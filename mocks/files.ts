import type { Files, VirusScanner } from '../core/ports.ts';

/** What every seeded file of a request holds. */
export const SEEDED_CONTENT = 'hello';

/** Where the files of requests lie: one namespace for all databases of the mock. */
export type FileStore = Files;

/** Files in memory. */
export const memoryFiles = (): FileStore => {
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  return {
    write: async (name, bytes) => void files.set(name, bytes.slice()),
    read: async name => {
      const bytes = files.get(name);
      if (bytes === undefined) throw new Error(`no file ${name}`);
      return bytes.slice();
    },
    clear: async prefix => {
      for (const name of files.keys()) if (name.startsWith(prefix)) files.delete(name);
    },
  };
};

/** The text of the EICAR test file begins so: every scanner reports it, and it harms nothing. */
const TEST_VIRUS = 'X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR';

/** Stands for the scanner of an operator: it finds the EICAR test file alone. */
const scanner: VirusScanner = {
  scan: bytes =>
    Promise.resolve(new TextDecoder().decode(bytes).includes(TEST_VIRUS) ? 'EICAR-Test' : undefined),
};

/**
 * The files of one database. A file that was seeded is nowhere written: its content is always the same.
 * @param key the session the database belongs to
 */
export const filesOf = (store: FileStore, key: string): Files => ({
  scanner,
  write: (name, bytes) => store.write(`${key}/${name}`, bytes),
  read: name =>
    /^(p-)?at-(ready|proof|sent)\./.test(name)
      ? Promise.resolve(new TextEncoder().encode(SEEDED_CONTENT))
      : store.read(`${key}/${name}`),
  clear: prefix => store.clear(`${key}/${prefix}`),
});
