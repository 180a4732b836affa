import { useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { deleteDraft } from '../../api/generated/ops/deleteDraft.ts';
import { getOverview } from '../../api/generated/ops/getOverview.ts';
import { listRequests } from '../../api/generated/ops/listRequests.ts';
import { paths } from '../../paths.ts';
import { type Ended, useDeed } from '../../shell/deed.ts';
import { useRuntime } from '../../shell/hooks.tsx';
import { PageLink } from '../../shell/page.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Button, Heading } from '../../ui/parts.tsx';
import { requestAsk, type RightsRequest } from '../asks.ts';
import { DeedFailure, useWords } from './words.tsx';

/** A draft: nobody has received it yet. Go on with it, or throw it away. */
export function Draft({ request }: { request: RightsRequest }) {
  const t = useWords();
  const [open, setOpen] = useState(false);
  if (request.status !== 'draft') return null;
  return (
    <section className="panel stack" aria-labelledby="draft">
      <Heading level={2} id="draft">
        {t('draft.title')}
      </Heading>
      <p>{t('draft.text')}</p>
      <div className="actions" data-print="no">
        {request.moves.includes('submit') ? (
          <PageLink
            className="btn"
            data-kind="primary"
            to={paths.draft(request.kind, request.id, request.step)}
          >
            {t('draft.go')}
          </PageLink>
        ) : null}
        {request.moves.includes('delete') ? (
          <Button onClick={() => setOpen(true)}>{t('draft.delete')}</Button>
        ) : null}
      </div>
      {open ? <DeleteDialog request={request} onClose={() => setOpen(false)} /> : null}
    </section>
  );
}

function DeleteDialog({ request, onClose }: { request: RightsRequest; onClose: () => void }) {
  const t = useWords();
  const runtime = useRuntime();
  const navigate = useNavigate();
  const deed = useDeed(deleteDraft);
  const gone = deed.failure?.kind === 'not-found';
  const left = useRef(false);
  // Forgotten when this page has gone: as long as it is here it would ask again.
  useEffect(
    () => () => {
      const { queryKey } = runtime.queryOf(requestAsk(request.id));
      if (left.current) setTimeout(() => runtime.client.removeQueries({ queryKey }));
    },
    [runtime, request.id],
  );
  async function leave() {
    left.current = true;
    await navigate(paths.requests());
  }
  function ended(result: Ended<'deleteDraft'> | undefined) {
    if (result === undefined || 'failure' in result) return;
    void runtime.invalidate(listRequests, getOverview);
    void leave();
  }
  async function remove() {
    ended(await deed.send({ path: { id: request.id } }, { ended }));
  }
  return (
    <Dialog title={t('draft.delete.title')} focus="title" onClose={onClose}>
      <p>{t('draft.delete.text')}</p>
      {gone ? <p role="status">{t('draft.gone')}</p> : <DeedFailure failure={deed.failure} />}
      <div className="actions">
        {gone ? (
          <Button kind="primary" onClick={() => void leave()}>
            {t('draft.toList')}
          </Button>
        ) : (
          <>
            <Button data-kind="danger" busy={deed.busy} onClick={() => void remove()}>
              {t('draft.delete')}
            </Button>
            <Button onClick={onClose}>{t('draft.delete.no')}</Button>
          </>
        )}
      </div>
    </Dialog>
  );
}
