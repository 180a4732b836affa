import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { listAccessLog } from '../api/generated/ops/listAccessLog.ts';
import { registerQuery } from '../api/queries/register.ts';
import { DateRange } from '../form/date-range.tsx';
import { Select } from '../form/fields.tsx';
import { useTexts } from '../i18n/react.tsx';
import { PanelFailure } from '../shell/failure/FailureView.tsx';
import { useQueryContext, useRuntime } from '../shell/frame/runtime-context.tsx';
import { AccountLine } from '../shell/frame/links.tsx';
import { PageHead } from '../shell/frame/page-head.tsx';
import { PartialNotes } from '../shell/frame/PartialNotes.tsx';
import { useChangeSearch } from '../shell/kit/change-search.ts';
import { PrintButton } from '../shell/kit/PrintButton.tsx';
import { useMore } from '../shell/kit/load-more.tsx';
import { Button } from '../ui/base/button.tsx';
import { Note } from '../ui/base/note.tsx';
import { LogDays } from './LogDays.tsx';
import { ACTORS, FILTERS, logQuery, logSearch, PAGE } from './queries.ts';
import type texts from './texts.json';
import { Views } from './Views.tsx';

/** The log: filters, and the entries by days. */
export function Log({ search }: { search: URLSearchParams }) {
  const t = useTexts<typeof texts>('access-log');
  const runtime = useRuntime();
  const choose = useChangeSearch();
  const query = logSearch(search);
  const context = useQueryContext();
  const { data: first } = useSuspenseQuery(logQuery(context, search));
  const register = useQuery(registerQuery(context));
  const more = useMore(listAccessLog, { ...query, limit: PAGE }, first);
  const content = useRef<HTMLDivElement>(null);
  const entries = [...first.items, ...more.items];
  const filtered = FILTERS.some(name => search.get(name));
  return (
    <div className="stack-l">
      <PageHead
        name={t('name')}
        heading={t(filtered ? 'heading.filtered' : 'heading.log', { n: first.total })}
        lead={first.total === 0 && !filtered ? t('empty') : t('lead')}
        trail={
          <>
            <span>{`${t('term')} · `}</span>
            <AccountLine />
          </>
        }
      />
      <Note>{first.notice}</Note>
      <Views current="log" />
      {first.total === 0 && !filtered ? null : (
        <div className="filters" data-keeps-focus="">
          <Select
            label={t('actor')}
            value={search.get('actor') ?? ''}
            options={[
              { value: '', label: t('actor.all') },
              ...ACTORS.map(actor => ({ value: actor, label: t(`actor.${actor}`) })),
            ]}
            onChange={actor => choose({ actor })}
          />
          <Select
            label={t('category')}
            value={search.get('category') ?? ''}
            options={[
              { value: '', label: t('category.all') },
              ...(register.data?.categories ?? []).map(({ id, label }) => ({ value: id, label })),
            ]}
            onChange={category => choose({ category })}
          />
          <DateRange
            labels={{ from: t('from'), to: t('to') }}
            from={query.from}
            to={query.to}
            onChange={choose}
          />
        </div>
      )}
      <PartialNotes partial={first.partial} onRetry={() => void runtime.invalidate(listAccessLog)} />
      {entries.length === 0 ? (
        <div className="stack-s">
          {filtered ? <p className="muted">{t('none')}</p> : null}
          {filtered ? (
            <Button kind="quiet" onClick={() => choose(Object.fromEntries(FILTERS.map(name => [name, ''])))}>
              {t('clear')}
            </Button>
          ) : null}
        </div>
      ) : (
        <div ref={content}>
          <LogDays entries={entries} foldOwn={query.actor !== 'self'} />
        </div>
      )}
      {more.failure ? <PanelFailure error={more.failure} onRetry={more.next} /> : null}
      {more.left > 0 ? (
        <p className="actions">
          <Button busy={more.busy} onClick={more.next}>
            {t('more')}
          </Button>
          <span className="small muted">{t('left', { n: more.left })}</span>
        </p>
      ) : null}
      {entries.length === 0 ? null : (
        <div className="actions">
          <PrintButton title={t('name')} controller="ActiveCloud" content={content} />
        </div>
      )}
    </div>
  );
}
