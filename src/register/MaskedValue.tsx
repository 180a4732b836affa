import { useEffect, useRef, useState } from 'react';
import { Failure } from '../api/errors.ts';
import { listAccessLog } from '../api/generated/ops/listAccessLog.ts';
import { revealValue } from '../api/generated/ops/revealValue.ts';
import { useTexts } from '../i18n/react.tsx';
import { useFailureLabels } from '../shell/failure/FailureView.tsx';
import { useRuntime } from '../shell/frame/runtime-context.tsx';
import { Button } from '../ui/base/button.tsx';
import { useSignal } from '../shell/frame/signal.ts';
import type { Schemas } from '../api/schema-types.ts';
import type texts from './texts.json';

/**
 * A masked value. Showing it asks the server, which writes it to the access log; the answer lives only in this
 * component's state, never in a cache, and is gone after a minute, on leaving the page, or when another is shown.
 */
export function MaskedValue({
  category,
  what,
  label,
  masked,
  stepUp,
  revealAtOnce = false,
}: {
  category: string;
  what: Schemas['Reveal'];
  label: string;
  masked: string;
  stepUp: boolean;
  /** Whether the reader has pressed for it already, where it was listed. */
  revealAtOnce?: boolean;
}) {
  const t = useTexts<typeof texts>('register');
  const runtime = useRuntime();
  const { shownValue: openValue } = runtime;
  const [self] = useState(() => Symbol(label));
  const open = useSignal(openValue) === self;
  const [shown, setShown] = useState<{ value: string; until: number; left: number }>();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const [announced, setAnnounced] = useState('');
  const labels = useFailureLabels(failure);

  const visible = open ? shown : undefined;
  const until = visible?.until;
  useEffect(() => {
    if (until === undefined) return undefined;
    // By the clock, not by counting: a tab that slept for an hour must not show the value a minute more.
    const look = () => {
      const left = Math.ceil((until - Date.now()) / 1000);
      if (left > 0) setShown(now => now && { ...now, left });
      else {
        setShown(undefined);
        setAnnounced(t('field.hiddenAgain', { label }));
      }
    };
    const timer = setInterval(look, 1000);
    // The timer of a tab that slept wakes a moment after the reader.
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [until, label, t]);
  // Another value was opened: this one must not stay in memory either.
  if (!open && shown) setShown(undefined);
  useEffect(
    () => () => {
      if (openValue.get() === self) openValue.set(undefined);
    },
    [self, openValue],
  );

  async function show() {
    setBusy(true);
    setFailure(undefined);
    try {
      const answer = await runtime.api.call(revealValue, {
        path: { category },
        body: what,
      });
      openValue.set(self);
      setShown({
        value: answer.value,
        until: Date.now() + answer.hideAfterSeconds * 1000,
        left: answer.hideAfterSeconds,
      });
      setAnnounced(t('field.shown', { label }));
      void runtime.invalidate(listAccessLog);
    } catch (error) {
      if (error instanceof Failure) setFailure(error);
      else throw error;
    } finally {
      setBusy(false);
    }
  }

  const begun = useRef(false);
  useEffect(() => {
    if (!revealAtOnce || begun.current) return;
    begun.current = true;
    void show();
  });

  return (
    <span className="masked-value">
      {visible ? (
        <span className="shown-value">{visible.value}</span>
      ) : (
        <span className="mask code">{masked}</span>
      )}
      <span data-print="no">
        <Button
          kind="quiet"
          busy={busy}
          onClick={() => {
            if (visible) {
              setShown(undefined);
              setAnnounced(t('field.hiddenAgain', { label }));
            } else void show();
          }}
        >
          <span>{visible ? t('field.hide') : t('field.show')}</span>
          <span className="sr">{`: ${label}`}</span>
        </Button>
        <span role="status" className="quiet-live">
          {announced}
        </span>
      </span>
      {/* A line for messages about the value, empty while there is none, so that a message moves no row. */}
      <span className={`term value-note num${stepUp && !visible ? ' step-note' : ''}`} data-print="no">
        {visible ? t('field.hideIn', { n: visible.left }) : stepUp ? t('field.stepUp') : ''}
      </span>
      {failure ? (
        <span role="alert" className="error-text value-note">
          {`${labels.title}. ${labels.text} ${failure.requestId ?? ''}`}
        </span>
      ) : null}
    </span>
  );
}
