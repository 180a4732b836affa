import { useSuspenseQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { listDisclosures } from '../api/generated/ops/listDisclosures.ts';
import { moscowDate, yearOf } from '../domain/calendar.ts';
import { Select } from '../form/fields.tsx';
import { useFormat, useTexts } from '../i18n/react.tsx';
import { useQueryContext, useRuntime, useSession } from '../shell/frame/runtime-context.tsx';
import { PageHead } from '../shell/frame/page-head.tsx';
import { PartialNotes } from '../shell/frame/PartialNotes.tsx';
import { useChangeSearch } from '../shell/kit/change-search.ts';
import { PrintButton } from '../shell/kit/PrintButton.tsx';
import { Note } from '../ui/base/note.tsx';
import { disclosuresQuery } from './queries.ts';
import type texts from './texts.json';
import { Views } from './Views.tsx';

/** The years from which disclosures can be chosen. */
const YEARS = 8;

/** What was handed over, to whom and on which basis, by year. */
export function Disclosures({ search }: { search: URLSearchParams }) {
  const t = useTexts<typeof texts>('access-log');
  const format = useFormat();
  const runtime = useRuntime();
  const choose = useChangeSearch();
  const { now } = useSession();
  const { data: page } = useSuspenseQuery(disclosuresQuery(useQueryContext(), search));
  const content = useRef<HTMLUListElement>(null);
  const thisYear = yearOf(moscowDate(now));
  return (
    <div className="stack-l">
      <PageHead name={t('name')} heading={t('heading.disclosures', { n: page.total })} trail={t('term')} />
      <Note>{page.notice}</Note>
      <Views current="disclosures" />
      <div className="filters" data-keeps-focus="">
        <Select
          label={t('year')}
          value={search.get('year') ?? ''}
          options={[
            { value: '', label: t('year.all') },
            ...Array.from({ length: YEARS }, (_, index) => String(thisYear - index)).map(year => ({
              value: year,
              label: year,
            })),
          ]}
          onChange={year => choose({ year })}
        />
      </div>
      <PartialNotes partial={page.partial} onRetry={() => void runtime.invalidate(listDisclosures)} />
      {page.items.length === 0 ? null : (
        <>
          <ul ref={content} className="rows">
            {page.items.map(item => (
              <li key={item.id} className="log-entry">
                <time className="num small muted" dateTime={item.at}>
                  {format.date(item.at)}
                </time>
                <div className="log-body">
                  <span className="log-who">{item.recipientLabel}</span>
                  <span>{item.what}</span>
                  <span className="small muted">{item.why}</span>
                </div>
                <span className="small muted">
                  {`${t('basis')}: ${t(item.basis === undefined ? 'basis.none' : `basis.${item.basis}`)}. ${t('abroad')}: ${item.crossBorder}`}
                </span>
              </li>
            ))}
          </ul>
          <div className="actions">
            <PrintButton title={t('view.disclosures')} controller="ActiveCloud" content={content} />
          </div>
        </>
      )}
    </div>
  );
}
