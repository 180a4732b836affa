import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Schemas } from '../api/schema-types.ts';
import { useFormat, useTexts } from '../i18n/react.tsx';
import { PrintButton } from '../shell/kit/PrintButton.tsx';
import type { Register } from './queries.ts';
import { type QueryOfWindow, WINDOW } from './record-view.ts';
import type texts from './texts.json';

/** The largest number of records that is printed; larger lists are exported. */
export const PRINT_LIMIT = 1000;

/** Prints up to `PRINT_LIMIT` records. They are all fetched, because the table holds only the rows in view. */
export function PrintRecords({
  detail,
  register,
  queryOf,
  total,
}: {
  detail: Schemas['CategoryDetail'];
  register: Register;
  queryOf: QueryOfWindow;
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
