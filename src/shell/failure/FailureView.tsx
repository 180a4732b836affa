import { useEffect, useRef, useState } from 'react';
import { Failure } from '../../api/errors.ts';
import { useFormat, useTexts } from '../../i18n/react.tsx';
import { Button } from '../../ui/base/button.tsx';
import { Note } from '../../ui/base/note.tsx';
import { safeHref } from '../../ui/base/safe-href.ts';
import { CopyButton } from '../kit/CopyButton.tsx';
import { useRuntime } from '../frame/runtime-context.tsx';
import { useSignal } from '../frame/signal.ts';
import type shellTexts from '../texts.json';
import type texts from './texts.json';

type TextKey = Extract<keyof typeof texts, string>;

const WORDED = new Set([
  'network',
  'timeout',
  'unreadable',
  'internal',
  'maintenance',
  'source-unavailable',
  'session-expired',
  'rate-limited',
  'not-found',
  'forbidden',
  'conflict',
  'step-up-required',
]);

/** The text of a failure: what happened, what is safe and what to do next. */
export function useFailureLabels(error: unknown): { title: string; text: string } {
  const t = useTexts<typeof texts>('failure');
  const format = useFormat();
  if (isMissingChunk(error)) return { title: t('chunk.title'), text: t('chunk.text') };
  if (!(error instanceof Failure)) return { title: t('page.title'), text: t('page.text') };
  const { kind } = error;
  if (kind === 'forbidden') {
    const roles = error.problem?.roles ?? [];
    return {
      title: t('forbidden.title'),
      text:
        roles.length === 0
          ? t('forbidden.plain')
          : t('forbidden.text', { roles: format.list(roles.map(role => t(`role.${role}`))) }),
    };
  }
  if (WORDED.has(kind)) return { title: t(`${kind}.title` as TextKey), text: t(`${kind}.text` as TextKey) };
  // The server's text, if there is one: it is more specific than ours.
  return {
    title: error.problem?.title ?? t('other.title'),
    text: error.problem?.detail ?? t('other.text'),
  };
}

/** True for the error of a chunk that could not be fetched: after a release, or without a connection. */
function isMissingChunk(error: unknown): boolean {
  return (
    error instanceof TypeError &&
    /dynamically imported module|Importing a module|module script/i.test(error.message)
  );
}

/** The ways on that a failure offers: again, sign in, reload; and the code for support. */
export function FailureActions({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const t = useTexts<typeof texts>('failure');
  const expired = error instanceof Failure && error.kind === 'session-expired';
  const requestId = error instanceof Failure ? error.requestId : undefined;
  return (
    <>
      <div className="actions">
        {expired ? (
          <SignIn onDone={onRetry} />
        ) : isMissingChunk(error) ? (
          <Button kind="primary" onClick={() => location.reload()}>
            {t('reload')}
          </Button>
        ) : (
          <RetryButton wait={error instanceof Failure ? (error.retryAfter ?? 0) : 0} onRetry={onRetry} />
        )}
      </div>
      {requestId === undefined ? null : (
        <p className="small muted">
          <span>{`${t('requestId')}: `}</span>
          <span className="num">{requestId}</span>
          <span> </span>
          <CopyButton value={requestId} />
        </p>
      )}
    </>
  );
}

/** Retry, counting down what the server asked to wait. */
function RetryButton({ wait, onRetry }: { wait: number; onRetry: () => void }) {
  const t = useTexts<typeof texts>('failure');
  const [left, setLeft] = useState(Math.min(wait, 600));
  useEffect(() => {
    if (left <= 0) return undefined;
    const timer = setTimeout(() => setLeft(left - 1), 1000);
    return () => clearTimeout(timer);
  }, [left]);
  return (
    <Button kind="primary" busy={left > 0} onClick={onRetry}>
      {left > 0 ? t('retryIn', { n: left }) : t('retry')}
    </Button>
  );
}

/** Sign in beside the page and go on: the frame looks at the session on return, `onDone` is called when it lives again. */
export function SignIn({ onDone }: { onDone?: () => void }) {
  const t = useTexts<typeof texts>('failure');
  const shell = useTexts<typeof shellTexts>('shell');
  const runtime = useRuntime();
  const signIn = safeHref(useSignal(runtime.host).signInUrl);
  const [still, setStill] = useState(false);
  const lost = useSignal(runtime.sessionLost);
  const wasLost = useRef(lost);
  useEffect(() => {
    if (wasLost.current && !lost) onDone?.();
    wasLost.current = lost;
  });
  async function check() {
    const alive = await runtime.recheckSession();
    if (!alive) setStill(true);
    // No event reports a session that was alive already.
    else if (!lost) onDone?.();
  }
  return (
    <>
      {signIn === undefined ? null : (
        <a className="btn" data-kind="primary" href={signIn} target="_blank" rel="noreferrer">
          <span>{t('signIn')}</span>
          <span className="sr">{` ${shell('shell.newTab')}`}</span>
        </a>
      )}
      <Button onClick={() => void check()}>{t('check')}</Button>
      <span role="status" className="small muted">
        {still ? t('still') : ''}
      </span>
    </>
  );
}

/** A part of a page that could not be shown, in its own place. */
export function PanelFailure({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const t = useTexts<typeof texts>('failure');
  const { title, text } = useFailureLabels(error);
  return (
    <Note tone="warn">
      <p>
        <strong>{`${title}.`}</strong>
        <span>{` ${t('panel')} ${text}`}</span>
      </p>
      <FailureActions error={error} onRetry={onRetry} />
    </Note>
  );
}
