import type { components } from '../../src/api/generated/schema.ts';
import { accountById } from '../personas.ts';
import type { CategoryContent } from './content.ts';
import type { ExportRow } from './state.ts';

/** The reader shows this many records of a kind; the rest is in the files beside it. */
const SHOWN = 200;

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** The first page of the archive: opens without a network and holds no script. */
export const indexPage = (
  row: ExportRow,
  content: readonly CategoryContent[],
  excluded: components['schemas']['Export']['excluded'],
  readyAt: string,
): string => {
  const lang = row.spec.language;
  const w = (ru: string, en: string): string => (lang === 'ru' ? ru : en);
  const account = accountById(row.accountId);
  const date = new Intl.DateTimeFormat(lang === 'ru' ? 'ru-RU' : 'en-GB', {
    dateStyle: 'long',
    timeZone: 'Europe/Moscow',
  });
  const cells = (...values: string[]): string => values.map(value => `<td>${escape(value)}</td>`).join('');
  const sections = content.map(one => {
    const fields = one.fields
      .map(field => `<tr><th scope="row">${escape(field.label[lang])}</th>${cells(field.value)}</tr>`)
      .join('');
    const shown = row.spec.formats.includes('html') ? one.read(SHOWN) : [];
    const records = shown
      .map(
        record =>
          `<tr>${cells(date.format(new Date(record.at)), record.title, record.number ?? '', record.amount === undefined ? '' : `${record.amount.amount} ${record.amount.currency}`)}</tr>`,
      )
      .join('');
    const rest =
      one.records > shown.length
        ? `<p>${w(`Показано ${shown.length} из ${one.records}, остальное в папках data и csv.`, `Shown: ${shown.length} of ${one.records}, the rest is in data and csv.`)}</p>`
        : '';
    return `<section id="${one.id}"><h2>${escape(one.label)}</h2>${fields === '' ? '' : `<table>${fields}</table>`}${
      records === ''
        ? ''
        : `<table><thead><tr>${[w('Когда', 'When'), w('Что', 'What'), w('Номер', 'Number'), w('Сумма', 'Amount')].map(heading => `<th scope="col">${heading}</th>`).join('')}</tr></thead><tbody>${records}</tbody></table>`
    }${rest}</section>`;
  });
  const left = excluded
    .map(({ what, reason }) => `<li><b>${escape(what)}</b>: ${escape(reason)}</li>`)
    .join('');
  const title = `${w('Копия данных', 'Copy of data')} ${row.number}`;
  return `<!doctype html>
<html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><title>${escape(title)}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:60em;margin:2em auto;padding:0 1em}table{border-collapse:collapse;width:100%;margin:1em 0}th,td{text-align:left;vertical-align:top;padding:.3em .6em .3em 0;border-bottom:1px solid #bbb}</style></head>
<body><main><h1>${escape(title)}</h1><p>${escape(account.name)}, ${escape(account.code)} · ${escape(date.format(new Date(readyAt)))}</p>
<nav><ul>${content.map(one => `<li><a href="#${one.id}">${escape(one.label)}</a>: ${one.records}</li>`).join('')}<li><a href="statement.html">${w('Сведения об обработке', 'Information on the processing')}</a></li></ul></nav>
${left === '' ? '' : `<section><h2>${w('Что не вошло', 'What was left out')}</h2><ul>${left}</ul></section>`}
${sections.join('\n')}</main></body></html>
`;
};
