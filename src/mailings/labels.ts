import { type Translate, useTexts } from '../i18n/react.tsx';
import type { Change } from './queries.ts';
import type texts from './texts.json';

type TextKey = Extract<keyof typeof texts, string>;

/** The texts of the mailings. */
export function useLabels(): Translate<TextKey> {
  return useTexts<typeof texts>('mailings');
}

/** «Акции: выключено», «Все рассылки: возвращено как было»: a change, in a line. */
export function useChangeLine(): (change: Change) => string {
  const t = useLabels();
  return ({ topicLabel, to, via, refused }) =>
    refused === undefined
      ? t('change.line', { topic: topicLabel, what: t(via === 'undo' ? 'change.undone' : `change.${to}`) })
      : t('change.refused', { topic: topicLabel, subject: refused.subject });
}
