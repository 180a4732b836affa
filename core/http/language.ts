import type { Lang } from '../problem.ts';
import { weightedValues } from './quality.ts';

/** The language that `Accept-Language` prefers; Russian if it names neither Russian nor English. */
export const languageOf = (header: string | null): Lang => {
  const acceptable = weightedValues(header)
    .filter(({ quality }) => quality > 0)
    .toSorted((a, b) => b.quality - a.quality);
  for (const { value } of acceptable) {
    if (value === 'ru' || value.startsWith('ru-')) return 'ru';
    if (value === 'en' || value.startsWith('en-')) return 'en';
  }
  return 'ru';
};
