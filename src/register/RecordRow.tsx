import { memo } from 'react';
import type { Schemas } from '../api/schema-types.ts';
import { useFormat, useTexts } from '../i18n/react.tsx';
import { Chip } from '../ui/base/chip.tsx';
import { useTermLine } from './labels.tsx';
import type texts from './texts.json';

type Item = Schemas['Record'];

/** A record in its dialog; with `text`, its text is revealed at once. */
export interface OpenedRecord {
  item: Item;
  text?: boolean;
}

/** The id of the attribute with the text of a record that the customer may read. */
export const textAttributeOf = (item: Item): string | undefined =>
  item.attributes.find(({ id }) => id === 'body')?.id;

/** The columns that a list has besides date and title. */
export interface RecordColumns {
  hasAmounts: boolean;
  hasTerms: boolean;
  hasTexts: boolean;
  /** How long records without a rule of their own are kept; empty where the kind of data has several rules. */
  usualTerm: string;
}

/** One row of the table; without `item` a skeleton of its size. */
export const RecordRow = memo(function RecordRow({
  index,
  item,
  hasAmounts,
  hasTerms,
  hasTexts,
  usualTerm,
  onOpen,
}: {
  index: number;
  item: Item | undefined;
  onOpen: (opened: OpenedRecord) => void;
} & RecordColumns) {
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
  const { until, kept } = term(item, usualTerm);
  const companies = item.recipients?.flatMap(({ members }) => members.map(({ name }) => name)) ?? [];
  const notes = [
    kept,
    item.number,
    item.service,
    ...companies,
    item.counterparty,
    item.channel,
    item.status?.label,
  ].filter(Boolean);
  if (item.humanCheckedAt !== undefined)
    notes.unshift(t('list.checked', { date: format.dayMonthYear(item.humanCheckedAt) }));
  if (item.direction !== undefined) notes.unshift(t(`list.${item.direction}`));
  return (
    <tr role="row" aria-rowindex={index + 1}>
      <td role="cell" className="when num small">
        <time dateTime={item.day ?? item.at}>{format.dayMonthYear(item.at)}</time>
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
          {textAttributeOf(item) === undefined ? null : (
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
