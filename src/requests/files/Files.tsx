import { useEffect, useEffectEvent, useId, useRef, useState, useSyncExternalStore } from 'react';
import { FILE_LIMITS, FILE_TYPES } from '../../domain/files.ts';
import { useFormat, useTexts } from '../../i18n/react.tsx';
import { useRuntime } from '../../shell/frame/runtime-context.tsx';
import { useSignal } from '../../shell/frame/signal.ts';
import { Button } from '../../ui/base/button.tsx';
import { useSheet } from '../../ui/base/sheets.ts';
import type { RightsRequest } from '../queries.ts';
import { useAnnouncements } from './announcements.ts';
import { useDropZone, useRefusedDrops } from './drop-zone.ts';
import { FileRow } from './FileRow.tsx';
import css from './files.css?inline';
import { usePhotoMaskDialog } from './photo-mask-dialog.tsx';
import { useRowFocus } from './row-focus.ts';
import type texts from './texts.json';
import type { Attachment } from './upload-state.ts';
import { createUploader } from './uploader.ts';

/** Name endings and types both: iOS converts its own photo format to JPEG only when the input accepts `image/jpeg`. */
const ACCEPT = [
  ...Object.keys(FILE_TYPES).map(ending => `.${ending}`),
  ...new Set(Object.values(FILE_TYPES)),
].join();

/**
 * The files of a request: choosing, dropping, progress, cancelling, resuming. `request` returns the request the files
 * belong to, and makes the draft when there is none yet.
 */
export function Files({
  requestId,
  request,
  known,
  onChange,
}: {
  requestId: string | undefined;
  request: () => Promise<Pick<RightsRequest, 'id'> | undefined>;
  /** The attachments that the server listed when the page was loaded. */
  known: readonly Attachment[];
  /** Called with the files that can be sent now, and with `busy`, whenever they change; see `Uploads`. */
  onChange: (ready: readonly Attachment[], busy: boolean) => void;
}) {
  useSheet(css);
  const t = useTexts<typeof texts>('files');
  const format = useFormat();
  const runtime = useRuntime();
  const input = useRef<HTMLInputElement>(null);
  const chooseButton = useRef<HTMLButtonElement>(null);
  const zone = useRef<HTMLDivElement>(null);
  const id = useId();
  const [uploader] = useState(() => createUploader({ api: runtime.api, network: window, known, requestId }));
  const { items, ready, busy } = useSyncExternalStore(uploader.subscribe, uploader.get);
  const announcement = useAnnouncements(items);

  const openRequest = useEffectEvent(request);
  useEffect(() => uploader.open(() => openRequest()), [uploader]);
  useEffect(() => uploader.sync(known, requestId), [uploader, known, requestId]);
  const sessionLost = useSignal(runtime.sessionLost);
  useEffect(() => {
    if (!sessionLost) uploader.resumeAfterSignIn();
  }, [uploader, sessionLost]);
  const notify = useEffectEvent(onChange);
  useEffect(() => {
    notify(ready, busy);
  }, [ready, busy]);

  function addFiles(files: FileList | null): void {
    if (files && files.length > 0) uploader.add([...files]);
  }
  const { over, handlers } = useDropZone(addFiles);
  useRefusedDrops(zone);
  const pressedId = useRowFocus(zone, chooseButton);
  const mask = usePhotoMaskDialog(uploader, pressedId);

  return (
    <div
      ref={zone}
      className="files stack"
      role="group"
      aria-label={t('group')}
      data-over={over}
      data-print="no"
      {...handlers}
    >
      <div className="files-zone">
        <div className="actions">
          <Button ref={chooseButton} aria-describedby={id} onClick={() => input.current?.click()}>
            {t('choose')}
          </Button>
          <span className="files-or small" aria-hidden="true">
            {over ? t('drop.now') : t('drop')}
          </span>
        </div>
        <p id={id} className="term">
          {t('limits', { size: format.bytes(FILE_LIMITS.bytes), n: FILE_LIMITS.files })}
        </p>
        <input
          ref={input}
          type="file"
          multiple
          hidden
          accept={ACCEPT}
          aria-label={t('choose')}
          onChange={event => {
            addFiles(event.target.files);
            // An input whose value stays fires no `change` when the same file is chosen again.
            event.target.value = '';
          }}
        />
      </div>
      {items.length === 0 ? null : (
        <ul className="files-list" aria-label={t('list')}>
          {items.map(item => (
            <FileRow
              key={item.id}
              item={item}
              uploader={uploader}
              onChoose={() => input.current?.click()}
              onCover={() => mask.open(item)}
              maskFailure={mask.failedId === item.id ? mask.failure : undefined}
              onPress={() => {
                pressedId.current = item.id;
              }}
            />
          ))}
        </ul>
      )}
      <span role="status" className="sr">
        {announcement}
      </span>
      {mask.dialog}
    </div>
  );
}
