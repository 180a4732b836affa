import type { PartFiles } from '../../core/ports.ts';
import { streamOf } from '../../core/streams.ts';

/** Where packed parts lie: one namespace for all databases of the mock. */
export interface PartStore extends PartFiles {
  /** Deletes a file; one that is not there is no failure. */
  remove(name: string): Promise<void>;
  /** Names of the files there are. */
  names(): Promise<string[]>;
  /** Deletes every file whose name begins so; without a prefix all. */
  clear(prefix?: string): Promise<void>;
}

/** How the names of the files of a database begin. @param key the session it belongs to */
export const partPrefix = (key: string): string => `${key}.`;

/** The part files of one database. @param key the session it belongs to */
export const partFilesOf = (store: PartStore, key: string): PartFiles => {
  const named = (name: string) => `${partPrefix(key)}${name}`;
  return {
    write: (name, chunks) => store.write(named(name), chunks),
    size: name => store.size(named(name)),
    read: (name, start, end) => store.read(named(name), start, end),
    clear: prefix => store.clear(named(prefix)),
  };
};

/** One write of this size at a time: a file is made of hundreds of them, and a download of as many reads. */
export const BLOCK = 262_144;

/** A store in memory, for tests and where there is no other: small archives only. */
export const memoryStore = (): PartStore => {
  const files = new Map<string, Uint8Array[]>();
  return {
    write: async (name, chunks) => {
      const held: Uint8Array[] = [];
      for await (const chunk of chunks) held.push(chunk);
      files.set(name, held);
    },
    size: async name => files.get(name)?.reduce((sum, chunk) => sum + chunk.length, 0),
    read: (name, start, end) =>
      streamOf(async function* () {
        const held = files.get(name);
        if (held === undefined) throw new Error(`no part ${name}`);
        let at = 0;
        for (const chunk of held) {
          const [from, to] = [Math.max(0, start - at), Math.min(chunk.length, end + 1 - at)];
          // A copy: the receiver may take the bytes for good.
          if (from < to) yield chunk.slice(from, to);
          at += chunk.length;
        }
      }),
    remove: async name => {
      files.delete(name);
    },
    names: async () => [...files.keys()],
    clear: async (prefix = '') => {
      for (const name of files.keys()) if (name.startsWith(prefix)) files.delete(name);
    },
  };
};
