import type { components } from '../../src/api/generated/schema.ts';
import type { Lang, Text } from '../problem.ts';
import { momentText } from '../text.ts';

type Page = components['schemas']['UnsubscribePage'];

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Headers of every answer of an email’s link. */
export const HEADERS = {
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
  'X-Robots-Tag': 'noindex',
  Vary: 'Accept, Accept-Language',
};
/** Headers of its pages. */
export const HTML_HEADERS = {
  ...HEADERS,
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
};

/** The page is whole without it; where the operator serves it, a press acts in place. */
export const SCRIPT = '/activecloud-unsubscribe.js';

const STYLE = `
:root{color-scheme:light dark;--ink:light-dark(#17212b,#e8edf2);--soft:light-dark(#46535f,#b7c1cb);--paper:light-dark(#fff,#12181f);--line:light-dark(#828d99,#6b7a89);--accent:light-dark(#0a5ea8,#7cbcff);--on:light-dark(#fff,#0b1620)}
body{margin:0;font:1.0625em/1.5 system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans',sans-serif;color:var(--ink);background:var(--paper)}
main{max-width:36em;margin:0 auto;padding:2em 1em}
h1{font-size:1.7em;line-height:1.2;letter-spacing:-.015em;margin:0 0 .5em;overflow-wrap:anywhere}
h1:focus{outline:none}
h2,legend{font-size:1.15em;line-height:1.3;font-weight:650;margin:1.6em 0 .4em;padding:0}
p{margin:0 0 1em}
a{color:var(--accent)}
button{font:inherit;font-weight:600;min-height:2.75em;padding:.5em 1em;border:1px solid var(--line);border-radius:8px;background:var(--paper);color:var(--ink);cursor:pointer}
form:first-of-type>button,main>p:first-of-type+p>button{background:var(--accent);border-color:var(--accent);color:var(--on)}
button[aria-disabled=true]{opacity:.6}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
form{margin:0 0 1em}
fieldset{border:0;margin:0;padding:0}
ul{list-style:none;margin:0 0 1em;padding:0}
li,label{display:flex;gap:.8em;align-items:center;justify-content:space-between;padding:.6em 0;border-bottom:1px solid var(--line)}
label{justify-content:flex-start}
input{width:1.5em;height:1.5em;margin:0;accent-color:var(--accent)}
[role=status]:empty{display:none}
@media (prefers-reduced-motion:no-preference){button{transition:background .14s}}
`;

const shell = (title: string, content: string, lang: Lang): string => `<!doctype html>
<html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><meta name="referrer" content="no-referrer"><title>${escape(title)}</title><style>${STYLE}</style>
<script type="module" src="${SCRIPT}"></script></head>
<body><main><h1>${escape(title)}</h1>
${content}</main></body></html>
`;

const when = (instant: string, lang: Lang): string => momentText(instant)[lang];

/** What this very answer has done: topics it has switched off, or the last opt-out taken back. */
export type Done = { readonly stopped: readonly string[] } | 'undone';

/** The page of an email’s link: what it would stop and one button, or what was done and how to undo it. */
export const unsubscribePage = (page: Page, path: string, lang: Lang, done?: Done): string => {
  const w = (ru: string, en: string): string => (lang === 'ru' ? ru : en);
  const quoted = (label: string): string => w(`«${label}»`, `“${label}”`);
  const own = quoted(page.topicLabel);
  const on = page.state === 'on';
  const others = page.topics.filter(one => one.topic !== page.topic && one.state === 'on');
  const stopped = done === undefined || done === 'undone' ? [] : done.stopped;
  // Another topic than the email’s was switched off: the page speaks of that one, not of the email’s.
  const elsewhere = stopped.length > 0 && on;
  const labels = page.topics.filter(one => stopped.includes(one.topic)).map(one => quoted(one.label));
  const account = `<p><a href="${escape(page.accountUrl)}">${w('Все рассылки в личном кабинете', 'All mailings in the account area')}</a></p>`;
  const stopLabel = elsewhere
    ? w(`Отключить и ${own}`, `Stop ${own} too`)
    : w('Больше не присылать', 'Stop these emails');
  const stop = on
    ? `<form method="post" action="${path}"><input type="hidden" name="topic" value="${escape(page.topic)}"><button type="submit">${escape(stopLabel)}</button></form>`
    : '';
  const undo =
    page.undoUntil === undefined
      ? ''
      : `<form method="post" action="${path}/undo"><p>${w('Передумали? Вернуть можно до', 'Changed your mind? You can undo until')} ${when(page.undoUntil, lang)} (${w('МСК', 'Moscow')}).</p><button type="submit">${w('Вернуть как было', 'Undo')}</button></form>`;
  const more =
    others.length === 0
      ? ''
      : `<form method="post" action="${path}"><fieldset><legend>${w('Отключить и другие темы', 'Stop other topics too')}</legend>${others
          .map(
            one =>
              `<label><input type="checkbox" name="topic" value="${escape(one.topic)}"> ${escape(one.label)}</label>`,
          )
          .join(
            '',
          )}<button type="submit">${w('Отключить отмеченные', 'Stop the selected topics')}</button> <button type="submit" name="topic" value="all">${w('Отключить все', 'Stop all')}</button></fieldset></form>`;
  const title = elsewhere
    ? w(`${labels.join(', ')}: отключено`, `${labels.join(', ')}: off`)
    : on
      ? w(`Отключить ${own}?`, `Stop ${own}?`)
      : w('Рассылка отключена', 'This mailing is off');
  const address = escape(page.address);
  const off = `${w('Такие письма больше не придут на', 'These emails will no longer come to')} ${address}.`;
  const lines = elsewhere
    ? [
        `<p role="status">${off}</p>`,
        `<p>${escape(w(`Письма по теме ${own} по-прежнему приходят.`, `You still get emails about ${own}.`))}</p>`,
      ]
    : on
      ? [
          done === 'undone'
            ? `<p role="status">${w('Возвращено как было.', 'Everything is back as it was.')}</p>`
            : '',
          `<p>${w('Письма приходят на', 'These emails go to')} ${address}. ${escape(page.why)}</p>`,
          done === undefined
            ? `<p>${w('Пока вы не нажмёте кнопку, ничего не изменится.', 'Nothing changes until you press the button.')}</p>`
            : '',
        ]
      : [
          `<p role="status">${escape(w(`Письма по теме ${own} на адрес`, `Emails about ${own} to`))} ${address} ${w('больше не придут', 'have been stopped')}${page.offSince === undefined ? '' : `, ${w('тема отключена', 'topic turned off')} ${when(page.offSince, lang)}${page.offBy === undefined ? '' : ` (${escape(page.offBy)})`}`}.${labels.length > 1 || (stopped.length > 0 && !stopped.includes(page.topic)) ? ` ${escape(w(`Отключено сейчас: ${labels.join(', ')}.`, `Just stopped: ${labels.join(', ')}.`))}` : ''}</p>`,
        ];
  return shell(title, lines.join('') + stop + undo + more + account, lang);
};

/** Texts of what may go wrong with an email’s link, by status: title and sentence. */
const WRONG: Readonly<Record<number, readonly [title: Text, text: Text]>> = {
  400: [
    { ru: 'Ничего не отключено', en: 'Nothing was stopped' },
    {
      ru: 'Похоже, не отмечена ни одна тема, или запрос дошёл не целиком. Вернитесь и выберите ещё раз.',
      en: 'No topic was selected, or part of the request was lost. Go back and choose again.',
    },
  ],
  405: [
    { ru: 'Так эта ссылка не открывается', en: 'This link has to be opened differently' },
    {
      ru: 'Ничего не изменилось. Откройте страницу отписки и нажмите кнопку на ней.',
      en: 'Nothing has changed. Open the unsubscribe page and use its button.',
    },
  ],
  415: [
    { ru: 'Ничего не отключено', en: 'Nothing was stopped' },
    {
      ru: 'Запрос пришёл в виде, который мы не читаем. Откройте страницу отписки и нажмите кнопку на ней.',
      en: 'We could not read the request. Open the unsubscribe page and use its button.',
    },
  ],
  429: [
    { ru: 'Слишком много запросов', en: 'Too many requests' },
    { ru: 'Подождите минуту и попробуйте снова.', en: 'Wait a minute and try again.' },
  ],
  503: [
    { ru: 'Идут технические работы', en: 'We are carrying out maintenance' },
    {
      ru: 'Ссылка из письма не устареет. Зайдите через несколько минут.',
      en: 'The link in your email does not expire. Come back in a few minutes.',
    },
  ],
};
const FAULT: (typeof WRONG)[number] = [
  { ru: 'Не получилось', en: 'Something went wrong' },
  {
    ru: 'Мы не справились с запросом. Попробуйте ещё раз: повтор ничего не испортит.',
    en: 'We could not answer. Try again: doing it twice does no harm.',
  },
];

/**
 * The page of an email’s link when something is wrong: what, and a way on.
 * @param link the path of the link itself; opening it changes nothing
 */
export const problemPage = (
  status: number,
  { link, requestId, lang }: { link: string; requestId: string; lang: Lang },
): string => {
  if (status === 404) return deadLinkPage('unknown', lang);
  if (status === 410) return deadLinkPage('too-late', lang);
  const [title, text] = WRONG[status] ?? FAULT;
  const w = (ru: string, en: string): string => (lang === 'ru' ? ru : en);
  return shell(
    title[lang],
    `<p>${text[lang]}</p><p><a href="${escape(link)}">${w('Открыть страницу отписки', 'Open the unsubscribe page')}</a></p><p>${w('Код для поддержки:', 'Code for support:')} ${escape(requestId)}</p>`,
    lang,
  );
};

/** The page of a link that leads nowhere: plain words and a way on. */
export const deadLinkPage = (why: 'unknown' | 'too-late', lang: Lang): string => {
  const w = (ru: string, en: string): string => (lang === 'ru' ? ru : en);
  return why === 'unknown'
    ? shell(
        w('Ссылка не сработала', 'This link does not work'),
        `<p>${w('Похоже, адрес скопирован не целиком или письмо пришло не от нас. Откройте ссылку прямо из письма.', 'The address may be incomplete, or the email may not be from us. Open the link straight from the email.')}</p><p>${w('Отключить письма можно и в личном кабинете:', 'You can also stop emails in the account area:')} <a href="/mailings">${w('Рассылки', 'Mailings')}</a>.</p>`,
        lang,
      )
    : shell(
        w('Отменить уже нельзя', 'Too late to undo'),
        `<p>${w('Прошло больше 10 минут. Включить тему снова можно в личном кабинете:', 'It has been more than 10 minutes. You can turn the topic back on in the account area:')} <a href="/mailings">${w('Рассылки', 'Mailings')}</a>.</p>`,
        lang,
      );
};
