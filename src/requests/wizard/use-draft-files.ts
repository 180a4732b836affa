import { useState } from 'react';
import type { Schemas } from '../../api/schema-types.ts';

type Attachment = Schemas['Attachment'];

/** The files of a wizard. */
export interface DraftFiles {
  /** The files that can be sent with the request now. */
  ready: readonly Attachment[];
  /** True while an upload has not ended. */
  busy: boolean;
  /** Whether `LazyFiles` is mounted: from the first step with files on, because unmounting it ends the uploads. */
  mounted: boolean;
  /** The React key of `LazyFiles`. It changes when a new draft replaces a deleted one, which has taken its files along. */
  key: number;
  onChange: (ready: readonly Attachment[], busy: boolean) => void;
}

/** Holds the files of the draft `draftId`; `known` are those the draft had when it was loaded. */
export function useDraftFiles(
  known: readonly Attachment[],
  draftId: string | undefined,
  onFileStep: boolean,
): DraftFiles {
  const [files, setFiles] = useState<{ ready: readonly Attachment[]; busy: boolean }>({
    ready: known.filter(one => one.state === 'ready'),
    busy: false,
  });
  const [ownerId, setOwnerId] = useState(draftId);
  const [key, setKey] = useState(0);
  if (draftId !== ownerId) {
    setOwnerId(draftId);
    if (ownerId !== undefined) {
      setFiles({ ready: [], busy: false });
      setKey(key + 1);
    }
  }
  const [mounted, setMounted] = useState(files.ready.length > 0);
  if (!mounted && onFileStep) setMounted(true);
  return { ...files, mounted, key, onChange: (ready, busy) => setFiles({ ready, busy }) };
}
