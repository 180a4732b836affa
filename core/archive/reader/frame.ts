import { digestOf } from '../../digest.ts';
import reader from '../../generated/reader.json' with { type: 'json' };
import type { Lang } from '../../problem.ts';
import type { PageFacts, ReaderHead } from './types.ts';
import { dayText } from './written.ts';

/** The script and the style of every page: generated from page.ts and page.css beside this file. */
export const { script: SCRIPT, style: STYLE } = reader;

/** Text as HTML: no value of the data ever becomes markup. */
export const escape = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');

/** A value as JSON that is safe inside a `script` block: nothing in it can end the block or begin a comment. */
export const inertJson = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    sign => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** A text of the reader itself, in both languages; the style shows the one that `<html lang>` names. Takes HTML. */
export const both = (ru: string, en: string): string =>
  ru === en ? ru : `<span class="ru" lang="ru">${ru}</span><span class="en" lang="en">${en}</span>`;

/** The same from a function of the language. */
export const each = (write: (lang: Lang) => string): string => both(write('ru'), write('en'));

/** A text of the copy: it keeps its own language and its own direction, whatever stands around it. */
export const localized = (text: string, head: Pick<ReaderHead, 'language'>): string =>
  `<bdi lang="${head.language}">${escape(text)}</bdi>`;

const digest = async (text: string): Promise<string> => {
  const bytes = await digestOf(text);
  return `'sha256-${btoa(String.fromCharCode(...bytes))}'`;
};

let policy: Promise<string> | undefined;
/** What a page may do: run its own script, wear its own style, nothing else. Computed once. */
const policyOf = (): Promise<string> =>
  (policy ??= Promise.all([digest(SCRIPT), digest(STYLE)]).then(
    ([script, style]) =>
      `default-src 'none'; script-src ${script}; style-src ${style}; base-uri 'none'; form-action 'none'`,
  ));

const LANGUAGES: Record<Lang, string> = { ru: 'Русский', en: 'English' };

/** Everything before the content of a page. */
export const opening = async (
  head: ReaderHead,
  titles: Record<Lang, string>,
  root: string,
): Promise<string> => {
  const title = titles[head.language];
  const attributes = `lang="${head.language}" data-title-ru="${escape(titles.ru)}" data-title-en="${escape(titles.en)}"`;
  const copy = each(
    lang =>
      `${lang === 'ru' ? 'Копия данных' : 'Copy of your data'} <span class="whole">${escape(head.number)}</span>`,
  );
  return `<!doctype html>
<html ${attributes}>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${await policyOf()}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="format-detection" content="telephone=no">
<title>${escape(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<a class="skip" href="#main">${both('К содержанию', 'Skip to content')}</a>
<header class="top">
<p class="brand"><b>ActiveCloud</b> ${
    root === ''
      ? `<span>${copy}</span>`
      : `<a href="${root}index.html" data-go="${head.language}">${copy}</a>`
  }</p>
<div class="switcher" role="group" aria-labelledby="language" id="languages" hidden>
<span class="sr" id="language">${both('Язык страницы', 'Language of the page')}</span>
${(['ru', 'en'] as const)
  .map(
    lang =>
      `<button type="button" lang="${lang}" data-lang="${lang}" aria-pressed="${lang === head.language}">${LANGUAGES[lang]}</button>`,
  )
  .join('\n')}
</div>
</header>
<main id="main" tabindex="-1">
`;
};

/** One small line, seen only while the reader speaks another language than the copy. */
export const languageNote = (head: ReaderHead): string =>
  head.language === 'ru'
    ? '<p class="small muted en" lang="en">The data itself is in Russian, the language this copy was made in.</p>'
    : '<p class="small muted ru" lang="ru">Сами данные на английском: на этом языке собрана копия.</p>';

/** Everything after the content of a page: who answers for it, what the script reads, the script. */
export const closing = (head: ReaderHead, facts: PageFacts): string => `</main>
<footer class="foot">
<p>${localized(head.controller, head)} · ${localized(head.account.name, head)}, ${escape(head.account.code)} · ${each(lang => escape(dayText(head.readyAt, lang)))}</p>
</footer>
<script type="application/json" id="page">${inertJson(facts)}</script>
<script>${SCRIPT}</script>
</body>
</html>
`;
