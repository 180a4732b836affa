import { useQueries } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useEffect, useId, useRef, useState } from 'react';
import { useTexts } from '../i18n/react.tsx';
import { PanelFailure } from '../shell/failure/FailureView.tsx';
import { type OpenedRecord, type RecordColumns, RecordRow } from './RecordRow.tsx';
import { type QueryOfWindow, WINDOW } from './record-view.ts';
import type texts from './texts.json';

/** A table of all records of which only the rows in view are rendered and only the windows around them are loaded. */
export const RecordTable = memo(function RecordTable({
  total,
  queryOf,
  hasAmounts,
  hasTerms,
  hasTexts,
  usualTerm,
  onOpen,
}: {
  total: number;
  queryOf: QueryOfWindow;
  onOpen: (opened: OpenedRecord) => void;
} & RecordColumns) {
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
                <RecordRow
                  key={row.key}
                  index={row.index}
                  item={item}
                  hasAmounts={hasAmounts}
                  hasTerms={hasTerms}
                  hasTexts={hasTexts}
                  usualTerm={usualTerm}
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
