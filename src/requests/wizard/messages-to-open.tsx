import { useQuery } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { getOverview } from '../../api/generated/ops/getOverview.ts';
import { listRequests } from '../../api/generated/ops/listRequests.ts';
import { sendMessage } from '../../api/generated/ops/sendMessage.ts';
import { useTexts } from '../../i18n/react.tsx';
import { paths } from '../../paths.ts';
import { useQueryContext } from '../../shell/frame/runtime-context.tsx';
import { ActionFailureNote } from '../../shell/kit/action-failure.tsx';
import { useAction } from '../../shell/kit/use-action.ts';
import { Button } from '../../ui/base/button.tsx';
import { useEntryLabel } from '../access-entry.ts';
import { requestQuery } from '../queries.ts';
import type texts from './texts.json';

/** Sends an entry of the access log to a complaint that is open already, as a message; then that request is shown. */
export function AttachEntry({ id, entry }: { id: string; entry: string }) {
  const t = useTexts<typeof texts>('wizard');
  const navigate = useNavigate();
  const label = useEntryLabel(entry);
  const action = useAction(sendMessage, {
    cachedAs: (context, answer) => requestQuery(context, answer.id),
    outdates: [listRequests, getOverview],
    onSuccess: () => navigate(paths.request(id)),
  });
  return (
    <>
      <p>{label === undefined ? t('open.entry.unnamed') : t('open.entry', { entry: label })}</p>
      <ActionFailureNote failure={action.failure} labels={{ uncertain: t('open.entry.uncertain') }} />
      <p>
        <Button
          busy={action.busy}
          onClick={() =>
            void action.send({
              path: { id },
              body: { text: t('open.entry.text'), accessEntry: entry },
            })
          }
        >
          {t('open.entry.send')}
        </Button>
      </p>
    </>
  );
}

/** Sends what was written here to a request that is open already, as a message; then that request is shown. */
export function AddMessage({ id, text }: { id: string; text: string }) {
  const t = useTexts<typeof texts>('wizard');
  const navigate = useNavigate();
  const open = useQuery(requestQuery(useQueryContext(), id)).data;
  const action = useAction(sendMessage, {
    cachedAs: (context, answer) => requestQuery(context, answer.id),
    outdates: [listRequests, getOverview],
    onSuccess: () => navigate(paths.request(id)),
  });
  // A request that waits for the owner, or that was answered, takes no messages.
  if (open?.allowedActions.includes('message') !== true) return null;
  return (
    <>
      <p className="small">{t('open.message')}</p>
      <ActionFailureNote failure={action.failure} labels={{ uncertain: t('open.entry.uncertain') }} />
      <p>
        <Button busy={action.busy} onClick={() => void action.send({ path: { id }, body: { text } })}>
          {t('open.message.send')}
        </Button>
      </p>
    </>
  );
}
