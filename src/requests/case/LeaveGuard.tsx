import { useEffect } from 'react';
import { useBlocker } from 'react-router';
import { Dialog } from '../../ui/Dialog.tsx';
import { Button } from '../../ui/parts.tsx';
import { useWords } from './words.tsx';

/** Whoever leaves with a text that was not sent is asked first, by us or by the browser. */
export function LeaveGuard({ dirty }: { dirty: boolean }) {
  const t = useWords();
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => dirty && currentLocation.pathname !== nextLocation.pathname,
  );
  useEffect(() => {
    if (!dirty) return undefined;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [dirty]);
  if (blocker.state !== 'blocked') return null;
  return (
    <Dialog title={t('leave.title')} onClose={() => blocker.reset()}>
      <p>{t('leave.text')}</p>
      <div className="actions">
        <Button kind="primary" onClick={() => blocker.reset()}>
          {t('leave.stay')}
        </Button>
        <Button onClick={() => blocker.proceed()}>{t('leave.go')}</Button>
      </div>
    </Dialog>
  );
}
