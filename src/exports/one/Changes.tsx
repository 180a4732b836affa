import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { getExportChanges } from '../../api/generated/ops/getExportChanges.ts';
import { listExports } from '../../api/generated/ops/listExports.ts';
import { Select } from '../../form/fields.tsx';
import { useFormat } from '../../i18n/react.tsx';
import { PanelFailure } from '../../shell/failure/FailureView.tsx';
import { useQueryContext } from '../../shell/frame/runtime-context.tsx';
import { apiQuery } from '../../api/query.ts';
import { Skeleton } from '../../ui/base/skeleton.tsx';
import type { Export } from '../queries.ts';
import { useLabels } from '../labels.tsx';

/** Copies this one can be held against: made before it, of the same scope, with something in common. */
const earlier = (now: Export, all: readonly Export[]): Export[] =>
  all.filter(
    one =>
      one.id !== now.id &&
      one.scope === now.scope &&
      one.parts.length > 0 &&
      one.readyAt !== undefined &&
      one.readyAt < (now.readyAt ?? '') &&
      one.categories.some(({ id }) => now.categories.some(own => own.id === id)),
  );

/** What is new, changed or gone since an earlier copy; asked for when somebody wants to know. */
export function Changes({ now }: { now: Export }) {
  const t = useLabels();
  const [open, setOpen] = useState(false);
  if (now.parts.length === 0 || now.readyAt === undefined) return null;
  return (
    <details
      className="more"
      open={open}
      onToggle={event => setOpen(event.currentTarget.open)}
      data-print="no"
    >
      <summary>{t('changes.title')}</summary>
      {open ? <Against now={now} /> : null}
    </details>
  );
}

function Against({ now }: { now: Export }) {
  const t = useLabels();
  const format = useFormat();
  const [chosen, setChosen] = useState<string>();
  const list = useQuery(
    apiQuery(useQueryContext(), listExports, { query: { scope: now.scope, limit: 200 } }),
  );
  if (list.error) return <PanelFailure error={list.error} onRetry={() => void list.refetch()} />;
  if (list.data === undefined) return <Waiting />;
  const candidates = earlier(now, list.data.items);
  const since = candidates.find(one => one.id === chosen) ?? candidates[0];
  if (since === undefined) return <p className="small muted">{t('changes.none')}</p>;
  return (
    <div className="stack-s">
      {candidates.length > 1 ? (
        <Select
          label={t('changes.since')}
          value={since.id}
          options={candidates.map(one => ({
            value: one.id,
            label: t('changes.option', {
              number: one.number,
              date: format.date(one.readyAt ?? one.createdAt),
            }),
          }))}
          onChange={setChosen}
        />
      ) : (
        <p className="small muted">
          {`${t('changes.since')} ${t('changes.option', {
            number: since.number,
            date: format.date(since.readyAt ?? since.createdAt),
          })}`}
        </p>
      )}
      <Table now={now} since={since.id} />
    </div>
  );
}

const Waiting = () => (
  <div aria-busy="true">
    <Skeleton widths={[60, 80, 70]} />
  </div>
);

function Table({ now, since }: { now: Export; since: string }) {
  const t = useLabels();
  const format = useFormat();
  const changes = useQuery(
    apiQuery(useQueryContext(), getExportChanges, { path: { id: now.id }, query: { since } }),
  );
  if (changes.error) return <PanelFailure error={changes.error} onRetry={() => void changes.refetch()} />;
  if (changes.data === undefined) return <Waiting />;
  const columns = ['added', 'changed', 'removed'] as const;
  const moved = changes.data.items.filter(item => columns.some(column => item[column] > 0));
  if (moved.length === 0) return <p>{t('changes.same')}</p>;
  return (
    <table className="table cards">
      <thead>
        <tr>
          <th scope="col">{t('changes.kind')}</th>
          {columns.map(column => (
            <th key={column} scope="col" className="end">
              {t(`changes.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {moved.map(item => (
          <tr key={item.category}>
            <th scope="row">{item.label}</th>
            {columns.map(column => (
              <td key={column} className="end num" data-label={t(`changes.${column}`)}>
                {format.number(item[column])}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
