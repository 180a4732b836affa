import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import type { RightKind } from '../../domain/ids.ts';
import { useFormat, useTexts } from '../../i18n/react.tsx';
import { paths } from '../../paths.ts';
import { useQueryContext, useSession } from '../../shell/frame/runtime-context.tsx';
import { PageLink } from '../../shell/frame/links.tsx';
import { PageHead } from '../../shell/frame/page-head.tsx';
import { StatusChip, useStatusLabels } from '../../shell/frame/status-chip.tsx';
import { Skeleton } from '../../ui/base/skeleton.tsx';
import { requestQuery } from '../queries.ts';
import type shared from '../texts.json';
import type texts from './texts.json';

const AttachEntry = lazy(() => import('./AttachEntry.tsx'));

/** The page in place of a wizard while a request of the same right is open: a link to that request. */
export function AlreadyOpen({
  name,
  kind,
  id,
  entry,
}: {
  name: string;
  kind: RightKind;
  id: string;
  /** The entry of the access log that a complaint was begun with; empty without one. */
  entry: string;
}) {
  const t = useTexts<typeof texts>('wizard');
  const common = useTexts<typeof shared>('requests');
  const format = useFormat();
  const { now } = useSession();
  const { requestLabel } = useStatusLabels();
  const open = useQuery(requestQuery(useQueryContext(), id)).data;
  return (
    <div className="stack-l">
      <PageHead
        name={name}
        heading={t('open.title')}
        lead={t('open.lead')}
        trail={
          <>
            <PageLink to={paths.requests()}>{common('trail')}</PageLink>
            <span>{` · ${common(`right.${kind}`)}`}</span>
          </>
        }
        step="open"
      />
      <div className="stack-s" aria-busy={open === undefined || undefined}>
        {open === undefined ? (
          <Skeleton widths={[50, 30]} />
        ) : (
          <>
            <p className="row-title">
              <bdi>{open.title}</bdi>
            </p>
            <p className="small muted">
              {open.submittedAt === undefined
                ? t('open.which.unfiled', { number: open.number, at: format.moment(open.createdAt, now) })
                : t('open.which', { number: open.number, at: format.moment(open.submittedAt, now) })}
            </p>
            <p>
              <StatusChip of={requestLabel(open.status, open.allowedActions.includes('approve'))} />
            </p>
          </>
        )}
      </div>
      {entry !== '' && open?.allowedActions.includes('message') ? (
        <Suspense>
          <AttachEntry id={id} entry={entry} />
        </Suspense>
      ) : null}
      <div className="actions">
        <PageLink className="btn" data-kind="primary" to={paths.request(id)}>
          {t('open.go')}
        </PageLink>
        <PageLink to={paths.newRequest()}>{t('open.other')}</PageLink>
      </div>
    </div>
  );
}
