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
import type { Schemas } from '../../api/schema-types.ts';
import { Button } from '../../ui/base/button.tsx';
import { Note } from '../../ui/base/note.tsx';
import { requestQuery } from '../queries.ts';
import type shared from '../texts.json';
import type texts from './texts.json';

const messages = () => import('./messages-to-open.tsx');
const AddMessage = lazy(async () => ({ default: (await messages()).AddMessage }));
const AttachEntry = lazy(async () => ({ default: (await messages()).AttachEntry }));

/** An open request of the same right, as the catalogue of rights lists it. */
type OpenRequest = Schemas['OpenRequest'];

/** The page in place of a wizard that starts with what an open request asks for already. */
export function AlreadyOpen({
  name,
  kind,
  open: { id, status },
  words,
  onSeparate,
}: {
  name: string;
  kind: RightKind;
  open: OpenRequest;
  /** What the link to the wizard has written already; empty without it. */
  words: string;
  /** Goes on with the wizard. */
  onSeparate: () => void;
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
        lead={t(status === 'awaiting_owner' ? 'open.lead.unfiled' : 'open.lead')}
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
      {words === '' ? null : (
        <Suspense>
          <AddMessage id={id} text={words} />
        </Suspense>
      )}
      <div className="actions">
        <PageLink className="btn" data-kind="primary" to={paths.request(id)}>
          {t('open.go')}
        </PageLink>
        <Button onClick={onSeparate}>{t('open.separate')}</Button>
        <PageLink to={paths.newRequest()}>{t('open.other')}</PageLink>
      </div>
    </div>
  );
}

/** On the first step: an open request of the same right, which is no obstacle. */
export function OpenHint({
  open: { id, number, title, status },
  duplicate,
  entry,
  words,
}: {
  open: OpenRequest;
  /** It asks for what is chosen here. */
  duplicate: boolean;
  /** The entry of the access log that a complaint was begun with; empty without one. */
  entry: string;
  /** What is written here, where a link began it; empty otherwise. */
  words: string;
}) {
  const t = useTexts<typeof texts>('wizard');
  return (
    <Note>
      <p>
        <span>{`${t(duplicate ? 'open.same' : 'open.near')} `}</span>
        <PageLink to={paths.request(id)}>
          <bdi>{t('open.named', { number, title })}</bdi>
        </PageLink>
        <span>{`. ${t(status === 'awaiting_owner' ? 'open.hint.unfiled' : 'open.hint')}`}</span>
      </p>
      {entry !== '' && status !== 'awaiting_owner' ? (
        <Suspense>
          <AttachEntry id={id} entry={entry} />
        </Suspense>
      ) : words === '' ? null : (
        <Suspense>
          <AddMessage id={id} text={words} />
        </Suspense>
      )}
    </Note>
  );
}
