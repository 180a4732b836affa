import { useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { deleteDraft } from '../../api/generated/ops/deleteDraft.ts';
import { getOverview } from '../../api/generated/ops/getOverview.ts';
import { listRequests } from '../../api/generated/ops/listRequests.ts';
import { paths } from '../../paths.ts';
import { useAction } from '../../shell/kit/use-action.ts';
import { useRuntime } from '../../shell/frame/runtime-context.tsx';
import { PageLink } from '../../shell/frame/links.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Button } from '../../ui/base/button.tsx';
import { Heading } from '../../ui/base/heading.tsx';
import { requestQuery, type RightsRequest } from '../queries.ts';
import { resumedStep } from './case.ts';
import { ActionFailure, useLabels } from './labels.tsx';

/** A draft: nobody has received it yet. Go on with it, or throw it away. */
export function Draft({ request }: { request: RightsRequest }) {
  const t = useLabels();
  const [open, setOpen] = useState(false);
  if (request.status !== 'draft') return null;
  return (
    <section className="panel stack" aria-labelledby="draft">
      <Heading level={2} id="draft">
        {t('draft.title')}
      </Heading>
      <p>{t('draft.text')}</p>
      <div className="actions" data-print="no">
        {request.allowedActions.includes('submit') ? (
          <PageLink
            className="btn"
            data-kind="primary"
            to={paths.draft(request.kind, request.id, resumedStep(request))}
          >
            {t('draft.go')}
          </PageLink>
        ) : null}
        {request.allowedActions.includes('delete') ? (
          <Button onClick={() => setOpen(true)}>{t('draft.delete')}</Button>
        ) : null}
      </div>
      {open ? <DeleteDialog request={request} onClose={() => setOpen(false)} /> : null}
    </section>
  );
}

function DeleteDialog({ request, onClose }: { request: RightsRequest; onClose: () => void }) {
  const t = useLabels();
  const runtime = useRuntime();
  const navigate = useNavigate();
  const action = useAction(deleteDraft, {
    outdates: [listRequests, getOverview],
    onSuccess: () => void leave(),
  });
  const gone = action.failure?.kind === 'not-found';
  const left = useRef(false);
  // Forgotten when this page has gone: as long as it is here it would ask again.
  useEffect(
    () => () => {
      const { queryKey } = requestQuery(runtime, request.id);
      if (left.current) setTimeout(() => runtime.client.removeQueries({ queryKey }));
    },
    [runtime, request.id],
  );
  async function leave() {
    left.current = true;
    await navigate(paths.requests());
  }
  return (
    <Dialog title={t('draft.delete.title')} focus="title" onClose={onClose}>
      <p>{t('draft.delete.text')}</p>
      {gone ? <p role="status">{t('draft.gone')}</p> : <ActionFailure failure={action.failure} />}
      <div className="actions">
        {gone ? (
          <Button kind="primary" onClick={() => void leave()}>
            {t('draft.toList')}
          </Button>
        ) : (
          <>
            <Button
              data-kind="danger"
              busy={action.busy}
              onClick={() => void action.send({ path: { id: request.id } })}
            >
              {t('draft.delete')}
            </Button>
            <Button onClick={onClose}>{t('draft.delete.no')}</Button>
          </>
        )}
      </div>
    </Dialog>
  );
}
