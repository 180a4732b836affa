import { useQuery } from '@tanstack/react-query';
import type { RightKind } from '../../domain/ids.ts';
import { useFormat, useTexts } from '../../i18n/react.tsx';
import { paths } from '../../paths.ts';
import { useQueryContext, useSession } from '../../shell/frame/runtime-context.tsx';
import { PageLink } from '../../shell/frame/links.tsx';
import { Note } from '../../ui/base/note.tsx';
import { draftsQuery } from '../queries.ts';
import type texts from './texts.json';

/** Links to earlier drafts of the same right, at most three, so that the customer can continue one of them. */
export function OtherDrafts({ kind }: { kind: RightKind }) {
  const t = useTexts<typeof texts>('wizard');
  const format = useFormat();
  const { now } = useSession();
  const drafts = useQuery(draftsQuery(useQueryContext(), kind));
  const items = drafts.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Note>
      {items.slice(0, 3).map(({ id, title, updatedAt }) => (
        <p key={id}>
          <span>{`${t('drafts.have', { at: format.moment(updatedAt, now) })} `}</span>
          <PageLink to={paths.draft(kind, id)}>
            <span>{t('drafts.go')}</span>
            <span className="sr">{`: ${title}`}</span>
          </PageLink>
        </p>
      ))}
    </Note>
  );
}
