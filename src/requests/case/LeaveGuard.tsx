import { useEffect } from 'react';
import { useBlocker } from 'react-router';
import { Dialog } from '../../ui/Dialog.tsx';
import { Button } from '../../ui/base/button.tsx';
import { useLabels } from './labels.tsx';

/**
 * Whoever leaves with a text that was not sent is asked first, by us or by the browser. The router is asked to hold
 * nothing back while there is nothing to lose.
 */
export function LeaveGuard({ dirty }: { dirty: boolean }) {
  return dirty ? <HoldBack /> : null;
}

function HoldBack() {
  const t = useLabels();
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => currentLocation.pathname !== nextLocation.pathname,
  );
  useEffect(() => {
    const confirm = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', confirm);
    return () => removeEventListener('beforeunload', confirm);
  }, []);
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
