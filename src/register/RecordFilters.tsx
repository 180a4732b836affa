import { useEffect, useState } from 'react';
import type { Schemas } from '../api/schema-types.ts';
import { DateRange } from '../form/date-range.tsx';
import { Select, TextInput } from '../form/fields.tsx';
import { useFormat, useTexts } from '../i18n/react.tsx';
import { type RecordView, SORTS } from './record-view.ts';
import type texts from './texts.json';
import { usePaused } from './use-paused.ts';

/** The search box: reports the text after a pause in typing, so that the rows do not change with each character. */
export function SearchBox({ onSettle }: { onSettle: (text: string) => void }) {
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

/** The filters and the order of the records; `onChoose` takes search parameters, empty ones to remove. */
export function RecordFilters({
  kinds,
  view,
  open,
  onChoose,
}: {
  kinds: Schemas['CategoryDetail']['recordKinds'];
  view: RecordView;
  open: boolean;
  onChoose: (changes: Record<string, string>) => void;
}) {
  const t = useTexts<typeof texts>('register');
  const format = useFormat();
  const hasAmounts = kinds.some(kind => kind.hasAmount);
  return (
    <details className="more" open={open} data-print="no">
      <summary>{t('list.filters')}</summary>
      <div className="filters" data-keeps-focus="">
        <Select
          label={t('list.kind')}
          value={view.kind ?? ''}
          options={[
            { value: '', label: t('list.all') },
            ...kinds.map(kind => ({
              value: kind.id,
              label: `${kind.label} (${format.number(kind.count)})`,
            })),
          ]}
          onChange={kind => onChoose({ kind })}
        />
        <DateRange
          labels={{ from: t('list.from'), to: t('list.to') }}
          from={view.from}
          to={view.to}
          onChange={onChoose}
        />
        <Select
          label={t('list.sort')}
          value={view.sort}
          options={SORTS.filter(sort => hasAmounts || !sort.endsWith('amount')).map(sort => ({
            value: sort,
            label: t(`list.sort.${sort}`),
          }))}
          onChange={sort => onChoose({ sort: sort === '-date' ? '' : sort })}
        />
        <Select
          label={t('list.who')}
          value={view.thirdParty === true ? 'true' : ''}
          options={[
            { value: '', label: t('list.everyone') },
            { value: 'true', label: t('list.thirdParty') },
          ]}
          onChange={thirdParty => onChoose({ thirdParty })}
        />
      </div>
    </details>
  );
}
