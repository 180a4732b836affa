import { cancelExport } from '../../api/generated/ops/cancelExport.ts';
import { retryExport } from '../../api/generated/ops/retryExport.ts';
import type { Failure } from '../../api/errors.ts';
import { isUnderWay } from '../../domain/export-states.ts';
import { useFormat } from '../../i18n/react.tsx';
import { useAmountText } from '../../shell/frame/amount-text.ts';
import { useFailureLabels } from '../../shell/failure/FailureView.tsx';
import { Button } from '../../ui/base/button.tsx';
import { Chip } from '../../ui/base/chip.tsx';
import { Note } from '../../ui/base/note.tsx';
import { Section } from '../../ui/base/section.tsx';
import type { Schemas } from '../../api/schema-types.ts';
import type { Export } from '../queries.ts';
import { ActionFailure, failedSystems, useLabels } from '../labels.tsx';
import { useExportAction } from './actions.ts';

/** System by system, as far as each has come; what can be done about it stands right below. */
export function Progress({ now, lost }: { now: Export; lost: Failure | undefined }) {
  const t = useLabels();
  const format = useFormat();
  const missing = failedSystems(now);
  // Whoever decides on a copy has the two answers already.
  if (now.allowedActions.includes('approve')) return null;
  const shown = now.systems.length > 0 && (isUnderWay(now.status) || missing.length > 0);
  if (!shown)
    return now.allowedActions.includes('cancel') ? <ExportActions now={now} missing={missing} /> : null;
  return (
    <Section
      title={t(
        isUnderWay(now.status)
          ? 'progress.title'
          : now.status === 'failed'
            ? 'progress.failed'
            : 'progress.done',
      )}
    >
      {now.systems.length === 0 ? null : (
        <ul className="systems">
          {now.systems.map(system => (
            <li key={system.id}>
              <span className="system-name">{system.label}</span>
              <span className="clock-bar" aria-hidden="true">
                <i style={{ width: `${shareOf(system) * 100}%` }} />
              </span>
              <SystemChip system={system} />
            </li>
          ))}
        </ul>
      )}
      {!now.allowedActions.includes('retry') || now.status === 'failed' ? null : (
        <Note>
          <p>{t('progress.missing', { n: missing.length, names: format.list(missing) })}</p>
        </Note>
      )}
      {lost === undefined ? null : <Lost failure={lost} />}
      <ExportActions now={now} missing={missing} />
    </Section>
  );
}

const shareOf = ({ status, done, total }: Schemas['ExportSystem']): number =>
  status === 'done' ? 1 : status === 'running' && total > 0 ? Math.min(1, done / total) : 0;

function SystemChip({
  system: { status, done, total, fields, notConnected },
}: {
  system: Schemas['ExportSystem'];
}) {
  const t = useLabels();
  const amount = useAmountText();
  const format = useFormat();
  if (status === 'done') return <Chip tone="ok">{amount({ fields, records: total })}</Chip>;
  if (notConnected === true) return <Chip>{t('system.notConnected')}</Chip>;
  if (status === 'failed') return <Chip tone="bad">{t('system.failed')}</Chip>;
  if (status === 'waiting') return <Chip tone="wait">{t('system.waiting')}</Chip>;
  return (
    <Chip>
      {total === 0
        ? t('system.running')
        : t('system.of', { done: format.number(done), total: format.number(total) })}
    </Chip>
  );
}

/** The progress cannot be read now; the collection continues on the server. */
function Lost({ failure }: { failure: Failure }) {
  const t = useLabels();
  const { title } = useFailureLabels(failure);
  return (
    <Note tone="warn">
      <p role="status">
        <strong>{`${title}.`}</strong>
        <span>{` ${t('progress.lost')}`}</span>
      </p>
    </Note>
  );
}

function ExportActions({ now, missing }: { now: Export; missing: readonly string[] }) {
  const t = useLabels();
  const format = useFormat();
  const cancel = useExportAction(cancelExport, t('cancel.done'));
  const retry = useExportAction(retryExport, t('retry.done'));
  const { allowedActions, id } = now;
  if (!allowedActions.includes('cancel') && !allowedActions.includes('retry')) return null;
  return (
    <>
      <div className="actions" data-print="no">
        {allowedActions.includes('retry') ? (
          <Button
            kind={now.status === 'failed' ? 'primary' : 'plain'}
            busy={retry.busy}
            onClick={() => {
              cancel.drop();
              void retry.send({ path: { id } });
            }}
          >
            {retry.busy ? t('busy') : t('retry', { names: format.list(missing) })}
          </Button>
        ) : null}
        {allowedActions.includes('cancel') ? (
          <Button
            busy={cancel.busy}
            onClick={() => {
              retry.drop();
              void cancel.send({ path: { id } });
            }}
          >
            {cancel.busy ? t('busy') : t(now.status === 'awaiting_owner' ? 'cancel.prepared' : 'cancel')}
          </Button>
        ) : null}
      </div>
      {allowedActions.includes('cancel') && (now.earlier?.length ?? 0) > 0 ? (
        <p className="small muted">{t('cancel.loses')}</p>
      ) : null}
      <ActionFailure failure={retry.failure ?? cancel.failure} />
    </>
  );
}
