import { useNavigate } from 'react-router';
import { createRequest } from '../../api/generated/ops/createRequest.ts';
import { getOverview } from '../../api/generated/ops/getOverview.ts';
import { getRequest } from '../../api/generated/ops/getRequest.ts';
import { listRequests } from '../../api/generated/ops/listRequests.ts';
import type { Schemas } from '../../api/schema-types.ts';
import { mayFileAgain } from '../../domain/request-states.ts';
import { paths } from '../../paths.ts';
import { PageLink } from '../../shell/frame/links.tsx';
import { useAction } from '../../shell/kit/use-action.ts';
import { Button } from '../../ui/base/button.tsx';
import { detailsOf, type RightsRequest } from '../queries.ts';
import { ActionFailure, useLabels } from './labels.tsx';

/** The request that this one files again, as a link. */
export function Replaces({ request: { replaces } }: { request: RightsRequest }) {
  const t = useLabels();
  if (replaces === undefined) return null;
  return (
    <p className="small">
      <PageLink to={paths.request(replaces.id)}>{t('fileAgain.of', { number: replaces.number })}</PageLink>
    </p>
  );
}

/** Starts a draft with the content of an ended request, or leads to the one that was started. */
export function FileAgain({ request }: { request: RightsRequest }) {
  const t = useLabels();
  const navigate = useNavigate();
  const { kind, scope, replacedBy } = request;
  const action = useAction(createRequest, {
    outdates: [getRequest, listRequests, getOverview],
    onSuccess: ({ id }) => void navigate(paths.draft(kind, id)),
  });
  if (!mayFileAgain(request.status) || !request.preparedBy.self) return null;
  if (replacedBy !== undefined)
    return (
      <p data-print="no">
        <PageLink
          className="alone"
          to={replacedBy.status === 'draft' ? paths.draft(kind, replacedBy.id) : paths.request(replacedBy.id)}
        >
          {t(replacedBy.status === 'draft' ? 'fileAgain.draft' : 'fileAgain.by', {
            number: replacedBy.number,
          })}
        </PageLink>
      </p>
    );
  const { confirmation: _word, proofProvided: _proof, ...details } = detailsOf(request);
  return (
    <div className="stack-s" data-print="no">
      <Button
        kind="primary"
        busy={action.busy}
        onClick={() =>
          void action.send({
            body: { kind, scope, details, replaces: request.id } as Schemas['NewRequest'],
          })
        }
      >
        {t('fileAgain')}
      </Button>
      <p className="small muted">
        {t(request.attachments.some(({ by }) => by === 'user') ? 'fileAgain.hint.files' : 'fileAgain.hint')}
      </p>
      <ActionFailure failure={action.failure} />
    </div>
  );
}
