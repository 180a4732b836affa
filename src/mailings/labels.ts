import { useCallback } from 'react';
import { type Translate, useTexts } from '../i18n/react.tsx';
import type { Change } from './queries.ts';
import type texts from './texts.json';

type TextKey = Extract<keyof typeof texts, string>;

/** The texts of the mailings. A date that ends with «г.» ends its sentence too. */
export function useLabels(): Translate<TextKey> {
  const t = useTexts<typeof texts>('mailings');
  return useCallback((key, values) => t(key, values).replaceAll('г..', 'г.'), [t]);
}

/** «Акции: выключено», «Все рассылки: возвращено как было»: a change, in a line. */
export function useChangeLine(): (change: Change) => string {
  const t = useLabels();
  return ({ topicLabel, to, via }) =>
    t('change.line', { topic: topicLabel, what: t(via === 'undo' ? 'change.undone' : `change.${to}`) });
}
