import type { FileProblem, FileType } from '../../domain/files.ts';
import type { Schemas } from '../../api/schema-types.ts';

export type Attachment = Schemas['Attachment'];

/** Why a file is not attached: a rule of `checkFile`, a failure to read the file, or the server's own message. */
export type Rejection =
  { reason: FileProblem | 'unreadable' | 'insecure'; found?: FileType } | { reason: 'server'; text: string };

/** The state of one chosen file. `sent` counts the bytes that the server has. */
export type UploadState =
  | { at: 'checking' }
  /** A photo. The upload starts only after the customer has decided whether to cover parts of it. */
  | { at: 'choice' }
  | { at: 'waiting' }
  /** `broken` while the connection is lost and the uploader retries by itself. */
  | { at: 'uploading'; sent: number; broken: boolean }
  /** All bytes are sent; the server checks the file. */
  | { at: 'verifying' }
  /** The upload has stopped; `why` is the failure, undefined when there was no request to attach the file to. */
  | { at: 'paused'; sent: number; why: unknown }
  /** The server has a part of the file and this page does not have its bytes: the customer has to choose it again. */
  | { at: 'interrupted'; sent: number }
  | { at: 'ready'; attachment: Attachment }
  | { at: 'removing' }
  | { at: 'rejected'; why: Rejection };

/** The name of a state. */
export type UploadStatus = UploadState['at'];

/** A file as the page shows it. */
export interface UploadItem {
  readonly id: string;
  /** The name under which the file is attached. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly state: UploadState;
  /** How `name` differs from the name of the chosen file. */
  readonly renamed?: 'cleaned' | 'shortened';
  /** The bytes, when this page has them. */
  readonly file?: File;
  /** The number of areas covered in the photo. */
  readonly covered: number;
  /** The failure of the last attempt to remove the file. */
  readonly removalFailure?: unknown;
}

/** All files of the request. */
export interface Uploads {
  readonly items: readonly UploadItem[];
  /** The files that can be sent with the request now. The same array until its contents change. */
  readonly ready: readonly Attachment[];
  /** True while a chosen file is neither attached, nor rejected, nor interrupted. */
  readonly busy: boolean;
}

/** What happened to one file. `TRANSITIONS` lists the states in which each event applies. */
export type UploadEvent = { readonly id: string } & (
  | { type: 'accepted'; name: string; renamed?: 'cleaned' | 'shortened' | undefined }
  /** `checkFile` accepts a photo that has no covered areas yet. */
  | { type: 'photoAccepted'; name: string; renamed?: 'cleaned' | 'shortened' | undefined }
  /** The customer replaced the photo by one with covered areas. */
  | { type: 'covered'; file: File; areas: number }
  /** The customer sends the photo as it is, or resumes the upload. */
  | { type: 'queued' }
  /** The customer has chosen the bytes of an interrupted upload again. */
  | { type: 'chosenAgain'; file: File }
  | { type: 'progressed'; sent: number; broken: boolean }
  | { type: 'bytesMissed'; sent: number }
  | { type: 'allSent' }
  | { type: 'verified'; attachment: Attachment }
  | { type: 'rejected'; why: Rejection }
  | { type: 'stopped'; sent: number; why: unknown }
  | { type: 'removalStarted' }
  /** `state` is what the file returns to. */
  | { type: 'removalFailed'; state: RemovalFallback; failure: unknown }
);

/** The states a file may return to when the server did not remove it. */
export type RemovalFallback = Extract<UploadState, { at: 'ready' | 'rejected' | 'interrupted' | 'paused' }>;

type UploadEventType = UploadEvent['type'];

const REMOVABLE = { removalStarted: 'removing' } as const;
const IN_TRANSFER = {
  ...REMOVABLE,
  progressed: 'uploading',
  bytesMissed: 'interrupted',
  allSent: 'verifying',
  verified: 'ready',
  rejected: 'rejected',
  stopped: 'paused',
} as const;

/**
 * The state machine of one file: state → event → next state. An event that a state does not list is too late (the file
 * was removed meanwhile, for example) and changes nothing.
 */
export const TRANSITIONS: Readonly<
  Record<UploadStatus, Partial<Record<UploadEventType, UploadStatus | readonly UploadStatus[]>>>
> = {
  checking: {
    ...REMOVABLE,
    accepted: 'waiting',
    photoAccepted: 'choice',
    rejected: 'rejected',
    stopped: 'paused',
  },
  choice: { ...REMOVABLE, covered: 'checking', queued: 'waiting' },
  waiting: IN_TRANSFER,
  uploading: IN_TRANSFER,
  verifying: IN_TRANSFER,
  paused: { ...REMOVABLE, queued: 'waiting' },
  interrupted: { ...REMOVABLE, chosenAgain: 'waiting' },
  ready: REMOVABLE,
  rejected: REMOVABLE,
  removing: { removalFailed: ['ready', 'rejected', 'interrupted', 'paused'] },
};

const BUSY = new Set<UploadStatus>([
  'checking',
  'choice',
  'waiting',
  'uploading',
  'verifying',
  'paused',
  'removing',
]);

/** No files. */
export const NO_UPLOADS: Uploads = { items: [], ready: [], busy: false };

/** The item after an event that its state lists. */
function changedItem(item: UploadItem, event: UploadEvent): UploadItem {
  switch (event.type) {
    case 'accepted':
    case 'photoAccepted': {
      const { name, renamed } = event;
      const state: UploadState = { at: event.type === 'accepted' ? 'waiting' : 'choice' };
      return { ...item, name, ...(renamed === undefined ? {} : { renamed }), state };
    }
    case 'covered': {
      const { file, areas } = event;
      return { ...item, file, size: file.size, covered: areas, state: { at: 'checking' } };
    }
    case 'queued':
      return { ...item, state: { at: 'waiting' }, removalFailure: undefined };
    case 'chosenAgain':
      return { ...item, file: event.file, state: { at: 'waiting' } };
    case 'progressed':
      return { ...item, state: { at: 'uploading', sent: event.sent, broken: event.broken } };
    case 'bytesMissed':
      return { ...item, state: { at: 'interrupted', sent: event.sent } };
    case 'allSent':
      return { ...item, state: { at: 'verifying' } };
    case 'verified':
      return {
        ...item,
        name: event.attachment.name,
        state: { at: 'ready', attachment: event.attachment },
      };
    case 'rejected':
      return { ...item, state: { at: 'rejected', why: event.why } };
    case 'stopped':
      return { ...item, state: { at: 'paused', sent: event.sent, why: event.why } };
    case 'removalStarted':
      return { ...item, state: { at: 'removing' }, removalFailure: undefined };
    case 'removalFailed':
      return { ...item, state: event.state, removalFailure: event.failure };
  }
}

/** Applies an event to one item; an event that the state of the item does not list returns the item itself. */
export function reduceItem(item: UploadItem, event: UploadEvent): UploadItem {
  return TRANSITIONS[item.state.at][event.type] === undefined ? item : changedItem(item, event);
}

/** Replaces the items; `ready` stays the same array when it holds the same attachments as before. */
export function withItems(uploads: Uploads, items: readonly UploadItem[]): Uploads {
  const ready = items.flatMap(({ state }) => (state.at === 'ready' ? [state.attachment] : []));
  const same = ready.length === uploads.ready.length && ready.every((one, i) => one === uploads.ready[i]);
  return {
    items,
    ready: same ? uploads.ready : ready,
    busy: items.some(({ state }) => BUSY.has(state.at)),
  };
}

/** Applies an event to the item it names. */
export function reduceUploads(uploads: Uploads, event: UploadEvent): Uploads {
  return withItems(
    uploads,
    uploads.items.map(item => (item.id === event.id ? reduceItem(item, event) : item)),
  );
}

/** The item for an attachment that the server has and this page has not. */
export function itemOfAttachment(id: string, attachment: Attachment): UploadItem {
  const { name, size } = attachment;
  return { id, name, size, covered: 0, state: stateOfAttachment(attachment) };
}

function stateOfAttachment(attachment: Attachment): UploadState {
  const { state, offset, size, reason } = attachment;
  if (state === 'ready') return { at: 'ready', attachment };
  if (state === 'rejected') return { at: 'rejected', why: { reason: 'server', text: reason ?? '' } };
  if (state === 'uploading' && offset < size) return { at: 'interrupted', sent: offset };
  return { at: 'verifying' };
}
