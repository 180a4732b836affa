import type { components } from '../../src/api/generated/schema.ts';
import { citation } from '../../src/domain/citations.ts';
import { escape } from '../archive/reader/frame.ts';
import type { Lang, Text } from '../problem.ts';
import { dateText, momentText, t } from '../text.ts';

type Schema = components['schemas'];

const STYLE = `
:root{color-scheme:light dark}
body{margin:0;font:1.0625em/1.5 system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans',sans-serif}
main{max-width:42em;margin:0 auto;padding:2em 1em;overflow-wrap:anywhere}
h1{font-size:1.6em;line-height:1.25}
h2{font-size:1.2em;margin:1.8em 0 .4em}
ul,ol{padding-left:1.2em}
li{margin:.5em 0}
.text{white-space:pre-line}
@media print{main{padding:0}}
`;

const WORDS = {
  clock: t('Время московское.', 'Times are Moscow time.'),
  filed: t('Подано', 'Submitted'),
  answered: t('Ответ дан', 'Answered'),
  asked: t('О чём обращение', 'What was asked'),
  answer: t('Ответ по каждому пункту', 'Answer to each point'),
  steps: t('Ход обращения', 'Progress'),
  messages: t('Сообщения', 'Messages'),
  files: t('Файлы', 'Files'),
} satisfies Record<string, Text>;

const OUTCOME: Record<Schema['Outcome']['kind'], Text> = {
  done: t('сделано', 'done'),
  partly: t('частично', 'partly'),
  refused: t('отказано', 'refused'),
  kept: t('хранится по закону', 'kept as the law requires'),
  forwarded: t('передано владельцу сервера', 'passed on to the server’s owner'),
};

const untilText = (kind: Schema['Outcome']['kind'], until: string): Text => {
  const { ru, en } = dateText(until);
  return kind === 'kept'
    ? t(`Не удалят раньше ${ru}.`, `Will not be deleted before ${en}.`)
    : t(`До ${ru}.`, `Until ${en}.`);
};

/**
 * The case as a page to read and print without a connection: what was asked, the answer, each step and message. Its
 * texts are those of the view; times are Moscow's.
 * @param asked what was filed, in words
 */
export function casePage(view: Schema['RightsRequest'], asked: string, lang: Lang): string {
  const when = (instant: string): string => escape(momentText(instant)[lang]);
  const section = (title: Text, content: readonly string[], tag: 'ul' | 'ol' = 'ul'): string =>
    content.length === 0
      ? ''
      : `<h2>${title[lang]}</h2><${tag}>${content.map(one => `<li>${one}</li>`).join('')}</${tag}>`;
  const outcomes = view.outcomes.map(({ label, kind, text, until, law }) =>
    [
      `<strong>${escape(label)}: ${OUTCOME[kind][lang]}.</strong>`,
      escape(text),
      ...(until === undefined ? [] : [escape(untilText(kind, until)[lang])]),
      ...(law === undefined ? [] : [escape(citation(law, lang))]),
    ].join(' '),
  );
  const facts = [
    ...(view.submittedAt === undefined ? [] : [`${WORDS.filed[lang]}: ${when(view.submittedAt)}`]),
    ...(view.answeredAt === undefined ? [] : [`${WORDS.answered[lang]}: ${when(view.answeredAt)}`]),
  ];
  const title = escape(`${view.number}. ${view.title}`);
  return `<!doctype html>
<html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><style>${STYLE}</style></head>
<body><main><h1>${title}</h1>
<p>${facts.join('<br>')}</p>
<p><small>${WORDS.clock[lang]}</small></p>
<h2>${WORDS.asked[lang]}</h2><p class="text">${escape(asked)}</p>
${section(WORDS.answer, outcomes)}
${section(
  WORDS.messages,
  view.messages.map(
    ({ at, author, text }) => `${when(at)}, ${escape(author)}:<div class="text">${escape(text)}</div>`,
  ),
)}
${section(
  WORDS.steps,
  view.timeline.map(({ at, text }) => `${when(at)}: ${escape(text)}`),
  'ol',
)}
${section(
  WORDS.files,
  view.attachments.map(({ name }) => escape(name)),
)}
</main></body></html>
`;
}
