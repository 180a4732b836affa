import { useQuery } from '@tanstack/react-query';
import { use, useEffect, useState } from 'react';
import { useFormat, useLocale, useTexts } from '../../i18n/react.tsx';
import type { TextLoaders } from '../../i18n/texts.ts';
import { Button } from '../../ui/base/button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { SignIn } from '../failure/FailureView.tsx';
import { sessionQuery } from '../frame/queries.ts';
import { useQueryContext, useRuntime } from '../frame/runtime-context.tsx';
import { useSignal } from '../frame/signal.ts';
import type texts from './texts.json';
import en from './texts.json?locale=en';
import ru from './texts.json?locale=ru';

/** Few and short: both languages come with the code, instead of two files of their own. */
const sessionTexts: TextLoaders = {
  ru: () => Promise.resolve({ default: ru }),
  en: () => Promise.resolve({ default: en }),
};
/** When the time that is left is announced, in seconds: not each second, which would leave no room for anything else. */
const ANNOUNCED_S = [120, 60, 30] as const;

/**
 * The end of the session: a warning two minutes before it, with the way to prolong it, and the way to sign in after it.
 * The server is asked again before the warning: the panel may have renewed the session meanwhile.
 */
export default function SessionEnd() {
  const runtime = useRuntime();
  use(runtime.texts.load(useLocale(), sessionTexts));
  const t = useTexts<typeof texts>('session');
  const lost = useSignal(runtime.sessionLost);
  const ending = useSignal(runtime.sessionEnding);
  const { data, dataUpdatedAt } = useQuery({ ...sessionQuery(useQueryContext()), enabled: false });
  const expiresAt = data?.expiresAt;
  /** The end by the clock of the browser, ms. */
  const endsAt =
    data?.expiresAt === undefined ? 0 : dataUpdatedAt + Date.parse(data.expiresAt) - Date.parse(data.now);
  /** The end that the server has confirmed when the warning was due, and the one whose warning was closed. */
  const [due, setDue] = useState<string>();
  const [closed, setClosed] = useState<string>();
  /** The end whose warning was answered by prolonging: that is announced until the next warning. */
  const [extended, setExtended] = useState<string>();
  useEffect(() => {
    if (ending === '') return;
    void runtime.recheckSession().then(() => setDue(ending));
  }, [runtime, ending]);
  const warns = !lost && expiresAt !== undefined && expiresAt === due && expiresAt !== closed;
  return (
    <>
      <p role="status" className="sr">
        {extended !== undefined && extended === due && !warns ? t('extended') : ''}
      </p>
      {lost ? (
        <div className="banner stack-s" role="status" data-session="">
          <p>{t('banner')}</p>
          <div className="actions">
            <SignIn />
          </div>
        </div>
      ) : null}
      {warns ? (
        <Warning
          key={expiresAt}
          expiresAt={expiresAt}
          endsAt={endsAt}
          onExtending={() => setExtended(expiresAt)}
          onClose={() => setClosed(expiresAt)}
        />
      ) : null}
    </>
  );
}

/** The warning; it goes when the server names a later end. */
function Warning({
  expiresAt,
  endsAt,
  onExtending,
  onClose,
}: {
  expiresAt: string;
  /** The same instant by the clock of the browser, ms. */
  endsAt: number;
  onExtending: () => void;
  onClose: () => void;
}) {
  const t = useTexts<typeof texts>('session');
  const format = useFormat();
  const runtime = useRuntime();
  const { onExtendSession } = useSignal(runtime.host);
  const [state, setState] = useState<'open' | 'busy' | 'failed'>('open');
  const seconds = useSecondsLeft(endsAt);
  async function extend() {
    setState('busy');
    try {
      await onExtendSession?.();
    } catch {
      // The server says below whether the session lasts longer.
    }
    onExtending();
    await runtime.recheckSession();
    setState('failed');
  }
  const bySignIn = onExtendSession === undefined || state === 'failed';
  return (
    <Dialog title={t('ending')} role="alertdialog" onClose={onClose}>
      <p>{t('endsAt', { time: format.time(expiresAt).slice(0, 5) })}</p>
      <p role="status">{`${state === 'failed' ? `${t('notExtended')} ` : ''}${t('left', { seconds })}`}</p>
      <p>{t('keeps')}</p>
      {bySignIn ? <p>{t('signIn')}</p> : null}
      <div className="actions">
        {bySignIn ? (
          <SignIn />
        ) : (
          <Button kind="primary" busy={state === 'busy'} onClick={() => void extend()}>
            {t('extend')}
          </Button>
        )}
        <Button onClick={onClose}>{t('close')}</Button>
      </div>
    </Dialog>
  );
}

/** The last announced number of seconds that are left; when none are, the session is read: it has ended, or was renewed. */
function useSecondsLeft(endsAt: number): number {
  const runtime = useRuntime();
  const [seconds, setSeconds] = useState(() => nearestAnnounced(Math.ceil((endsAt - Date.now()) / 1000)));
  useEffect(() => {
    const next = ANNOUNCED_S.find(step => step < seconds) ?? 0;
    const timer = setTimeout(
      () => {
        if (next === 0) void runtime.recheckSession();
        else setSeconds(next);
      },
      endsAt - next * 1000 - Date.now(),
    );
    return () => clearTimeout(timer);
  }, [runtime, endsAt, seconds]);
  return seconds;
}

const SHORTEST_ANNOUNCED_S = 20;

/** A page may be opened within the last two minutes: its first announcement names the nearest round time. */
const nearestAnnounced = (left: number): number =>
  left < SHORTEST_ANNOUNCED_S
    ? Math.max(0, left)
    : ANNOUNCED_S.reduce<number>(
        (best, step) => (Math.abs(step - left) < Math.abs(best - left) ? step : best),
        120,
      );
