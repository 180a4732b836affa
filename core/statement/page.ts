import type { components } from '../../src/api/generated/schema.ts';
import { citation } from '../../src/domain/citations.ts';
import type { Lang } from '../problem.ts';
import { momentText } from '../text.ts';

type Schema = components['schemas'];

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** The statement as a plain page for printing. */
export function pageOf(statement: Schema['Statement'], lang: Lang): string {
  const translate = (ru: string, en: string) => (lang === 'ru' ? ru : en);
  const sections = statement.sections.map(section => {
    const table = section.table
      ? `<table><thead><tr>${section.table.columns.map(column => `<th scope="col">${escape(column)}</th>`).join('')}</tr></thead><tbody>${section.table.rows
          .map(
            row =>
              `<tr>${row.map((cell, index) => (index === 0 ? `<th scope="row">${escape(cell)}</th>` : `<td>${escape(cell)}</td>`)).join('')}</tr>`,
          )
          .join('')}</tbody></table>`
      : '';
    return `<section><h2>${escape(section.title)}</h2><p><small>${escape(citation(section.law, lang, 'full'))}</small></p>${section.paragraphs.map(paragraph => `<p>${escape(paragraph)}</p>`).join('')}${table}</section>`;
  });
  return `<!doctype html>
<html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escape(statement.number)}</title>
<style>body{font:16px/1.5 serif;max-width:52em;margin:2em auto;padding:0 1em}table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.3em .6em .3em 0;border-bottom:1px solid #bbb}@media(max-width:40em){table,thead,tbody,tr,th,td{display:block}th,td{border:0;padding:.1em 0;overflow-wrap:anywhere}tr{border-bottom:1px solid #bbb;padding:.5em 0}}@page{margin:18mm}</style></head>
<body><main><h1>${translate('Сведения об обработке персональных данных', 'Information on the processing of personal data')}</h1>
<p>${escape(statement.number)} · ${escape(momentText(statement.issuedAt)[lang])} (${translate('МСК', 'Moscow')}) · ${escape(statement.controller.name)}</p>
<p>${escape(statement.subject.name)}, ${escape(statement.subject.accountName)}, ${escape(statement.subject.accountCode)}</p>
<p>${escape(statement.summary)}</p>${sections.join('')}</main></body></html>
`;
}
