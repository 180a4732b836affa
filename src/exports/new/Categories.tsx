import { useFormContext } from 'react-hook-form';
import { isUnknown } from '../../domain/processing.ts';
import { Choices } from '../../form/fields.tsx';
import { useFormat } from '../../i18n/react.tsx';
import { useAmountText } from '../../shell/frame/amount-text.ts';
import { PartialNotes } from '../../shell/frame/PartialNotes.tsx';
import { HiddenForRole } from '../../shell/kit/hidden-for-role.tsx';
import { useLabels } from '../labels.tsx';
import { type Kind, SETS, type Values } from './form.ts';
import type { NewExport } from './use-new-export.ts';

/** The categories with their amounts, and buttons that choose sets of them. */
export function Categories({ kinds, newExport }: { kinds: readonly Kind[]; newExport: NewExport }) {
  const t = useLabels();
  const format = useFormat();
  const amount = useAmountText();
  const form = useFormContext<Values>();
  const { data: estimate, refetch } = newExport.estimate;
  const seen = kinds.filter(({ onlyFor }) => onlyFor === undefined).map(({ category }) => category);
  const hidden = kinds.filter(({ onlyFor }) => onlyFor !== undefined);
  const chosen = form.watch('categories');
  const all = seen.map(({ id }) => id);
  const sets = [
    ...SETS.map(({ id, categories }) => ({
      id,
      label: t(`new.set.${id}`),
      ids: all.filter(one => (categories as readonly string[]).includes(one)),
    })).filter(({ ids }) => ids.length > 0),
    { id: 'all', label: t('new.set.all'), ids: all },
    { id: 'none', label: t('new.set.none'), ids: [] },
  ];
  const countOf = (id: string): string => {
    const row = estimate?.categories.find(one => one.id === id);
    if (row === undefined) return '';
    if (isUnknown(row)) return t('new.count.notConnected');
    return row.records + row.fields === 0
      ? t('new.count.none')
      : t('new.count', { amount: amount(row), size: format.bytes(row.bytes) });
  };
  return (
    <div className="stack">
      <Choices
        type="checkbox"
        legend={t('new.kinds')}
        error={newExport.errorAt('categories')}
        control={form.register('categories')}
        choices={seen.map(category => ({
          value: category.id,
          label: (
            <span className="kind-line">
              <span>{`${category.label} `}</span>
              <span className="small muted num">{countOf(category.id)}</span>
            </span>
          ),
          hint: category.holds,
        }))}
        before={
          <div className="switcher sets" role="group" aria-label={t('new.sets')}>
            {sets.map(({ id, label, ids }) => (
              <button
                key={id}
                type="button"
                aria-pressed={ids.length === chosen.length && ids.every(one => chosen.includes(one))}
                onClick={() => form.setValue('categories', ids, { shouldDirty: true })}
              >
                {label}
              </button>
            ))}
          </div>
        }
      />
      {hidden.length === 0 ? null : (
        <ul className="rows">
          {hidden.map(({ category, onlyFor }) => (
            <li key={category.id} className="row">
              <span className="row-title">{category.label}</span>
              <span className="row-text">
                <HiddenForRole visibleTo={onlyFor} />
              </span>
            </li>
          ))}
        </ul>
      )}
      <PartialNotes partial={estimate?.partial ?? []} onRetry={() => void refetch()} />
    </div>
  );
}
