import { useEffect, useRef } from 'react';
import { Failure } from '../../api/errors.ts';
import { FILE_LIMITS, shownName, typeOfName } from '../../domain/files.ts';
import { useFormat, useTexts } from '../../i18n/react.tsx';
import { useFailureLabels } from '../../shell/failure/FailureView.tsx';
import { Button } from '../../ui/base/button.tsx';
import { Chip } from '../../ui/base/chip.tsx';
import type { Elements } from '../../ui/base/elements.ts';
import { isolatedName, percentOf, useRejectionMessage } from './file-labels.ts';
import { loadPhotoMask } from './photo-mask-dialog.tsx';
import { drawPhoto, release } from './picture.ts';
import type texts from './texts.json';
import type { UploadItem } from './upload-state.ts';
import { serverMessage, type Uploader } from './uploader.ts';

const isPhoto = ({ name }: UploadItem) => typeOfName(name)?.startsWith('image/') === true;

/** A row of the list: the file, its state, and the actions for that state. */
export function FileRow({
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
  const thumbnail = file !== undefined && isPhoto(item) && state.at !== 'rejected' && state.at !== 'checking';
  const actionButton = (
    key: 'cancel' | 'continue' | 'remove' | 'chooseSame',
    action: () => void,
    busy = false,
  ) => (
    <Button
      kind="quiet"
      busy={busy}
      aria-label={t('about', { action: t(key), name: isolatedName(name) })}
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
    <li className="file" data-file={id} data-at={state.at} data-thumb={thumbnail} tabIndex={-1}>
      {thumbnail ? <Thumbnail file={file} /> : null}
      <div className="file-name">
        <bdi>{shownName(name)}</bdi>
        <span className="term num">{format.bytes(size)}</span>
        {state.at === 'ready' ? <Chip tone="ok">{t('state.ready')}</Chip> : null}
        {state.at === 'rejected' ? <Chip tone="bad">{t('state.rejected')}</Chip> : null}
        {state.at === 'paused' ? <Chip tone="warn">{t('state.paused')}</Chip> : null}
      </div>
      <div className="file-actions">
        {state.at === 'paused' ? actionButton('continue', () => uploader.resume(id)) : null}
        {state.at === 'interrupted' ? actionButton('chooseSame', onChoose) : null}
        {actionButton(underWay ? 'cancel' : 'remove', () => uploader.remove(id), state.at === 'removing')}
      </div>
      <div className="file-more">
        <FileState item={item} />
        {state.at === 'choice' ? (
          <>
            <p className="small">{t('choice.why')}</p>
            <div className="actions">
              <Button
                aria-label={t('about', { action: t('choice.cover'), name: isolatedName(name) })}
                onClick={onCover}
              >
                {t('choice.cover')}
              </Button>
              <Button
                aria-label={t('about', { action: t('choice.asIs'), name: isolatedName(name) })}
                onClick={() => {
                  onPress();
                  uploader.sendAsIs(id);
                }}
              >
                {t('choice.asIs')}
              </Button>
            </div>
            {maskFailure === undefined ? null : <FailureMessage lead={t('mask.missing')} why={maskFailure} />}
          </>
        ) : null}
        {item.renamed === undefined || state.at === 'rejected' ? null : (
          <p className="term">
            {t(`renamed.${item.renamed}`, { name: isolatedName(name), max: FILE_LIMITS.name })}
          </p>
        )}
        {item.covered > 0 && state.at !== 'rejected' ? (
          <p className="term">{t('covered', { n: item.covered })}</p>
        ) : null}
        {item.removalFailure === undefined ? null : (
          <FailureMessage lead={t('stuck')} why={item.removalFailure} />
        )}
      </div>
    </li>
  );
}

/** The state of a file, below its name. */
function FileState({ item }: { item: UploadItem }): Elements {
  const t = useTexts<typeof texts>('files');
  const rejectionMessage = useRejectionMessage();
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
              aria-label={t('progress', { name: isolatedName(name) })}
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
            <FailureMessage why={state.why} />
          ) : null}
          {n > 0 ? <p className="term">{t('state.paused.at', { n })}</p> : null}
        </>
      );
    }
    case 'interrupted':
      return <p className="small">{t('state.interrupted', { n: percentOf(state.sent, size) })}</p>;
    case 'rejected':
      return <p className="error-text">{rejectionMessage(state.why)}</p>;
    default:
      return null;
  }
}

/** For these failures the module has a better message than the server. */
const OWN_MESSAGE = new Set(['session-expired', 'rate-limited', 'csrf', 'not-found']);

/** A failure in a sentence: the server's message when it refused, the module's own when the server could not answer. */
function FailureMessage({ why, lead }: { why: unknown; lead?: string }) {
  const t = useTexts<typeof texts>('files');
  const labels = useFailureLabels(why);
  const refused =
    why instanceof Failure && why.problem && why.status < 500 && !OWN_MESSAGE.has(why.kind)
      ? serverMessage(why)
      : '';
  return (
    <p className="small">{`${lead === undefined ? '' : `${lead} `}${refused || t('failure', labels)}`}</p>
  );
}

/** A thumbnail of the photo. */
function Thumbnail({ file }: { file: File }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const element = canvas.current;
    if (!element) return undefined;
    const unmount = new AbortController();
    // A file that cannot be drawn has an empty square.
    drawPhoto(file, element, unmount.signal, 160).catch(() => undefined);
    // Preloads the code of the dialog that covers parts of the photo.
    void loadPhotoMask().catch(() => undefined);
    return () => {
      unmount.abort();
      release(element);
    };
  }, [file]);
  return <canvas ref={canvas} className="file-thumb" aria-hidden="true" />;
}
