import { useFormat, useTexts } from '../../i18n/react.tsx';
import { useFailureLabels } from '../../shell/failure/FailureView.tsx';
import { useSession } from '../../shell/frame/runtime-context.tsx';
import { useSignal } from '../../shell/frame/signal.ts';
import { Button } from '../../ui/base/button.tsx';
import { DeleteDraft } from './DeleteDraft.tsx';
import type { Draft } from './draft.ts';
import { RequestCode } from './RequestCode.tsx';
import type texts from './texts.json';

/** The state of saving, at the end of the page. A screen reader announces only that saving failed. */
export function SaveStatus({ draft }: { draft: Draft }) {
  const t = useTexts<typeof texts>('wizard');
  const format = useFormat();
  const { now } = useSession();
  const state = useSignal(draft.state);
  const failed = state.kind === 'failed';
  const failureLabels = useFailureLabels(failed ? state.failure : undefined);
  const refused = failed && (state.failure.kind === 'validation' || state.failure.kind === 'forbidden');
  const id = draft.request()?.id;
  return (
    <div className="save-line small muted">
      <span data-save={state.kind}>
        {state.kind === 'saving' || state.kind === 'waiting'
          ? t('save.saving')
          : state.kind === 'saved'
            ? t('save.saved', { at: format.moment(state.at, now) })
            : state.kind === 'idle' && id === undefined
              ? t('save.idle')
              : null}
      </span>
      <span role="status">
        {failed ? t(refused ? 'save.refused' : 'save.failed', { why: failureLabels.title }) : ''}
      </span>
      {failed ? <RequestCode error={state.failure} /> : null}
      {failed ? (
        <Button kind="quiet" onClick={() => void draft.flush()}>
          {t('save.now')}
        </Button>
      ) : null}
      {id === undefined ? null : <DeleteDraft draft={draft} id={id} />}
    </div>
  );
}
