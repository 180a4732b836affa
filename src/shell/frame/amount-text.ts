import type { Amount } from '../../domain/processing.ts';
import { useFormat, useTexts } from '../../i18n/react.tsx';
import type texts from '../texts.json';

/** «1 значение и 88 записей»: how much is kept, in both ways it is kept; «записей нет» when nothing is. */
export function useAmountText(): (amount: Partial<Amount>) => string {
  const t = useTexts<typeof texts>('shell');
  const format = useFormat();
  return ({ fields = 0, records = 0 }) =>
    format.list([
      ...(fields > 0 ? [t('amount.fields', { n: fields })] : []),
      ...(records > 0 || fields === 0 ? [t('amount.records', { n: records })] : []),
    ]);
}
