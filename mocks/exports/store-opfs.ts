import { chunksOf, gathered, streamOf } from '../../core/streams.ts';
import { BLOCK, type PartStore } from './store.ts';

const FOLDER = 'privacy-mock-parts';
/** Held, shared, by every page that has the mock: while one holds it, the files are somebody's. */
const LOCK = 'privacy-mock-parts';

/** A store in the browser, and the way to let go of it. */
export interface OpfsStore extends PartStore {
  /** Notifies other tabs that this one needs the files no more. */
  release(): void;
}

const isMissing = (failure: unknown): boolean =>
  failure instanceof DOMException && failure.name === 'NotFoundError';

/**
 * A store in the origin private file system, shared by the tabs of the origin. What a former visit has left is
 * deleted at the start, when no other tab is open. Undefined where the browser has no such store, or will not
 * write to it from a page.
 */
export const opfsStore = async (): Promise<OpfsStore | undefined> => {
  if (!('FileSystemFileHandle' in globalThis) || !('createWritable' in FileSystemFileHandle.prototype))
    return undefined;
  // A private window may refuse.
  const root = await navigator.storage.getDirectory().catch(() => undefined);
  if (root === undefined) return undefined;

  await navigator.locks.request(LOCK, { mode: 'exclusive', ifAvailable: true }, async alone => {
    if (alone !== null) await root.removeEntry(FOLDER, { recursive: true }).catch(() => undefined);
  });
  const letGo = new AbortController();
  await new Promise<void>(taken => {
    void navigator.locks.request(LOCK, { mode: 'shared' }, () => {
      taken();
      return new Promise<void>(done => letGo.signal.addEventListener('abort', () => done()));
    });
  });

  const folder = () => root.getDirectoryHandle(FOLDER, { create: true });
  const fileOf = async (name: string): Promise<File> =>
    (await (await folder()).getFileHandle(name)).getFile();
  const remove = async (name: string): Promise<void> => {
    try {
      await (await folder()).removeEntry(name);
    } catch (failure) {
      if (!isMissing(failure)) throw failure;
    }
  };
  const names = async (): Promise<string[]> => {
    const found: string[] = [];
    for await (const name of (await folder()).keys()) found.push(name);
    return found;
  };

  return {
    write: async (name, chunks) => {
      const handle = await (await folder()).getFileHandle(name, { create: true });
      // What is written shows under the name only when it is closed: another tab never sees half a file.
      const writable = await handle.createWritable();
      try {
        for await (const block of gathered(chunks, BLOCK))
          await writable.write(block as Uint8Array<ArrayBuffer>);
        await writable.close();
      } catch (failure) {
        await writable.abort().catch(() => undefined);
        await remove(name).catch(() => undefined);
        throw failure;
      }
    },
    size: async name => {
      try {
        return (await fileOf(name)).size;
      } catch (failure) {
        if (isMissing(failure)) return undefined;
        throw failure;
      }
    },
    read: (name, start, end) =>
      streamOf(async function* () {
        yield* chunksOf((await fileOf(name)).slice(start, end + 1).stream());
      }),
    remove,
    names,
    clear: async (prefix = '') => {
      const all = await names();
      await Promise.all(all.filter(name => name.startsWith(prefix)).map(remove));
    },
    release: () => letGo.abort(),
  };
};
