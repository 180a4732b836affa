import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import type { Area } from './areas.ts';
import type { UploadItem } from './upload-state.ts';
import type { Uploader } from './uploader.ts';

/** Imports the code that covers parts of a photo. */
export const loadPhotoMask = () => import('./PhotoMask.tsx');
const PhotoMask = lazy(loadPhotoMask);

/**
 * The dialog that covers parts of a photo. `open` shows it for a photo; `failure` says why its code could not be loaded
 * for the photo `failedId`. `pressedId` receives the id of the covered photo, see `useRowFocus`.
 */
export function usePhotoMaskDialog(uploader: Uploader, pressedId: { current: string | undefined }) {
  const [opened, setOpened] = useState<{ item: UploadItem; areas: readonly Area[] }>();
  const [failed, setFailed] = useState<{ id: string; failure: unknown }>();
  const drafts = useRef(new Map<string, readonly Area[]>());
  const covered = useRef<{ id: string; file: File; areas: number }>(undefined);
  // The row changes only after the dialog has closed and returned the focus to its button in the row.
  useEffect(() => {
    const done = covered.current;
    if (opened || !done) return;
    covered.current = undefined;
    drafts.current.delete(done.id);
    pressedId.current = done.id;
    uploader.cover(done.id, done.file, done.areas);
  }, [opened, uploader, pressedId]);
  return {
    failedId: failed?.id,
    failure: failed?.failure,
    open: (item: UploadItem) => {
      setFailed(undefined);
      // The code is loaded before the dialog is shown: a chunk that fails to load must not replace the page by an error.
      loadPhotoMask().then(
        () => setOpened({ item, areas: drafts.current.get(item.id) ?? [] }),
        (failure: unknown) => setFailed({ id: item.id, failure }),
      );
    },
    dialog: opened?.item.file ? (
      <Suspense fallback={null}>
        <PhotoMask
          name={opened.item.name}
          file={opened.item.file}
          areas={opened.areas}
          onDone={(file, areas) => {
            covered.current = { id: opened.item.id, file, areas };
            setOpened(undefined);
          }}
          onClose={areas => {
            drafts.current.set(opened.item.id, areas);
            setOpened(undefined);
          }}
        />
      </Suspense>
    ) : null,
  };
}
