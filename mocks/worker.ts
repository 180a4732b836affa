import { http } from 'msw';
import { setupWorker } from 'msw/browser';
import { memoryStore } from './exports/store.ts';
import { opfsStore } from './exports/store-opfs.ts';
import { type Exclusive, oneByOne } from './exclusive.ts';
import { type FileStore, memoryFiles } from './files.ts';

import { type As, createBackend, type MockBackend, type Snapshot } from './backend.ts';

/** The mock behind a page: what the harness turns. */
export interface MockWorker {
  readonly backend: MockBackend;
  /** Persona, scenario and time, from the next request on. */
  set(as: As): void;
  /** Forgets everything, in every tab. */
  reset(): Promise<void>;
  stop(): void;
}

const STORE = 'privacy-mock';
const CHANNEL = 'privacy-mock';
const STAMP = 'stamp';
const WRITING = 'privacy-mock-writing';

function openStore(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(STORE, 2);
    request.addEventListener('upgradeneeded', () => {
      for (const name of ['databases', 'files'] as const)
        if (!request.result.objectStoreNames.contains(name)) request.result.createObjectStore(name);
    });
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('indexedDB')));
  });
}

function inStore<T>(
  mode: IDBTransactionMode,
  run: (store: IDBObjectStore) => IDBRequest<T>,
  name: 'databases' | 'files' = 'databases',
): Promise<T> {
  return openStore().then(
    database =>
      new Promise<T>((resolve, reject) => {
        const request = run(database.transaction(name, mode).objectStore(name));
        request.addEventListener('success', () => {
          resolve(request.result);
          database.close();
        });
        request.addEventListener('error', () => reject(request.error ?? new Error('indexedDB')));
      }),
  );
}

/** The files of requests, kept as long as the rows that name them. */
const indexedDbFiles: FileStore = {
  write: async (name, bytes) => void (await inStore('readwrite', store => store.put(bytes, name), 'files')),
  read: async name => {
    const bytes = await inStore<Uint8Array<ArrayBuffer> | undefined>(
      'readonly',
      store => store.get(name),
      'files',
    );
    if (bytes === undefined) throw new Error(`no file ${name}`);
    return bytes;
  },
  clear: async prefix =>
    inStore('readwrite', store => store.delete(IDBKeyRange.bound(prefix, `${prefix}\uffff`)), 'files'),
};

/** One transaction after another in all tabs, where the browser has Web Locks (they need a secure context), else in this one. */
const inAllTabs = (): Exclusive => {
  const inThisTab = oneByOne();
  return async work =>
    'locks' in navigator ? await navigator.locks.request(WRITING, work) : inThisTab(work);
};

/**
 * MSW has the browser look for a newer worker each time it starts, and awaits nothing. The look fails when the page is left
 * meanwhile or the server is away: the installed worker continues to answer, so the failure is not reported.
 */
async function settleUpdates(): Promise<void> {
  // Typed as always there, missing on a page without TLS.
  const container = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  const registrations = (await container?.getRegistrations().catch(() => [])) ?? [];
  for (const registration of registrations) {
    const update = registration.update.bind(registration);
    registration.update = () => update().catch(() => registration);
  }
}

/**
 * Starts the mock behind the page's own requests. The database survives a reload and is shared by tabs
 * (IndexedDB, BroadcastChannel); packed copies lie in the origin private file system while a tab is open.
 * @param workerUrl where `mockServiceWorker.js` is served
 */
export async function startMockWorker({
  base,
  workerUrl,
  as = {},
}: {
  base?: string;
  workerUrl: string;
  as?: As;
}): Promise<MockWorker> {
  const files = await opfsStore();
  const locked = inAllTabs();
  let saving: ReturnType<typeof setTimeout> | undefined;
  /** The version of the saved database that this tab has; another tab’s saving changes it. */
  let stamp: string | undefined;

  /** Tabs write one after another, each on what the last one left: nothing that was confirmed comes back. */
  const exclusive: Exclusive = work =>
    locked(async () => {
      await takeNewest();
      const result = await work();
      if (saving !== undefined) {
        clearTimeout(saving);
        await save();
      }
      return result;
    });

  const backend = createBackend({
    ...(base === undefined ? {} : { base }),
    exclusive: () => exclusive,
    parts: files ?? memoryStore(),
    files: await inStore('readonly', store => store.count(), 'files').then(
      () => indexedDbFiles,
      // A browser that keeps no databases (a private window) has them for as long as the page is open.
      () => memoryFiles(),
    ),
  });
  let circumstances = as;
  const channel = new BroadcastChannel(CHANNEL);

  async function takeNewest(): Promise<void> {
    const newest = await inStore<string | undefined>('readonly', store => store.get(STAMP)).catch(
      () => undefined,
    );
    if (newest === undefined || newest === stamp) return;
    const snapshot = await inStore<Snapshot | undefined>('readonly', store => store.get('default'));
    if (snapshot !== undefined) backend.restore(snapshot);
    stamp = newest;
  }
  await takeNewest();

  /** Saves a new database, unless a transaction has saved it since, or another tab its own: that one is taken then. */
  const saveNow = async (): Promise<void> => {
    const before = stamp;
    await takeNewest();
    if (stamp === before && saving !== undefined) await save();
    saving = undefined;
  };
  async function save(): Promise<void> {
    saving = undefined;
    const snapshot = backend.snapshot();
    if (snapshot === undefined) return;
    stamp = crypto.getRandomValues(new Uint32Array(4)).join('-');
    await inStore('readwrite', store => store.put(snapshot, 'default'));
    await inStore('readwrite', store => store.put(stamp, STAMP));
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has no target
    channel.postMessage('changed');
  }
  const unsubscribe = backend.subscribe(() => {
    saving ??= setTimeout(() => void locked(saveNow), 50);
  });
  const flush = () => {
    if (saving !== undefined) void save();
  };
  addEventListener('pagehide', flush);
  channel.addEventListener('message', ({ data }: MessageEvent<string>) =>
    // Not between the changes of a transaction and its saving: they would be lost.
    data === 'reset' ? backend.reset() : locked(takeNewest),
  );

  // Where a page has no service worker (a phone that opens a machine by its address, without TLS), MSW answers in it.
  const worker = setupWorker(
    http.all(`${backend.base}/*`, async ({ request }) => {
      const fresh = !backend.has();
      const response = await backend.handle(request, circumstances);
      // A new database is stored too; otherwise its dates would change at the next reload.
      if (fresh) saving ??= setTimeout(() => void locked(saveNow), 50);
      return response;
    }),
  );
  await settleUpdates();
  await worker.start({ serviceWorker: { url: workerUrl }, onUnhandledRequest: 'bypass', quiet: true });

  return {
    backend,
    set: next => {
      circumstances = next;
    },
    reset: async () => {
      await backend.reset();
      await inStore('readwrite', store => store.delete('default'));
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has no target
      channel.postMessage('reset');
    },
    stop: () => {
      unsubscribe();
      removeEventListener('pagehide', flush);
      channel.close();
      worker.stop();
      files?.release();
    },
  };
}
