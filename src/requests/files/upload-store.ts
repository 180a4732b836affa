import { attachedName } from '../../domain/files.ts';
import {
  type Attachment,
  itemOfAttachment,
  NO_UPLOADS,
  reduceUploads,
  type UploadEvent,
  type UploadItem,
  type Uploads,
  withItems,
} from './upload-state.ts';

/** The data of an upload that the page does not show. The transfer updates it after each answer. */
export interface UploadJob {
  file?: File;
  sha256?: string;
  /** The idempotency key of `createAttachment`, until the outcome of the call is certain. */
  key?: string;
  requestId?: string | undefined;
  /** What the server has said last about the file. */
  attachment?: Attachment;
  /** Aborts the transfer of this file. */
  stop: AbortController;
}

/** The files of one request in memory: what the page shows, and one job for each. */
export interface UploadStore {
  readonly jobs: ReadonlyMap<string, UploadJob>;
  get(): Uploads;
  subscribe(listener: () => void): () => void;
  dispatch(event: UploadEvent): void;
  itemOf(id: string): UploadItem | undefined;
  /** Adds chosen files in the state `checking`. Returns the new items. */
  addFiles(files: readonly File[]): readonly (UploadItem & { file: File })[];
  /** Removes an item from the list. */
  drop(id: string): void;
  /** Drops an item whose attachment the server has removed: an older list of the page does not bring it back. */
  forget(id: string, attachment: Attachment | undefined): void;
  /**
   * Adds the attachments not yet sent of the server's list that have no item; drops items that were sent, or that disappeared
   * from the list. Returns the new items.
   */
  sync(known: readonly Attachment[], requestId: string | undefined): readonly UploadItem[];
}

/** Makes an empty store. */
export function createUploadStore(): UploadStore {
  const jobs = new Map<string, UploadJob>();
  const listeners = new Set<() => void>();
  const removedIds = new Set<string>();
  let uploads = NO_UPLOADS;
  let listedIds = new Set<string>();
  let lastItemNumber = 0;

  function show(next: Uploads): void {
    uploads = next;
    for (const listener of listeners) listener();
  }
  const showItems = (items: readonly UploadItem[]) => show(withItems(uploads, items));
  const itemOf = (id: string) => uploads.items.find(item => item.id === id);
  const newId = () => `f${(lastItemNumber += 1)}`;

  function drop(id: string): void {
    jobs.delete(id);
    showItems(uploads.items.filter(item => item.id !== id));
  }

  return {
    jobs,
    get: () => uploads,
    subscribe: listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    dispatch: event => show(reduceUploads(uploads, event)),
    itemOf,
    addFiles: files => {
      const items = files.map(file => {
        const id = newId();
        jobs.set(id, { file, stop: new AbortController() });
        const name = attachedName(file.name);
        return { id, name, size: file.size, file, covered: 0, state: { at: 'checking' as const } };
      });
      showItems([...uploads.items, ...items]);
      return items;
    },
    drop,
    forget: (id, attachment) => {
      if (attachment) removedIds.add(attachment.id);
      drop(id);
    },
    sync: (known, requestId) => {
      const waiting = known.filter(one => one.by === 'user' && !one.sent && !removedIds.has(one.id));
      const waitingIds = new Set(waiting.map(one => one.id));
      const sentIds = new Set(known.filter(one => one.sent).map(one => one.id));
      for (const [id, { attachment }] of jobs) {
        const at = itemOf(id)?.state.at;
        const settled = at === 'ready' || at === 'interrupted' || at === 'rejected';
        if (!attachment || !settled || waitingIds.has(attachment.id)) continue;
        if (sentIds.has(attachment.id) || listedIds.has(attachment.id)) drop(id);
      }
      listedIds = waitingIds;
      const here = new Set([...jobs.values()].map(job => job.attachment?.id));
      const items = waiting.flatMap(attachment => {
        if (here.has(attachment.id)) return [];
        const item = itemOfAttachment(newId(), attachment);
        jobs.set(item.id, { attachment, requestId, stop: new AbortController() });
        return [item];
      });
      if (items.length > 0) showItems([...uploads.items, ...items]);
      return items;
    },
  };
}
