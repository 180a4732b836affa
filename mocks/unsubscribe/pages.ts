import type { components } from '../../src/api/generated/schema.ts';
import type { Lang } from '../problem.ts';
import { momentText } from '../words.ts';

type Page = components['schemas']['UnsubscribePage'];

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

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

/** The page of a letter’s link: what it would stop and one button, or what is off and how to undo it. */
export const unsubscribePage = (page: Page, path: string, lang: Lang): string => {
  const w = (ru: string, en: string): string => (lang === 'ru' ? ru : en);
  const topic = escape(page.topicLabel);
  const others = page.topics.filter(one => one.topic !== page.topic && one.state === 'on');
  const account = `<p><a href="${escape(page.accountUrl)}">${w('Все рассылки в личном кабинете', 'All mailings in the account area')}</a></p>`;
  const stop =
    page.state === 'on'
      ? `<form method="post" action="${path}"><input type="hidden" name="topic" value="${escape(page.topic)}"><button type="submit">${w('Больше не присылать', 'Stop these letters')}</button></form>`
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
          )}<button type="submit">${w('Отключить отмеченные', 'Stop the chosen ones')}</button> <button type="submit" name="topic" value="all">${w('Отключить все', 'Stop all')}</button></fieldset></form>`;
  const title =
    page.state === 'on'
      ? w(`Отключить «${page.topicLabel}»?`, `Stop “${page.topicLabel}”?`)
      : w('Рассылка отключена', 'The mailing is off');
  const state =
    page.state === 'on'
      ? `<p>${w('Письма приходят на', 'Letters go to')} ${escape(page.address)}. ${escape(page.why)}</p><p>${w('Пока вы не нажмёте кнопку, ничего не изменится.', 'Nothing changes until you press the button.')}</p>`
      : `<p role="status">${w(`Письма по теме «${topic}» на адрес`, `Letters on “${topic}” to`)} ${escape(page.address)} ${w('больше не придут', 'will not come any more')}${page.offSince === undefined ? '' : `, ${w('тема отключена', 'the topic is off since')} ${when(page.offSince, lang)}`}.</p>`;
  return shell(title, state + stop + undo + more + account, lang);
};

/** The page of a link that leads nowhere: plain words and a way on. */
export const deadLinkPage = (why: 'unknown' | 'too-late', lang: Lang): string => {
  const w = (ru: string, en: string): string => (lang === 'ru' ? ru : en);
  return why === 'unknown'
    ? shell(
        w('Ссылка не сработала', 'The link did not work'),
        `<p>${w('Похоже, адрес скопирован не целиком или письмо пришло не от нас. Откройте ссылку прямо из письма.', 'The address seems to be cut off, or the letter is not ours. Open the link straight from the letter.')}</p><p>${w('Отключить письма можно и в личном кабинете:', 'You can also stop letters in the account area:')} <a href="/mailings">${w('Рассылки', 'Mailings')}</a>.</p>`,
        lang,
      )
    : shell(
        w('Отменить уже нельзя', 'Too late to undo'),
        `<p>${w('Прошло больше 10 минут. Включить тему снова можно в личном кабинете:', 'More than 10 minutes have passed. You can switch the topic on again in the account area:')} <a href="/mailings">${w('Рассылки', 'Mailings')}</a>.</p>`,
        lang,
      );
};
