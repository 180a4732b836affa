import { describe, expect, it } from 'vitest';
import {
  type Attachment,
  NO_UPLOADS,
  reduceItem,
  reduceUploads,
  TRANSITIONS,
  type UploadEvent,
  type UploadItem,
  type UploadState,
  type UploadStatus,
  withItems,
} from './upload-state.ts';

const attachment = { id: 'at-1', name: 'справка.pdf', size: 9 } as Attachment;

const STATES: { [K in UploadStatus]: Extract<UploadState, { at: K }> } = {
  checking: { at: 'checking' },
  choice: { at: 'choice' },
  waiting: { at: 'waiting' },
  uploading: { at: 'uploading', sent: 3, broken: false },
  verifying: { at: 'verifying' },
  paused: { at: 'paused', sent: 3, why: 'lost' },
  interrupted: { at: 'interrupted', sent: 3 },
  ready: { at: 'ready', attachment },
  removing: { at: 'removing' },
  rejected: { at: 'rejected', why: { reason: 'empty' } },
};

const id = 'f1';
const file = new File(['12345'], 'фото.png');
const EVENTS: readonly UploadEvent[] = [
  { type: 'accepted', id, name: 'справка.pdf', renamed: 'cleaned' },
  { type: 'photoAccepted', id, name: 'фото.png' },
  { type: 'covered', id, file, areas: 2 },
  { type: 'queued', id },
  { type: 'chosenAgain', id, file },
  { type: 'progressed', id, sent: 4, broken: true },
  { type: 'bytesMissed', id, sent: 4 },
  { type: 'allSent', id },
  { type: 'verified', id, attachment },
  { type: 'rejected', id, why: { reason: 'unreadable' } },
  { type: 'stopped', id, sent: 4, why: 'lost' },
  { type: 'removalStarted', id },
  { type: 'removalFailed', id, state: STATES.ready, failure: 'lost' },
  { type: 'removalFailed', id, state: STATES.paused, failure: 'lost' },
];

const itemIn = (state: UploadState): UploadItem => ({ id, name: 'a', size: 9, covered: 0, state });

/** The events that change an item in this state, with the state they lead to. */
const changesFrom = (state: UploadState): string =>
  EVENTS.flatMap(event => {
    const item = itemIn(state);
    const next = reduceItem(item, event);
    return next === item ? [] : [`${event.type} → ${next.state.at}`];
  }).join(', ');

describe('the states of a file', () => {
  it('change by these events, and by no others', () => {
    const table = Object.entries(STATES).map(([at, state]) => `${at}: ${changesFrom(state)}`);
    const inTransfer =
      'progressed → uploading, bytesMissed → interrupted, allSent → verifying, verified → ready, rejected → rejected, stopped → paused, removalStarted → removing';
    expect(table).toEqual([
      'checking: accepted → waiting, photoAccepted → choice, rejected → rejected, stopped → paused, removalStarted → removing',
      'choice: covered → checking, queued → waiting, removalStarted → removing',
      `waiting: ${inTransfer}`,
      `uploading: ${inTransfer}`,
      `verifying: ${inTransfer}`,
      'paused: queued → waiting, removalStarted → removing',
      'interrupted: chosenAgain → waiting, removalStarted → removing',
      'ready: removalStarted → removing',
      'removing: removalFailed → ready, removalFailed → paused',
      'rejected: removalStarted → removing',
    ]);
  });

  it('match the table of transitions', () => {
    for (const state of Object.values(STATES))
      for (const event of EVENTS) {
        const target = TRANSITIONS[state.at][event.type];
        const { at } = reduceItem(itemIn(state), event).state;
        expect(target === undefined ? [state.at] : [target].flat()).toContain(at);
      }
  });

  it('of a removed file ignore the events of its transfer', () => {
    const item = itemIn(STATES.removing);
    expect(reduceItem(item, { type: 'progressed', id, sent: 9, broken: false })).toBe(item);
    expect(reduceItem(item, { type: 'verified', id, attachment })).toBe(item);
  });
});

describe('the files of a request', () => {
  it('keep the array of ready files until its contents change', () => {
    const uploads = withItems(NO_UPLOADS, [itemIn(STATES.ready), { ...itemIn(STATES.uploading), id: 'f2' }]);
    expect(uploads).toMatchObject({ ready: [attachment], busy: true });
    const next = reduceUploads(uploads, { type: 'progressed', id: 'f2', sent: 5, broken: false });
    expect(next.ready).toBe(uploads.ready);
    const last = reduceUploads(next, { type: 'verified', id: 'f2', attachment });
    expect(last).toMatchObject({ ready: [attachment, attachment], busy: false });
  });

  it.each<[boolean, UploadStatus[]]>([
    [true, ['checking', 'choice', 'waiting', 'uploading', 'verifying', 'paused', 'removing']],
    [false, ['interrupted', 'ready', 'rejected']],
  ])('are busy: %s, in the states %j', (busy, states) => {
    for (const at of states) expect(withItems(NO_UPLOADS, [itemIn(STATES[at])]).busy).toBe(busy);
  });

  it('take the name from the attachment and the size from a covered photo', () => {
    expect(reduceItem(itemIn(STATES.uploading), { type: 'verified', id, attachment }).name).toBe(
      'справка.pdf',
    );
    expect(reduceItem(itemIn(STATES.choice), { type: 'covered', id, file, areas: 2 })).toMatchObject({
      size: 5,
      covered: 2,
    });
  });
});
