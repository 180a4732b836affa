import Negotiator from 'negotiator';
import type { Lang } from '../problem.ts';

/** The language of an `Accept-Language` (RFC 9110 §12.5.4): Russian where it names neither Russian nor English. */
export const languageOf = (header: string | null): Lang => {
  // By weight, then in the order of the header: with a list of languages Negotiator would put `ru` before `en-US`.
  for (const tag of new Negotiator({ headers: { 'accept-language': header ?? '' } }).languages()) {
    const [language] = tag.toLowerCase().split('-');
    if (language === 'ru' || language === 'en') return language;
  }
  return 'ru';
};
