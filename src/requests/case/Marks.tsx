import { useFormat } from '../../i18n/react.tsx';
import { paths } from '../../paths.ts';
import { useSession } from '../../shell/hooks.tsx';
import { PageLink } from '../../shell/page.tsx';
import { Note } from '../../ui/parts.tsx';
import type { RightsRequest, Schemas } from '../asks.ts';
import { Said } from '../words.tsx';
import { useComplaintBodies, when, useWords } from './words.tsx';

const FIRST = ['overdue', 'extended', 'blockedData', 'legalHold'];

/** What lies upon the case besides its state: late, extended, data not used, data kept; what it means for the reader. */
export function Marks({ request }: { request: RightsRequest }) {
  const marks = request.marks.toSorted((a, b) => FIRST.indexOf(a.kind) - FIRST.indexOf(b.kind));
  if (marks.length === 0) return null;
  return (
    <div className="stack">
      {marks.map(mark => (
        <Mark key={`${mark.kind} ${mark.at}`} mark={mark} />
      ))}
    </div>
  );
}

function Mark({ mark }: { mark: Schemas['Mark'] }) {
  const t = useWords();
  const format = useFormat();
  const { now } = useSession();
  const bodies = useComplaintBodies();
  const late = mark.kind === 'overdue';
  return (
    <Note tone={late ? 'bad' : mark.kind === 'extended' ? 'warn' : 'plain'}>
      <p>
        <strong>
          {mark.kind === 'extended' && mark.until !== undefined
            ? t('mark.extended.until', { date: format.date(mark.until) })
            : t(`mark.${mark.kind}`)}
        </strong>{' '}
        <Said>{mark.reason}</Said>{' '}
        {late ? null : <span className="term">{t('mark.since', { at: when(format, mark.at, now) })}</span>}
      </p>
      {mark.kind === 'blockedData' ? null : (
        <p>{late ? t('mark.overdue.what', { bodies }) : t(`mark.${mark.kind}.what`)}</p>
      )}
      {late ? (
        <p data-print="no">
          <PageLink to={paths.newRequest('complaint')}>{t('complain')}</PageLink>
        </p>
      ) : null}
    </Note>
  );
}
