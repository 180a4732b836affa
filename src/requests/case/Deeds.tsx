import { useId, useState } from 'react';
import { getCaseArchive } from '../../api/generated/ops/getCaseArchive.ts';
import { withdrawRequest } from '../../api/generated/ops/withdrawRequest.ts';
import { INSTANT_PURPOSE } from '../../domain/requests.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Button } from '../../ui/parts.tsx';
import { detailsOf, type RightsRequest } from '../asks.ts';
import { useFile } from './CaseFiles.tsx';
import { useCaseDeed } from './case.ts';
import { MovedOn, ReasonField, useReason } from './reason.tsx';
import { DeedFailure, useWords } from './words.tsx';

/** The button that takes a request back; what it leads to is said before it is done. */
export function Withdraw({ request, bare = false }: { request: RightsRequest; bare?: boolean }) {
  const t = useWords();
  const [open, setOpen] = useState(false);
  const possible = request.moves.includes('withdraw');
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
  const t = useWords();
  const deed = useCaseDeed(withdrawRequest);
  const reason = useReason();
  const { kind, status, marks } = request;
  if (!request.moves.includes('withdraw'))
    return <MovedOn request={request} what={t('withdraw.title')} text={reason.text} onClose={onClose} />;
  const stopsOffers = detailsOf(request).purposes?.includes(INSTANT_PURPOSE) === true;
  return (
    <Dialog title={t('withdraw.title')} focus="title" onClose={onClose}>
      <ul className="effects stack-s">
        <li>{t(status === 'awaiting_owner' ? 'withdraw.effect.unfiled' : 'withdraw.effect')}</li>
        {kind === 'erasure' ? <li>{t('withdraw.effect.erasure')}</li> : null}
        {marks.some(mark => mark.kind === 'blockedData') ? <li>{t('withdraw.effect.blocked')}</li> : null}
        {kind === 'consent-withdrawal' ? <li>{t('withdraw.effect.consent')}</li> : null}
        {stopsOffers ? <li>{t('withdraw.effect.offers')}</li> : null}
        <li>{t('withdraw.effect.again')}</li>
      </ul>
      <ReasonField reason={reason} label={t('reason.withdraw')} />
      <DeedFailure failure={deed.failure} />
      <div className="actions">
        <Button
          data-kind="danger"
          busy={deed.busy}
          onClick={() => {
            if (reason.check())
              void deed.send({ path: { id: request.id }, body: reason.body() }, t('withdraw.done'), onClose);
          }}
        >
          {t(deed.busy ? 'write.busy' : 'withdraw')}
        </Button>
        <Button onClick={onClose}>{t('withdraw.keep')}</Button>
      </div>
    </Dialog>
  );
}

/** The whole case as one file; of a draft there is nothing to keep yet. */
export function ArchiveButton({ request }: { request: RightsRequest }) {
  const t = useWords();
  const archive = useFile(getCaseArchive);
  const id = useId();
  if (request.status === 'draft') return null;
  return (
    <div className="stack-s" data-print="no">
      <Button
        busy={archive.busy}
        aria-describedby={id}
        onClick={() => void archive.get({ path: { id: request.id } }, `${request.number}.zip`)}
      >
        {t(archive.busy ? 'archive.busy' : 'archive')}
      </Button>
      <p className="small muted" id={id}>
        {t(request.submittedAt === undefined ? 'archive.hint.unfiled' : 'archive.hint')}
      </p>
      <DeedFailure failure={archive.failure} />
    </div>
  );
}
