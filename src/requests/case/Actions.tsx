import { useId, useState } from 'react';
import { getCaseArchive } from '../../api/generated/ops/getCaseArchive.ts';
import { withdrawRequest } from '../../api/generated/ops/withdrawRequest.ts';
import { INSTANT_PURPOSE } from '../../domain/requests.ts';
import { useFormat } from '../../i18n/react.tsx';
import { useServerTime } from '../../shell/kit/server-now.ts';
import { Button } from '../../ui/base/button.tsx';
import { detailsOf, type RightsRequest } from '../queries.ts';
import { isOverdue } from './case.ts';
import { useFile } from './CaseFiles.tsx';
import { ReasonDialog } from './reason.tsx';
import { ActionFailure, useLabels } from './labels.tsx';

/** The button that takes a request back; what it leads to is said before it is done. */
export function Withdraw({ request, bare = false }: { request: RightsRequest; bare?: boolean }) {
  const t = useLabels();
  const [open, setOpen] = useState(false);
  const possible = request.allowedActions.includes('withdraw');
  if (!possible && !open) return null;
  return (
    <div className="stack-s" data-print="no">
      {possible ? <Button onClick={() => setOpen(true)}>{t('withdraw')}</Button> : null}
      {bare || !possible ? null : <p className="small muted">{t('withdraw.hint')}</p>}
      {open ? <WithdrawDialog request={request} onClose={() => setOpen(false)} /> : null}
    </div>
  );
}

function WithdrawDialog({ request, onClose }: { request: RightsRequest; onClose: () => void }) {
  const t = useLabels();
  const format = useFormat();
  const now = useServerTime();
  const { kind, status, marks, dueBy, holdUntil } = request;
  const stopsOffers = detailsOf(request).purposes?.includes(INSTANT_PURPOSE) === true;
  return (
    <ReasonDialog
      request={request}
      name="withdraw"
      operation={withdrawRequest}
      labels={{
        title: t('withdraw.title'),
        reason: t('reason.withdraw'),
        submit: t('withdraw'),
        done: t('withdraw.done'),
        back: t('withdraw.keep'),
      }}
      onClose={onClose}
    >
      <ul className="effects stack-s">
        {holdUntil !== undefined ? (
          <li>{t('withdraw.until.hold', { at: format.dateTime(holdUntil) })}</li>
        ) : dueBy === undefined || isOverdue(request) ? null : (
          <li>{t('withdraw.until', { date: format.shortDate(dueBy, now) })}</li>
        )}
        <li>{t(status === 'awaiting_owner' ? 'withdraw.effect.unfiled' : 'withdraw.effect')}</li>
        {kind === 'erasure' ? (
          <li>
            {t(
              status === 'in_work' || status === 'needs_user'
                ? 'withdraw.effect.erasure.begun'
                : 'withdraw.effect.erasure',
            )}
          </li>
        ) : null}
        {marks.some(mark => mark.kind === 'blockedData') ? <li>{t('withdraw.effect.blocked')}</li> : null}
        {kind === 'consent-withdrawal' ? <li>{t('withdraw.effect.consent')}</li> : null}
        {stopsOffers ? <li>{t('withdraw.effect.offers')}</li> : null}
        <li>{t('withdraw.effect.again')}</li>
      </ul>
    </ReasonDialog>
  );
}

/** The whole case as one file; of a draft there is nothing to keep yet. */
export function ArchiveButton({ request }: { request: RightsRequest }) {
  const t = useLabels();
  const archive = useFile(getCaseArchive);
  const id = useId();
  if (request.status === 'draft') return null;
  return (
    <div className="stack-s" data-print="no">
      <Button
        busy={archive.busy}
        aria-describedby={id}
        onClick={() => void archive.get({ path: { id: request.id } }, { fallback: `${request.number}.zip` })}
      >
        {t(archive.busy ? 'archive.busy' : 'archive')}
      </Button>
      <p className="small muted" id={id}>
        {t(request.submittedAt === undefined ? 'archive.hint.unfiled' : 'archive.hint')}
      </p>
      <ActionFailure failure={archive.failure} />
    </div>
  );
}
