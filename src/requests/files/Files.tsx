import type { RightsRequest, Schemas } from '../asks.ts';

type Attachment = Schemas['Attachment'];

/**
 * The files of a request: choose or drop, progress, cancel, retry, resume.
 * `request` answers with the id of the request the files belong to, making the draft when there is none yet.
 */
export function Files(_props: {
  requestId: string | undefined;
  request: () => Promise<Pick<RightsRequest, 'id'> | undefined>;
  /** The files the server knows of that are not sent yet, when the page was loaded. */
  known: readonly Attachment[];
  /** The files that are ready to be sent now, every time they change; `busy` while any is under way. */
  onChange: (ready: readonly Attachment[], busy: boolean) => void;
}) {
  return null;
}
