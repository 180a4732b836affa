import {
  type DragEvent,
  lazy,
  Suspense,
  useEffect,
  useEffectEvent,
  useId,
  useLayoutEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { Failure } from '../../api/errors.ts';
import { FILE_LIMITS, FILE_TYPES, type FileType, shownName, typeOfName } from '../../domain/files.ts';
import { useFormat, useTexts } from '../../i18n/react.tsx';
import { useFailureLabels } from '../../shell/failure/FailureView.tsx';
import { useRuntime } from '../../shell/frame/hooks.tsx';
import { useSignal } from '../../shell/frame/signal.ts';
import { Button, Chip, type Elements } from '../../ui/base/parts.tsx';
import { useSheet } from '../../ui/base/sheets.ts';
import type { RightsRequest } from '../queries.ts';
import css from './files.css?inline';
import { type Area, drawPhoto, release } from './picture.ts';
import type texts from './texts.json';
import type { Attachment, Rejection, UploadItem } from './upload-state.ts';
import { createUploader, serverMessage, type Uploader } from './uploader.ts';

const loadMask = () => import('./PhotoMask.tsx');
const PhotoMask = lazy(loadMask);

/** Endings and types both: a phone offers JPEG instead of its own format only when it is asked for by type. */
const ACCEPT = [
  ...Object.keys(FILE_TYPES).map(ending => `.${ending}`),
  ...new Set(Object.values(FILE_TYPES)),
].join();

const FOUND: Record<Exclude<FileType, 'text/plain'>, string> = {
  'application/pdf': 'PDF',
  'image/png': 'PNG',
  'image/jpeg': 'JPEG',
};

/** A name inside a sentence: whatever its direction, the sentence keeps its own. */
const isolated = (name: string) => `\u2068${shownName(name, 48)}\u2069`;
const percentOf = (sent: number, size: number) => (size === 0 ? 0 : Math.floor((sent / size) * 100));
const isPhoto = ({ name }: UploadItem) => typeOfName(name)?.startsWith('image/') === true;
const carriesFiles = ({ dataTransfer }: { dataTransfer: DataTransfer | null }) =>
  dataTransfer?.types.includes('Files') === true;

/**
 * The files of a request: choose or drop, progress, cancel, retry, resume.
 * `request` answers with the id of the request the files belong to, making the draft when there is none yet.
 */
export function Files({
  requestId,
  request,
  known,
  onChange,
}: {
  requestId: string | undefined;
  request: () => Promise<Pick<RightsRequest, 'id'> | undefined>;
  /** The files the server knows of that are not sent yet, when the page was loaded. */
  known: readonly Attachment[];
  /**
   * The files that are ready to be sent now, every time they change; `busy` while any chosen file is neither there nor
   * given up: under way, stopped, or a photo the customer has not decided about.
   */
  onChange: (ready: readonly Attachment[], busy: boolean) => void;
}) {
  useSheet(css);
  const t = useTexts<typeof texts>('files');
  const format = useFormat();
  const runtime = useRuntime();
  const input = useRef<HTMLInputElement>(null);
  const choose = useRef<HTMLButtonElement>(null);
  const whole = useRef<HTMLDivElement>(null);
  const id = useId();
  const [uploader] = useState(() => createUploader({ api: runtime.api, network: window, known, requestId }));
  const { items, ready, busy } = useSyncExternalStore(uploader.subscribe, uploader.get);
  const announced = useAnnouncements(items);

  const ask = useEffectEvent(request);
  useEffect(() => uploader.open(() => ask()), [uploader]);
  useEffect(() => uploader.sync(known, requestId), [uploader, known, requestId]);
  const lost = useSignal(runtime.sessionLost);
  useEffect(() => {
    if (!lost) uploader.resumeAfterSignIn();
  }, [uploader, lost]);
  const tell = useEffectEvent(onChange);
  useEffect(() => {
    tell(ready, busy);
  }, [ready, busy]);

  const [over, setOver] = useState(false);
  useMissedDrops(whole);
  const pressed = useKeptFocus(whole, choose);
  const mask = useMask(uploader, pressed);

  function take(files: FileList | null | undefined): void {
    if (files && files.length > 0) uploader.add([...files]);
  }
  const dragging = {
    onDragEnter: (event: DragEvent) => setOver(carriesFiles(event)),
    onDragOver: (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      event.stopPropagation();
      event.dataTransfer.dropEffect = 'copy';
    },
    onDragLeave: (event: DragEvent) => {
      if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
    },
    onDrop: (event: DragEvent) => {
      setOver(false);
      if (!carriesFiles(event)) return;
      event.preventDefault();
      event.stopPropagation();
      take(event.dataTransfer.files);
    },
  };

  return (
    <div
      ref={whole}
      className="files stack"
      role="group"
      aria-label={t('group')}
      data-over={over}
      data-print="no"
      {...dragging}
    >
      <div className="files-zone">
        <div className="actions">
          <Button ref={choose} aria-describedby={id} onClick={() => input.current?.click()}>
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
            take(event.target.files);
            // The same file may be chosen again.
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
              maskFailure={mask.failed === item.id ? mask.failure : undefined}
              onPress={() => {
                pressed.current = item.id;
              }}
            />
          ))}
        </ul>
      )}
      <span role="status" className="sr">
        {announced}
      </span>
      {mask.dialog}
    </div>
  );
}

/** The dialog that covers parts of a photo: its code is fetched when the first photo is chosen. */
function useMask(uploader: Uploader, pressed: { current: string | undefined }) {
  const [opened, setOpened] = useState<{ item: UploadItem; areas: readonly Area[] }>();
  const [failed, setFailed] = useState<{ id: string; failure: unknown }>();
  const drafts = useRef(new Map<string, readonly Area[]>());
  const covered = useRef<{ id: string; file: File; areas: number }>(undefined);
  // Only when the dialog has gone and given the focus back to its button does the row change under it.
  useEffect(() => {
    const done = covered.current;
    if (opened || !done) return;
    covered.current = undefined;
    drafts.current.delete(done.id);
    pressed.current = done.id;
    uploader.cover(done.id, done.file, done.areas);
  }, [opened, uploader, pressed]);
  return {
    failed: failed?.id,
    failure: failed?.failure,
    open: (item: UploadItem) => {
      setFailed(undefined);
      // Fetched before it is shown: a chunk that does not come must not take the page with it.
      loadMask().then(
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

/** A file dropped a little beside the zone must not make the browser leave the page with everything typed on it. */
function useMissedDrops(part: { current: HTMLElement | null }): void {
  useEffect(() => {
    const root = part.current?.getRootNode();
    if (!(root instanceof ShadowRoot)) return undefined;
    const refuse = (event: Event) => {
      const { dataTransfer } = event as globalThis.DragEvent;
      if (event.defaultPrevented || !dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      dataTransfer.dropEffect = 'none';
    };
    root.addEventListener('dragover', refuse);
    root.addEventListener('drop', refuse);
    return () => {
      root.removeEventListener('dragover', refuse);
      root.removeEventListener('drop', refuse);
    };
  }, [part]);
}

/** When the pressed button goes with the state it was for, the focus goes to its row, or to where files are chosen. */
function useKeptFocus(whole: { current: HTMLElement | null }, choose: { current: HTMLElement | null }) {
  const pressed = useRef<string>(undefined);
  useLayoutEffect(() => {
    if (pressed.current === undefined || !whole.current) return;
    const root = whole.current.getRootNode() as Document | ShadowRoot;
    if (root.activeElement !== null && root.activeElement !== document.body) return;
    const row = whole.current.querySelector<HTMLElement>(`[data-file="${pressed.current}"]`);
    pressed.current = undefined;
    (row ?? choose.current)?.focus();
  });
  return pressed;
}

/** Why a file is not attached, in a sentence. */
function useRejectionMessage(): (why: Rejection) => string {
  const t = useTexts<typeof texts>('files');
  const format = useFormat();
  return why => {
    if (why.reason === 'server') return why.text || t('reason.server');
    if (why.reason === 'content-mismatch' && why.found !== undefined)
      return t('reason.content-mismatch.found', {
        found: why.found === 'text/plain' ? t('found.text') : FOUND[why.found],
      });
    return t(`reason.${why.reason}`, { size: format.bytes(FILE_LIMITS.bytes), n: FILE_LIMITS.files });
  };
}

/** What a screen reader hears of the files: beginnings, quarters and ends, not every chunk. */
function useAnnouncements(items: readonly UploadItem[]): string {
  const t = useTexts<typeof texts>('files');
  const words = useRejectionMessage();
  const [announced, setAnnounced] = useState('');
  const before = useRef<ReadonlyMap<string, { step: string; name: string }>>(undefined);
  const textsFor = useEffectEvent((item: UploadItem): string => {
    const { state } = item;
    const name = isolated(item.name);
    switch (state.at) {
      case 'uploading': {
        if (state.broken) return t('news.broken', { name });
        const n = quarterOf(item);
        return n === 0 ? t('news.start', { name }) : t('news.progress', { name, n });
      }
      case 'choice':
      case 'paused':
      case 'ready':
        return t(`news.${state.at}`, { name });
      case 'rejected':
        return t('news.rejected', { name, why: words(state.why) });
      default:
        return '';
    }
  });
  const removedMessage = useEffectEvent((name: string) => t('news.removed', { name: isolated(name) }));
  useEffect(() => {
    const now = new Map(items.map(item => [item.id, { step: stepOf(item), name: item.name }]));
    const former = before.current;
    before.current = now;
    if (!former) return;
    const changes = items
      .filter(item => former.get(item.id)?.step !== now.get(item.id)?.step)
      .map(item => textsFor(item));
    for (const [id, { step, name }] of former)
      // A row that was only being checked became another one: the half of it the server has.
      if (!now.has(id) && step !== 'checking') changes.push(removedMessage(name));
    const received = changes.filter(Boolean).join('. ');
    if (received !== '') setAnnounced(received);
  }, [items]);
  return announced;
}

const quarterOf = ({ state, size }: UploadItem) =>
  state.at === 'uploading' ? Math.floor(percentOf(state.sent, size) / 25) * 25 : 0;
const stepOf = (item: UploadItem): string =>
  item.state.at === 'uploading' ? `${item.state.broken ? 'broken' : quarterOf(item)}` : item.state.at;

/** One file: what it is, where it stands, what can be done with it. */
function FileRow({
  item,
  uploader,
  onChoose,
  onCover,
  maskFailure,
  onPress,
}: {
  item: UploadItem;
  uploader: Uploader;
  onChoose: () => void;
  onCover: () => void;
  maskFailure: unknown;
  onPress: () => void;
}) {
  const t = useTexts<typeof texts>('files');
  const format = useFormat();
  const { id, name, state, size, file } = item;
  const thumb = file !== undefined && isPhoto(item) && state.at !== 'rejected' && state.at !== 'checking';
  const act = (key: 'cancel' | 'continue' | 'remove' | 'chooseSame', action: () => void, off = false) => (
    <Button
      kind="quiet"
      busy={off}
      aria-label={t('about', { action: t(key), name: isolated(name) })}
      onClick={() => {
        onPress();
        action();
      }}
    >
      {t(key)}
    </Button>
  );
  const underWay = state.at === 'uploading' || state.at === 'waiting' || state.at === 'checking';
  return (
    <li className="file" data-file={id} data-at={state.at} data-thumb={thumb} tabIndex={-1}>
      {thumb ? <Thumb file={file} /> : null}
      <div className="file-name">
        <bdi>{shownName(name)}</bdi>
        <span className="term num">{format.bytes(size)}</span>
        {state.at === 'ready' ? <Chip tone="ok">{t('state.ready')}</Chip> : null}
        {state.at === 'rejected' ? <Chip tone="bad">{t('state.rejected')}</Chip> : null}
        {state.at === 'paused' ? <Chip tone="warn">{t('state.paused')}</Chip> : null}
      </div>
      <div className="file-actions">
        {state.at === 'paused' ? act('continue', () => uploader.resume(id)) : null}
        {state.at === 'interrupted' ? act('chooseSame', onChoose) : null}
        {act(underWay ? 'cancel' : 'remove', () => uploader.remove(id), state.at === 'removing')}
      </div>
      <div className="file-more">
        <RowState item={item} />
        {state.at === 'choice' ? (
          <>
            <p className="small">{t('choice.why')}</p>
            <div className="actions">
              <Button
                aria-label={t('about', { action: t('choice.cover'), name: isolated(name) })}
                onClick={onCover}
              >
                {t('choice.cover')}
              </Button>
              <Button
                aria-label={t('about', { action: t('choice.asIs'), name: isolated(name) })}
                onClick={() => {
                  onPress();
                  uploader.sendAsIs(id);
                }}
              >
                {t('choice.asIs')}
              </Button>
            </div>
            {maskFailure === undefined ? null : <Trouble lead={t('mask.missing')} why={maskFailure} />}
          </>
        ) : null}
        {item.renamed === undefined || state.at === 'rejected' ? null : (
          <p className="term">
            {t(`renamed.${item.renamed}`, { name: isolated(name), max: FILE_LIMITS.name })}
          </p>
        )}
        {item.covered > 0 && state.at !== 'rejected' ? (
          <p className="term">{t('covered', { n: item.covered })}</p>
        ) : null}
        {item.removalFailure === undefined ? null : <Trouble lead={t('stuck')} why={item.removalFailure} />}
      </div>
    </li>
  );
}

/** Where a file stands, under its name. */
function RowState({ item }: { item: UploadItem }): Elements {
  const t = useTexts<typeof texts>('files');
  const words = useRejectionMessage();
  const { state, size, name } = item;
  switch (state.at) {
    case 'checking':
    case 'waiting':
    case 'verifying':
    case 'removing':
      return <p className="term">{t(`state.${state.at}`)}</p>;
    case 'uploading': {
      const n = percentOf(state.sent, size);
      return (
        <>
          <div className="file-upload">
            <progress
              className="file-progress"
              max={size}
              value={state.sent}
              aria-label={t('progress', { name: isolated(name) })}
            />
            <span className="term num">{t('state.uploading', { n })}</span>
          </div>
          {state.broken ? <p className="small">{t('state.broken')}</p> : null}
        </>
      );
    }
    case 'paused': {
      const n = percentOf(state.sent, size);
      return (
        <>
          {state.why === undefined ? (
            <p className="small">{t('no-request')}</p>
          ) : item.removalFailure === undefined ? (
            <Trouble why={state.why} />
          ) : null}
          {n > 0 ? <p className="term">{t('state.paused.at', { n })}</p> : null}
        </>
      );
    }
    case 'interrupted':
      return <p className="small">{t('state.interrupted', { n: percentOf(state.sent, size) })}</p>;
    case 'rejected':
      return <p className="error-text">{words(state.why)}</p>;
    default:
      return null;
  }
}

const OURS_TO_SAY = new Set(['session-expired', 'rate-limited', 'csrf', 'not-found']);

/** What went wrong: in the server's words where it refused, in ours where it could not answer. */
function Trouble({ why, lead }: { why: unknown; lead?: string }) {
  const t = useTexts<typeof texts>('files');
  const words = useFailureLabels(why);
  const refused =
    why instanceof Failure && why.problem && why.status < 500 && !OURS_TO_SAY.has(why.kind)
      ? serverMessage(why)
      : '';
  return (
    <p className="small">{`${lead === undefined ? '' : `${lead} `}${refused || t('failure', words)}`}</p>
  );
}

/** The photo, small: to know which one it is. */
function Thumb({ file }: { file: File }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const element = canvas.current;
    if (!element) return undefined;
    const leaving = new AbortController();
    // A file that cannot be drawn keeps an empty square; the code to cover its parts is there when it is asked for.
    drawPhoto(file, element, leaving.signal, 160).catch(() => undefined);
    void loadMask().catch(() => undefined);
    return () => {
      leaving.abort();
      release(element);
    };
  }, [file]);
  return <canvas ref={canvas} className="file-thumb" aria-hidden="true" />;
}
