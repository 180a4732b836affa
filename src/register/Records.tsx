import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';
import { getRecord } from '../api/generated/ops/getRecord.ts';
import { apiQuery } from '../api/query.ts';
import type { Schemas } from '../api/schema-types.ts';
import { useFormat, useTexts } from '../i18n/react.tsx';
import { paths } from '../paths.ts';
import { PanelFailure } from '../shell/failure/FailureView.tsx';
import { useQueryContext } from '../shell/frame/runtime-context.tsx';
import { PageLink } from '../shell/frame/links.tsx';
import { scopeOf, scopeQuery } from '../shell/kit/account-scope.ts';
import { useChangeSearch } from '../shell/kit/change-search.ts';
import { Button } from '../ui/base/button.tsx';
import { Section } from '../ui/base/section.tsx';
import { NotSearched } from './NotSearched.tsx';
import { PRINT_LIMIT, PrintRecords } from './PrintRecords.tsx';
import type { Register } from './queries.ts';
import { RecordDialog } from './RecordDialog.tsx';
import { RecordFilters, SearchBox } from './RecordFilters.tsx';
import { type OpenedRecord, textAttributeOf } from './RecordRow.tsx';
import { RecordTable } from './RecordTable.tsx';
import { recordsQuery, viewOf } from './record-view.ts';
import type texts from './texts.json';

/** The search parameters of the filters. */
const FILTERS = ['kind', 'from', 'to', 'thirdParty', 'sort'] as const;

/** Records of a category: real table semantics over virtual rows. */
export function Records({ detail, register }: { detail: Schemas['CategoryDetail']; register: Register }) {
  const t = useTexts<typeof texts>('register');
  const format = useFormat();
  const [search] = useSearchParams();
  const choose = useChangeSearch();
  const [wanted, setWanted] = useState('');
  /** How many times the filters were cleared: the box begins anew with each. */
  const [cleared, setCleared] = useState(0);
  const [opened, setOpened] = useState<OpenedRecord>();
  const category = detail.category.id;
  const view = viewOf(search);
  const context = useQueryContext();
  const queryOf = (page: number) => recordsQuery(context, category, view, wanted, page);
  const begin = queryOf(0);
  const first = useQuery({ ...begin, placeholderData: keepPreviousData });
  const requested = { id: JSON.stringify(begin.queryKey), view: JSON.stringify([view, wanted]), queryOf };
  // The rows on the screen stay until the next ones are here.
  const [shown, setShown] = useState(requested);
  if (first.data !== undefined && !first.isPlaceholderData && shown.id !== requested.id) setShown(requested);
  const hasAmounts = detail.recordKinds.some(kind => kind.hasAmount);
  const clear = () => {
    setWanted('');
    setCleared(times => times + 1);
    choose(Object.fromEntries(FILTERS.map(name => [name, ''])));
  };
  const page = first.data;
  const named = search.get('record') ?? undefined;
  const forgetNamed = () => {
    if (named !== undefined) choose({ record: '' });
  };
  // The address decides at first whether the filters are open; after that the customer does.
  const [filtered] = useState(() => FILTERS.some(name => search.has(name)));
  return (
    <Section title={t('list.heading')}>
      <div data-print="no" data-keeps-focus="">
        <SearchBox key={cleared} onSettle={setWanted} />
      </div>
      <RecordFilters kinds={detail.recordKinds} view={view} open={filtered} onChoose={choose} />
      {first.error && !page ? (
        <PanelFailure error={first.error} onRetry={() => void first.refetch()} />
      ) : page === undefined ? null : (
        <>
          <div className="split">
            <p aria-live="polite" aria-busy={first.isPlaceholderData || undefined}>
              <strong className="num">{t('list.count', { n: page.total })}</strong>
            </p>
            {page.totals.length === 0 ? null : (
              <p className="totals small">
                {page.totals.map(total => (
                  <span key={`${total.kind}-${total.amount.currency}`}>
                    <span>{`${total.label}: `}</span>
                    <strong className="num">{format.money(total.amount)}</strong>
                  </span>
                ))}
              </p>
            )}
          </div>
          <NotSearched partial={page.partial} />
          {page.total === 0 ? (
            <div className="stack-s">
              <p className="muted">{t('list.none')}</p>
              <Button kind="quiet" onClick={clear}>
                {t('list.clear')}
              </Button>
            </div>
          ) : (
            <RecordTable
              key={shown.view}
              total={page.total}
              queryOf={shown.queryOf}
              hasAmounts={hasAmounts}
              hasTerms={page.items.some(item => item.deleteOn !== undefined || item.retention !== undefined)}
              hasTexts={page.items.some(item => textAttributeOf(item) !== undefined)}
              usualTerm={usualTerm(detail.category)}
              onOpen={setOpened}
            />
          )}
          {page.items.some(item => item.humanCheckedAt !== undefined) ? (
            <p className="small muted" data-print="no">
              <span>{`${t('list.checkedBy')} `}</span>
              <PageLink to={paths.newRequest('complaint', { category: detail.category.id, topic: 'human' })}>
                {t('list.askHuman')}
              </PageLink>
            </p>
          ) : null}
          {page.total > PRINT_LIMIT ? (
            <p className="small muted" data-print="no">
              <span>{`${t('list.printTooMany')} `}</span>
              <PageLink to={paths.newExport({ category: detail.category.id, scope: register.scope })}>
                {t('list.export')}
              </PageLink>
            </p>
          ) : page.total === 0 ? null : (
            <div className="actions">
              <PrintRecords detail={detail} register={register} queryOf={shown.queryOf} total={page.total} />
            </div>
          )}
        </>
      )}
      {named === undefined ? null : (
        <NamedRecord
          key={named}
          id={named}
          category={category}
          search={search}
          onFound={setOpened}
          onLost={forgetNamed}
        />
      )}
      {opened === undefined ? null : (
        <RecordDialog
          item={opened.item}
          show={opened.text === true ? textAttributeOf(opened.item) : undefined}
          category={category}
          register={register}
          kinds={detail.recordKinds}
          onClose={() => {
            setOpened(undefined);
            forgetNamed();
          }}
        />
      )}
    </Section>
  );
}

/** The only rule of a kind of data, in words; empty where it has several. */
const usualTerm = ({ retention }: Schemas['Category']): string =>
  retention.length === 1 ? (retention[0]?.label ?? '') : '';

/** Opens the record that the address names, however far down the list it is. */
function NamedRecord({
  id,
  category,
  search,
  onFound,
  onLost,
}: {
  id: string;
  category: string;
  search: URLSearchParams;
  onFound: (record: OpenedRecord) => void;
  onLost: () => void;
}) {
  const t = useTexts<typeof texts>('register');
  const context = useQueryContext();
  const query = useQuery({
    ...apiQuery(context, getRecord, { path: { category, record: id }, query: scopeQuery(scopeOf(search)) }),
    // An address that was kept names a record that may be deleted by now.
    retry: false,
  });
  const { data } = query;
  useEffect(() => {
    if (data !== undefined) onFound({ item: data });
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- it is opened once, when it has come
  }, [data]);
  return query.isError ? (
    <div role="status" className="stack-s">
      <p className="muted">{t('record.lost')}</p>
      <Button kind="quiet" onClick={onLost}>
        {t('field.close')}
      </Button>
    </div>
  ) : null;
}
