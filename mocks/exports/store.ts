import { type Pieces, streamOf } from '../../core/streams.ts';

/** Where packed parts lie while they may be downloaded: files by name, written once, read by ranges. */
export interface PartStore {
  /** Writes a file, or replaces it; when the chunks fail, nothing of it remains and the failure is thrown. */
  write(name: string, chunks: Pieces<Uint8Array>): Promise<void>;
  /** Bytes of a file; undefined when there is none. */
  size(name: string): Promise<number | undefined>;
  /** The bytes from `start` to `end`, both included. Nothing is opened before the first is asked for. */
  read(name: string, start: number, end: number): ReadableStream<Uint8Array>;
  /** Deletes a file; one that is not there is no failure. */
  remove(name: string): Promise<void>;
  /** Names of the files there are. */
  names(): Promise<string[]>;
  /** Deletes every file whose name begins so; without a prefix all. */
  clear(prefix?: string): Promise<void>;
}

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
