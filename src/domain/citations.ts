/** A reference to a law as in the contract: the act, and its article in the Russian notation. */
export interface LawReference {
  readonly law: string;
  readonly article?: string | undefined;
}

/** The length of the act's name: `152-FZ` or `Federal Law No. 152-FZ`. */
export type CitationLength = 'short' | 'full';

type Lang = 'ru' | 'en';

/** The number of an act; the text may begin with words (`Law 152-FZ`). */
const FEDERAL = /^(?:(?:Federal )?Law (?:No\. ?)?)?(\d+)-(?:ФЗ|FZ)$/;
const BELARUSIAN = /^(?:Law (?:No\. ?)?)?(\d+)-(?:З|Z)$/;

/** The name of an act. A name without a number (the policy) stays unchanged. */
const actOf = (law: string, lang: Lang, length: CitationLength): string => {
  const federal = FEDERAL.exec(law)?.[1];
  if (federal !== undefined) {
    if (lang === 'ru') return length === 'full' ? `Федеральный закон № ${federal}-ФЗ` : `${federal}-ФЗ`;
    return length === 'full' ? `Federal Law No. ${federal}-FZ` : `${federal}-FZ`;
  }
  const belarusian = BELARUSIAN.exec(law)?.[1];
  if (belarusian !== undefined) {
    if (lang === 'ru')
      return length === 'full' ? `Закон Республики Беларусь № ${belarusian}-З` : `${belarusian}-З`;
    return length === 'full' ? `Law of the Republic of Belarus No. ${belarusian}-Z` : `${belarusian}-Z`;
  }
  return law;
};

/** An article, its part and an item of the part. */
const LEVELS = ['ст.', 'ч.', 'п.'] as const;
const PLACE = /^(?:(ст\.|ч\.|п\.) ?)?(\d[\d.]*(?:[–-]\d[\d.]*)?)/;

/** Formats `3–5.1` of a part as `(3)–(5.1)`. */
const inBrackets = (numbers: string): string =>
  numbers
    .split(/[–-]/)
    .map(number => `(${number})`)
    .join('–');

/**
 * Formats «ст. 14 ч. 7 п. 4» as `Art. 14(7)(4)`. A number without a mark has the level of the one before: «ст. 21 ч. 1,
 * 5.1» are two parts of one article; «ст. 20 ч. 3, 21 ч. 2» are two articles, because the second has its own part.
 */
const englishArticle = (article: string): string => {
  const written: string[] = [];
  let level = 0;
  for (const piece of article.split(/, ?/)) {
    let rest = piece.trim();
    let text = '';
    let first = true;
    while (rest !== '') {
      const found = PLACE.exec(rest);
      if (found === null) return article;
      const [whole, mark, numbers = ''] = found;
      rest = rest.slice(whole.length).trimStart();
      if (mark !== undefined) level = LEVELS.findIndex(one => one === mark);
      else if (rest.startsWith('ч.')) level = 0;
      else if (rest.startsWith('п.')) level = 1;
      else if (!first) return article;
      first = false;
      text += level === 0 ? `Art. ${numbers}` : inBrackets(numbers);
    }
    written.push(text);
  }
  return written.join(', ');
};

/**
 * A law with its article in a language: `152-ФЗ, ст. 14 ч. 7` and `152-FZ, Art. 14(7)`; with the long name `Federal Law
 * No. 152-FZ, Art. 14(7)`. All pages, documents and messages use this function.
 */
export function citation(
  { law, article }: LawReference,
  lang: Lang,
  length: CitationLength = 'short',
): string {
  const act = actOf(law, lang, length);
  if (article === undefined || article === '') return act;
  return `${act}, ${lang === 'en' ? englishArticle(article) : article}`;
}
