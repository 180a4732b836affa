import type { Lang } from '../problem.ts';

/** The language of an `Accept-Language`: Russian where it names neither of ours. */
export const languageOf = (header: string | null): Lang => {
  const wanted = (header ?? '')
    .split(',')
    .map(part => {
      const [tag = '', ...params] = part.trim().split(';');
      const q = params.map(one => /^\s*q=([\d.]+)\s*$/.exec(one)?.[1]).find(one => one !== undefined);
      return { tag: tag.toLowerCase(), q: q === undefined ? 1 : Number(q) };
    })
    .filter(one => one.q > 0)
    .toSorted((a, b) => b.q - a.q);
  for (const { tag } of wanted) {
    if (tag === 'ru' || tag.startsWith('ru-')) return 'ru';
    if (tag === 'en' || tag.startsWith('en-')) return 'en';
  }
  return 'ru';
};
