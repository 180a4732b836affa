import { keepPreviousData, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import { Select, TextInput } from '../form/fields.tsx';
import { useFormat, useTexts } from '../i18n/react.tsx';
import { paths } from '../paths.ts';
import { useQueryContext } from '../shell/frame/hooks.tsx';
import { PageLink } from '../shell/frame/links.tsx';
import { PanelFailure } from '../shell/failure/FailureView.tsx';
import { PrintButton } from '../shell/kit/PrintButton.tsx';
import type { ApiQueryOptions } from '../api/query.ts';
import { Button } from '../ui/base/button.tsx';
import { Chip } from '../ui/base/chip.tsx';
import { Section } from '../ui/base/section.tsx';
import type { Schemas } from '../api/schemas.ts';
import type { Register } from './queries.ts';
import { RecordDialog } from './RecordDialog.tsx';
import { recordsQuery, SORTS, viewOf, WINDOW } from './record-view.ts';
import { usePaused } from './use-paused.ts';
import type texts from './texts.json';
import { useTermLine } from './labels.tsx';

type RecordPage = Schemas['RecordPage'];
type Item = Schemas['Record'];

/** A record in its dialog; with `text`, what it says is asked for at once. */
interface Opened {
  item: Item;
  text?: boolean;
}

/** Whether the record has a text that the customer may read: the id of what holds it. */
const textOf = (item: Item): string | undefined =>
  item.attributes.find(({ sensitivity }) => sensitivity === 'step-up')?.id;

const PRINT_LIMIT = 1000;

/** Records of a category: real table semantics over virtual rows. */
export function Records({ detail, register }: { detail: Schemas['CategoryDetail']; register: Register }) {
  const t = useTexts<typeof texts>('register');
  const format = useFormat();
  const [search, setSearch] = useSearchParams();
  const [wanted, setWanted] = useState('');
  /** How many times the filters were cleared: the box begins anew with each. */
  const [cleared, setCleared] = useState(0);
  const [opened, setOpened] = useState<Opened>();
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
  function choose(changes: Record<string, string>) {
    setSearch(
      before => {
        const next = new URLSearchParams(before);
        for (const [name, value] of Object.entries(changes)) {
          if (value === '') next.delete(name);
          else next.set(name, value);
        }
        return next;
      },
      { replace: true },
    );
  }
  const clear = () => {
    setWanted('');
    setCleared(times => times + 1);
    choose({ kind: '', from: '', to: '', thirdParty: '', sort: '' });
  };
  const page = first.data;
  // Opened by what the address chose; what is chosen later leaves it as the reader has it.
  const [chosen] = useState(() =>
    ['kind', 'from', 'to', 'thirdParty', 'sort'].some(name => search.has(name)),
  );
  return (
    <Section title={t('list.heading')}>
      <div data-print="no" data-keeps-focus="">
        <SearchBox key={cleared} onSettle={setWanted} />
      </div>
      <details className="more" open={chosen} data-print="no">
        <summary>{t('list.filters')}</summary>
        <div className="filters" data-keeps-focus="">
          <Select
            label={t('list.kind')}
            value={view.kind ?? ''}
            options={[
              { value: '', label: t('list.all') },
              ...detail.recordKinds.map(kind => ({
                value: kind.id,
                label: `${kind.label} (${format.number(kind.count)})`,
              })),
            ]}
            onChange={kind => choose({ kind })}
          />
          <TextInput
            type="date"
            label={t('list.from')}
            value={view.from ?? ''}
            onChange={event => choose({ from: event.target.value })}
          />
          <TextInput
            type="date"
            label={t('list.to')}
            value={view.to ?? ''}
            onChange={event => choose({ to: event.target.value })}
          />
          <Select
            label={t('list.sort')}
            value={view.sort}
            options={SORTS.filter(sort => hasAmounts || !sort.endsWith('amount')).map(sort => ({
              value: sort,
              label: t(`list.sort.${sort}`),
            }))}
            onChange={sort => choose({ sort: sort === '-date' ? '' : sort })}
          />
          <Select
            label={t('list.who')}
            value={view.thirdParty === true ? 'true' : ''}
            options={[
              { value: '', label: t('list.everyone') },
              { value: 'true', label: t('list.thirdParty') },
            ]}
            onChange={thirdParty => choose({ thirdParty })}
          />
        </div>
      </details>
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
          {page.total === 0 ? (
            <div className="stack-s">
              <p className="muted">{t('list.none')}</p>
              <Button kind="quiet" onClick={clear}>
                {t('list.clear')}
              </Button>
            </div>
          ) : (
            <VirtualTable
              key={shown.view}
              total={page.total}
              queryOf={shown.queryOf}
              hasAmounts={hasAmounts}
              hasTerms={page.items.some(item => item.deleteOn !== undefined || item.retention !== undefined)}
              hasTexts={page.items.some(item => textOf(item) !== undefined)}
              onOpen={setOpened}
            />
          )}
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
      {opened === undefined ? null : (
        <RecordDialog
          item={opened.item}
          show={opened.text === true ? textOf(opened.item) : undefined}
          category={category}
          register={register}
          kinds={detail.recordKinds}
          onClose={() => setOpened(undefined)}
        />
      )}
    </Section>
  );
}

type QueryOfPage = (page: number) => ApiQueryOptions<RecordPage>;

/** What is searched for: the rows are not drawn anew with each letter. */
function SearchBox({ onSettle }: { onSettle: (text: string) => void }) {
  const t = useTexts<typeof texts>('register');
  const [text, setText] = useState('');
  const wanted = usePaused(text).trim();
  useEffect(() => onSettle(wanted), [wanted, onSettle]);
  return (
    <TextInput
      type="search"
      label={t('list.search')}
      value={text}
      maxLength={200}
      autoComplete="off"
      onChange={event => setText(event.target.value)}
    />
  );
}

const VirtualTable = memo(function VirtualTable({
  total,
  queryOf,
  hasAmounts,
  hasTerms,
  hasTexts,
  onOpen,
}: {
  total: number;
  queryOf: QueryOfPage;
  hasAmounts: boolean;
  hasTerms: boolean;
  hasTexts: boolean;
  onOpen: (opened: Opened) => void;
}) {
  const t = useTexts<typeof texts>('register');
  const scroller = useRef<HTMLDivElement>(null);
  const hint = useId();
  const rowHeight = useRowHeight(scroller);
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollPaddingStart: 40,
  });
  useEffect(() => virtual.measure(), [virtual, rowHeight]);
  const rows = virtual.getVirtualItems();
  const firstPage = Math.floor((rows[0]?.index ?? 0) / WINDOW);
  const lastPage = Math.floor((rows.at(-1)?.index ?? 0) / WINDOW);
  // One window ahead and behind, so that an even scroll never meets an empty row.
  const from = Math.max(0, firstPage - 1);
  const to = Math.min(Math.floor((total - 1) / WINDOW), lastPage + 1);
  const numbers = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  const pages = useQueries({
    queries: numbers.map(number => ({ ...queryOf(number), staleTime: 60_000 })),
    combine: results => ({
      byNumber: new Map(numbers.map((number, index) => [number, results[index]?.data])),
      failed: results.find(result => result.error !== null),
    }),
  });
  const above = rows[0]?.start ?? 0;
  const below = virtual.getTotalSize() - (rows.at(-1)?.end ?? 0);
  const columns = 2 + [hasTerms, hasTexts, hasAmounts].filter(Boolean).length;
  return (
    <>
      {pages.failed?.error ? (
        <PanelFailure error={pages.failed.error} onRetry={() => void pages.failed?.refetch()} />
      ) : null}
      <div
        ref={scroller}
        className="records-scroll"
        tabIndex={0}
        role="region"
        aria-label={t('list.region')}
        aria-describedby={hint}
      >
        <table className="records" role="table" aria-rowcount={total}>
          <caption id={hint} className="sr">
            {t('list.count', { n: total })}
          </caption>
          <thead role="rowgroup">
            <tr role="row">
              <th role="columnheader" scope="col" className="when">
                {t('list.date')}
              </th>
              <th role="columnheader" scope="col">
                {t('list.title')}
              </th>
              {hasTerms ? (
                <th role="columnheader" scope="col" className="until">
                  {t('list.until')}
                </th>
              ) : null}
              {hasTexts ? (
                <th role="columnheader" scope="col" className="amount end">
                  {t('list.text')}
                </th>
              ) : null}
              {hasAmounts ? (
                <th role="columnheader" scope="col" className="amount end">
                  {t('list.amount')}
                </th>
              ) : null}
            </tr>
          </thead>
          <tbody role="rowgroup">
            <Gap height={above} columns={columns} />
            {rows.map(row => {
              const item = pages.byNumber.get(Math.floor(row.index / WINDOW))?.items[row.index % WINDOW];
              return (
                <Row
                  key={row.key}
                  index={row.index}
                  item={item}
                  hasAmounts={hasAmounts}
                  hasTerms={hasTerms}
                  hasTexts={hasTexts}
                  onOpen={onOpen}
                />
              );
            })}
            <Gap height={below} columns={columns} />
          </tbody>
        </table>
      </div>
    </>
  );
});

/** The space of the rows that are not rendered. */
function Gap({ height, columns }: { height: number; columns: number }) {
  return height <= 0 ? null : (
    <tr className="gap" aria-hidden="true">
      <td colSpan={columns} style={{ height }} />
    </tr>
  );
}

/** The height of a row in px: it follows the reader's text size and the width of the container. */
function useRowHeight(scroller: { current: HTMLElement | null }): number {
  const [height, setHeight] = useState(56);
  useEffect(() => {
    const element = scroller.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(() => {
      const row = element.querySelector<HTMLElement>('tbody tr:not(.gap)');
      if (row && row.offsetHeight > 0) setHeight(row.offsetHeight);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller]);
  return height;
}

const Row = memo(function Row({
  index,
  item,
  hasAmounts,
  hasTerms,
  hasTexts,
  onOpen,
}: {
  index: number;
  item: Item | undefined;
  hasAmounts: boolean;
  hasTerms: boolean;
  hasTexts: boolean;
  onOpen: (opened: Opened) => void;
}) {
  const t = useTexts<typeof texts>('register');
  const format = useFormat();
  const term = useTermLine();
  if (!item)
    return (
      <tr role="row" aria-rowindex={index + 1} aria-busy="true">
        <td role="cell" className="when">
          <span className="bone" style={{ width: '70%' }} />
        </td>
        <td role="cell" className="title-cell">
          <span className="bone" style={{ width: `${42 + ((index * 17) % 40)}%` }} />
        </td>
        {hasTerms ? <td role="cell" className="until" /> : null}
        {hasTexts ? <td role="cell" className="amount" /> : null}
        {hasAmounts ? <td role="cell" className="amount" /> : null}
      </tr>
    );
  const { until, kept } = term(item);
  const notes = [kept, item.number, item.service, item.counterparty, item.channel, item.status?.label].filter(
    Boolean,
  );
  if (item.direction !== undefined) notes.unshift(t(`list.${item.direction}`));
  return (
    <tr role="row" aria-rowindex={index + 1}>
      <td role="cell" className="when num small">
        <time dateTime={item.at}>{format.dayMonthYear(item.at)}</time>
      </td>
      <th role="rowheader" scope="row" className="title-cell">
        <button type="button" className="link record-title" onClick={() => onOpen({ item })}>
          {item.title}
        </button>
        <span className="term record-note">
          {item.aboutThirdParty ? <Chip tone="wait">{t('field.thirdParty')}</Chip> : null}
          <span>{` ${notes.join(' · ')}`}</span>
        </span>
      </th>
      {hasTerms ? (
        <td role="cell" className="until small muted">
          {until}
        </td>
      ) : null}
      {hasTexts ? (
        <td role="cell" className="amount end small">
          {textOf(item) === undefined ? null : (
            <button type="button" className="link" onClick={() => onOpen({ item, text: true })}>
              <span>{t('list.showText')}</span>
              <span className="sr">{`: ${item.title}, ${format.dayMonthYear(item.at)}`}</span>
            </button>
          )}
        </td>
      ) : null}
      {hasAmounts ? (
        <td role="cell" className="amount end num">
          {item.amount === undefined ? '' : format.money(item.amount)}
        </td>
      ) : null}
    </tr>
  );
});

/** Prints up to a thousand records: they are fetched whole, for only the rows in sight are in the page. */
function PrintRecords({
  detail,
  register,
  queryOf,
  total,
}: {
  detail: Schemas['CategoryDetail'];
  register: Register;
  queryOf: QueryOfPage;
  total: number;
}) {
  const t = useTexts<typeof texts>('register');
  const format = useFormat();
  const client = useQueryClient();
  const columns = useMemo(() => [t('list.date'), t('list.title'), t('list.amount')], [t]);
  return (
    <PrintButton
      title={detail.category.label}
      label={t('print.records')}
      controller={register.controller.legalName}
      prepare={async () => {
        const numbers = Array.from({ length: Math.ceil(total / WINDOW) }, (_, index) => index);
        const pages = await Promise.all(numbers.map(number => client.fetchQuery(queryOf(number))));
        const heading = document.createElement('h1');
        heading.textContent = detail.category.label;
        const table = document.createElement('table');
        const head = table.createTHead().insertRow();
        for (const column of columns) {
          const cell = document.createElement('th');
          cell.textContent = column;
          head.append(cell);
        }
        const body = table.createTBody();
        for (const item of pages.flatMap(page => page.items)) {
          const row = body.insertRow();
          const cells = [
            format.dayMonthYear(item.at),
            [item.title, item.number, item.counterparty].filter(Boolean).join(', '),
            item.amount === undefined ? '' : format.money(item.amount),
          ];
          for (const cell of cells) row.insertCell().textContent = cell;
        }
        return [heading, table];
      }}
    />
  );
}
