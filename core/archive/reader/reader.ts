import { citation } from '../../../src/domain/citations.ts';
import type { Amount } from '../../../src/domain/processing.ts';
import type { Lang } from '../../problem.ts';
import { both, closing, each, escape, inertJson, languageNote, opening, localized } from './frame.ts';
import type { ReaderCategory, ReaderField, ReaderHead, ReaderRecord } from './types.ts';
import { amountText, numberText } from '../../text.ts';
import { countText, dateText, dayText, type Forms, momentText } from './written.ts';

/** A page never holds more records: a telephone opens it, too. */
export const READER_RECORDS = 5000;
/** Records in one piece of the text of a page. */
const BATCH = 200;

/** «Из 2 частей». */
const PARTS: Record<Lang, Forms> = { ru: ['части', 'частей', 'частей'], en: ['part', 'parts'] };
const KINDS: Record<Lang, Forms> = {
  ru: ['вид данных', 'вида данных', 'видов данных'],
  en: ['kind of data', 'kinds of data'],
};

/** How many pages a kind of data takes; none when the copy holds nothing of it. */
export const pageCount = (category: ReaderCategory): number =>
  Math.max(
    Math.ceil(category.records / READER_RECORDS),
    category.fields.length > 0 || category.records > 0 ? 1 : 0,
  );

/** Where a page lies in the archive: `reader/services.html`, `reader/services-2.html`. */
export const pagePath = (id: string, page: number): string =>
  `reader/${id}${page === 1 ? '' : `-${page}`}.html`;

const href = (path: string): string => escape(path.split('/').map(encodeURIComponent).join('/'));
const fileName = (page: number, id: string): string => pagePath(id, page).slice('reader/'.length);

const amountOf = ({ fields, records }: ReaderCategory, lang: Lang): string =>
  amountText({ fields: fields.length, records })[lang];

const systemsText = (systems: readonly string[], head: ReaderHead): string =>
  systems.length === 0 ? '' : localized(systems.join(', '), head);

/** The file with the same data for a program: CSV if there is one, else JSON. Details alone have a table of their own. */
const fileOf = (head: ReaderHead, { id, records }: ReaderCategory): string | undefined => {
  if (head.formats.includes('csv')) return records > 0 ? `csv/${id}.csv` : `csv/${id}-fields.csv`;
  return head.formats.includes('json') ? `data/${id}.json` : undefined;
};

/** Where the words about a kind lead: to its page, to its file, or nowhere when there is nothing. */
const kindTitle = (head: ReaderHead, category: ReaderCategory): string => {
  const label = localized(category.label, head);
  const file = fileOf(head, category);
  if (pageCount(category) === 0) return `<span class="row-title">${label}</span>`;
  if (head.formats.includes('html')) {
    return `<a class="row-title" href="${href(pagePath(category.id, 1))}" data-go="${head.language}">${label}</a>`;
  }
  return file === undefined
    ? `<span class="row-title">${label}</span>`
    : `<a class="row-title" href="${href(file)}">${label}</a>`;
};

const kindRow = (head: ReaderHead, category: ReaderCategory): string => {
  const empty = pageCount(category) === 0;
  const figure = empty ? both('ничего нет', 'nothing') : each(lang => amountOf(category, lang));
  const notes = [
    ...(category.systems.length > 0
      ? [`${both('где хранится: ', 'where it is kept: ')}${systemsText(category.systems, head)}`]
      : []),
    ...(head.parts > 1 && !empty ? [both(`часть ${category.part}`, `part ${category.part}`)] : []),
  ];
  return `<li class="row">${kindTitle(head, category)}<span class="row-figure num">${figure}</span>${
    notes.length === 0 ? '' : `<span class="row-text small">${notes.join(' · ')}</span>`
  }</li>`;
};

const periodText = ({ from, to }: ReaderHead, lang: Lang): string => {
  const ru = lang === 'ru';
  if (from === undefined && to === undefined) return ru ? 'за всё время' : 'all the time';
  const start = from === undefined ? '' : `${ru ? 'с' : 'from'}\u00a0${escape(dateText(from, lang))}`;
  const end = to === undefined ? '' : `${ru ? 'по' : 'to'}\u00a0${escape(dateText(to, lang))}`;
  return [start, end].filter(Boolean).join(' ');
};

const factRow = (term: string, value: string): string => `<div><dt>${term}</dt><dd>${value}</dd></div>`;

const factsOf = (head: ReaderHead): string => {
  const rows = [
    factRow(both('Номер', 'Number'), escape(head.number)),
    factRow(
      both('Учётная запись', 'Account'),
      `${localized(head.account.name, head)} <span class="term">${escape(head.account.code)}</span>`,
    ),
    factRow(
      both('Кто обрабатывает', 'Controller'),
      `${localized(head.controller, head)} <span class="term">${both('оператор персональных данных', 'controller')}</span>`,
    ),
    factRow(
      both('Собрана', 'Made on'),
      `${each(lang => escape(momentText(head.readyAt, lang)))} <span class="term">${both('по московскому времени', 'Moscow time')}</span>`,
    ),
    factRow(
      both('Период', 'Period'),
      each(lang => periodText(head, lang)),
    ),
    factRow(
      both('Чьи данные', 'Whose data'),
      head.scope === 'person'
        ? both('только ваши', 'only yours')
        : both('всей учётной записи', 'the whole account’s'),
    ),
    ...(head.parts > 1 ? [factRow(both('Частей', 'Parts'), numberText(head.parts, 'ru'))] : []),
  ];
  return `<aside class="panel" aria-labelledby="facts"><h2 class="h3" id="facts">${both('Об этой копии', 'About this copy')}</h2><dl class="facts">${rows.join('')}</dl></aside>`;
};

/** The law that lists the information on processing a person can demand. */
const INFORMATION = { law: '152-ФЗ', article: 'ст. 14 ч. 7' };

const filesOf = (head: ReaderHead): string => {
  const row = (title: string, text: string): string =>
    `<li class="row">${title}<span class="row-text">${text}</span></li>`;
  const named = (ru: string, en: string, name: string): string =>
    `<span class="row-title">${both(ru, en)} <code>${name}</code></span>`;
  return [
    row(
      `<a class="row-title" href="statement.html">${both('Сведения об обработке', 'Information on processing')}</a>`,
      both(
        `Кто и зачем обрабатывает ваши данные, на каком основании и до какого срока. <span class="term">${citation(INFORMATION, 'ru')}${head.parts > 1 ? ' · часть 1' : ''}</span>`,
        `Who processes your data, what for, on what basis and until when. <span class="term">${citation(INFORMATION, 'en')}${head.parts > 1 ? ' · part 1' : ''}</span>`,
      ),
    ),
    ...(head.formats.includes('csv')
      ? [
          row(
            named('Папка', 'Folder', 'csv'),
            both(
              'Те же данные таблицами: открываются в Excel.',
              'The same data as tables that open in Excel.',
            ),
          ),
        ]
      : []),
    ...(head.formats.includes('json')
      ? [
          row(
            named('Папка', 'Folder', 'data'),
            both(
              'Каждый вид данных в JSON, чтобы перенести в другую программу. В соседней папке <code>schemas</code> описано, что значит каждое имя.',
              'Each kind of data as JSON, for use in other software. The <code>schemas</code> folder next to it explains what each name means.',
            ),
          ),
        ]
      : []),
    row(
      named('Файл', 'File', 'manifest.json'),
      both(
        'Список всех файлов с контрольными суммами; что не вошло и что скрыто.',
        'A list of all files with their checksums, and of what was left out or hidden.',
      ),
    ),
  ].join('');
};

/** What is missing or masked, each with its reason; an empty list says so. */
const reasonsOf = (
  head: ReaderHead,
  rows: readonly { what: string; reason: string }[],
  none: string,
): string =>
  rows.length === 0
    ? `<p>${none}</p>`
    : `<ul class="rows">${rows
        .map(
          ({ what, reason }) =>
            `<li class="row"><span class="row-title">${localized(what, head)}</span><span class="row-text">${localized(reason, head)}</span></li>`,
        )
        .join('')}</ul>`;

const checkOf = (head: ReaderHead): string => {
  const filled = head.categories.find(one => pageCount(one) > 0);
  const sample = (filled && fileOf(head, filled)) ?? 'README.txt';
  const command = (system: string, line: string): string =>
    `<div><dt>${system}</dt><dd><code>${escape(line)}</code></dd></div>`;
  const own =
    head.parts > 1
      ? both(
          'У каждой части свой <code>manifest.json</code>: в нём для каждого её файла записана контрольная сумма SHA-256. Сверяйте суммы до того, как сложите части в одну папку.',
          'Each part has its own <code>manifest.json</code> with the SHA-256 checksum of every file in it. Compare the checksums before you put the parts into one folder.',
        )
      : both(
          'В <code>manifest.json</code> для каждого файла записана контрольная сумма SHA-256.',
          '<code>manifest.json</code> lists the SHA-256 checksum of every file.',
        );
  return `<p>${own} ${both(
    'Если посчитанная сумма с ней совпала, файл не менялся с тех пор, как собрали копию. Большие и маленькие буквы не важны.',
    'If the checksum you get is the same, the file has not changed since the copy was made. It does not matter whether letters are upper or lower case.',
  )}</p><p>${both(
    'Проще всего проверить сам архив: в личном кабинете, на странице «Копии данных», нажмите «Проверить архив» и выберите файл ZIP. Он останется на вашем компьютере.',
    'The easiest way is to check the archive itself. In the account area, go to “Copies of your data”, press “Check an archive” and choose the ZIP file. It stays on your computer.',
  )}</p><p>${both('Вручную, для одного файла:', 'To check one file yourself:')}</p><dl class="commands">${[
    command('Windows, PowerShell', `Get-FileHash ${sample.replaceAll('/', '\\')}`),
    command('macOS', `shasum -a 256 ${sample}`),
    command('Linux', `sha256sum ${sample}`),
  ].join('')}</dl>`;
};

/** The first page of the archive: what this copy is, what it holds, what it does not. Readable without script. */
export const indexPage = async (head: ReaderHead): Promise<string> => {
  const filled = head.categories.filter(one => pageCount(one) > 0);
  const sum: Amount = {
    fields: head.categories.reduce((total, { fields }) => total + fields.length, 0),
    records: head.categories.reduce((total, { records }) => total + records, 0),
  };
  const heading = (lang: Lang): string => {
    const day = escape(dayText(head.readyAt, lang));
    if (head.scope === 'person') return lang === 'ru' ? `Ваши данные на ${day}` : `Your data on ${day}`;
    return lang === 'ru' ? `Данные учётной записи на ${day}` : `Data of the account on ${day}`;
  };
  const lead = (lang: Lang): string => {
    const kinds = countText(filled.length, KINDS[lang], lang);
    const held = filled.length === 0 ? `${kinds}.` : `${kinds}: ${amountText(sum)[lang]}.`;
    return lang === 'ru'
      ? `${held} Интернет не нужен: страницы ничего не загружают и никуда не отправляют.`
      : `${held} No internet needed: these pages load nothing and send nothing.`;
  };
  const parts = (lang: Lang): string => {
    const many = countText(head.parts, PARTS[lang], lang);
    return lang === 'ru'
      ? `Копия состоит из ${many}. Распакуйте все в одну папку: тогда откроются страницы и из соседних частей.`
      : `The copy is in ${many}. Unpack all into one folder, and the pages of the other parts will open too.`;
  };
  const section = (id: string, title: string, content: string): string =>
    `<section aria-labelledby="${id}"><h2 class="h2" id="${id}">${title}</h2>${content}</section>`;
  return `${await opening(
    head,
    { ru: `Копия данных ${head.number}, ActiveCloud`, en: `Copy of your data ${head.number}, ActiveCloud` },
    '',
  )}<div class="intro">
<h1 class="h1">${each(heading)}</h1>
<p class="lead">${each(lead)}</p>
${languageNote(head)}
</div>
<div class="two">
<div class="sections">
${section(
  'kinds',
  both('Что внутри', 'What is inside'),
  `${head.parts > 1 ? `<p class="note">${each(parts)}</p>` : ''}<ul class="rows">${head.categories.map(one => kindRow(head, one)).join('')}</ul>`,
)}
${section('left-out', both('Что не вошло и почему', 'What was left out, and why'), reasonsOf(head, head.excluded, both('В копии всё, что вы выбрали.', 'Everything you chose is in the copy.')))}
${section('masked', both('Что скрыто и почему', 'What is hidden, and why'), reasonsOf(head, head.masked, both('Ничего не скрыто.', 'Nothing is hidden.')))}
${section('files', both('Что ещё в архиве', 'What else is in the archive'), `<ul class="rows">${filesOf(head)}</ul>`)}
${section('check', both('Как проверить, что файлы целы', 'How to check that the files are intact'), `<div class="prose">${checkOf(head)}</div>`)}
</div>
${factsOf(head)}
</div>
${closing(head, { language: head.language, root: '' })}`;
};

const fieldRow = (head: ReaderHead, field: ReaderField): string => {
  const when = (lang: Lang): string => {
    const got = `${lang === 'ru' ? 'получено' : 'collected'} ${escape(dateText(field.collectedAt, lang))}`;
    return field.updatedAt === undefined
      ? got
      : `${got}, ${lang === 'ru' ? 'изменено' : 'changed'} ${escape(dateText(field.updatedAt, lang))}`;
  };
  const route = [
    each(when),
    ...(field.systems.length === 0
      ? []
      : [`${both('где хранится: ', 'where it is kept: ')}${systemsText(field.systems, head)}`]),
  ];
  return `<div class="detail"><dt>${localized(field.label, head)}</dt><dd class="said" lang="${head.language}" dir="auto">${/^\d{4}-\d\d-\d\d$/.test(field.value) ? each(lang => dateText(field.value, lang)) : escape(field.value)}</dd><dd class="road">${route.join(' · ')}</dd></div>`;
};

/** «5 001–10 000». */
const span = (category: ReaderCategory, page: number, lang: Lang): string =>
  `${numberText((page - 1) * READER_RECORDS + 1, lang)}–${numberText(Math.min(page * READER_RECORDS, category.records), lang)}`;

const pageLink = (head: ReaderHead, category: ReaderCategory, page: number, text: string): string =>
  `<a href="${href(fileName(page, category.id))}" data-go="${head.language}" data-same>${text}</a>`;

/** The way between the pages of one kind; the search goes along. */
const pagesNav = (head: ReaderHead, category: ReaderCategory, page: number): string => {
  const pages = pageCount(category);
  if (pages < 2) return '';
  const items = Array.from({ length: pages }, (_, i) => {
    const text = each(lang => span(category, i + 1, lang));
    return `<li>${i + 1 === page ? `<a aria-current="page" href="${href(fileName(page, category.id))}" data-go="${head.language}" data-same>${text}</a>` : pageLink(head, category, i + 1, text)}</li>`;
  });
  return `<nav class="pages" aria-labelledby="pages"><p class="small muted" id="pages">${both('Страницы с записями', 'Pages of records')}</p><ol>${items.join('')}</ol>
<p class="small muted needs-script">${both('Поиск и суммы — по одной странице. Откроете другую, условия поиска перейдут с вами.', 'Search and totals cover one page at a time. Your search carries over when you open another page.')}</p></nav>`;
};

const field = (name: string, label: string, control: string): string =>
  `<div class="field field-${name}"><label for="${name}">${label}</label>${control}</div>`;

const toolsOf =
  (): string => `<div class="tools" id="tools" role="search" aria-labelledby="records-title" hidden>
${field('q', both('Найти в записях', 'Search the records'), '<input class="input" id="q" type="search" autocomplete="off" spellcheck="false" enterkeyhint="search">')}
<div class="fold"><button type="button" class="link" id="fold" aria-expanded="false" aria-controls="filters">${both('Фильтры и порядок', 'Filter and sort')}</button></div>
<div class="filters" id="filters">
${field('kind', both('Вид', 'Kind'), '<select class="input" id="kind"></select>')}
${field('year', both('Год', 'Year'), '<select class="input" id="year"></select>')}
<div class="dates">
${field('from', both('С', 'From'), '<input class="input" id="from" type="date">')}
${field('to', both('По', 'To'), '<input class="input" id="to" type="date">')}
</div>
${field('sort', both('Порядок', 'Sort by'), '<select class="input" id="sort"></select>')}
</div>
</div>
<div class="found"><p id="found" role="status"></p><button type="button" class="link" id="reset" hidden>${both('Показать все', 'Show all')}</button></div>
<p class="asked" id="asked"></p>
<div id="sums"></div>
<div id="table"></div>
<div class="more-rows"><button type="button" class="btn" id="more" hidden></button></div>`;

/** Everything of the records but the records: the table is made by the script. */
const recordsOf = (head: ReaderHead, category: ReaderCategory, page: number): string => {
  const file = fileOf(head, category);
  const link = file === undefined ? '' : `<a href="../${href(file)}"><code>${escape(file)}</code></a>`;
  const beside =
    link === '' ? '' : both(` Те же записи лежат в ${link}.`, ` The same records are in ${link}.`);
  const next =
    page < pageCount(category)
      ? `<p class="next">${pageLink(
          head,
          category,
          page + 1,
          each(
            lang => `${lang === 'ru' ? 'Дальше: записи' : 'Next: records'} ${span(category, page + 1, lang)}`,
          ),
        )}</p>`
      : '';
  return `<section aria-labelledby="records-title" id="list">
<div class="split"><h2 class="h2" id="records-title">${both('Записи', 'Records')}</h2><p class="muted num" id="range">${each(
    lang =>
      `${span(category, page, lang)} ${lang === 'ru' ? 'из' : 'of'} ${numberText(category.records, lang)}`,
  )}</p></div>
${pagesNav(head, category, page)}
<noscript><p class="note">${both('Таблицу показывает скрипт этой страницы, а в браузере он выключен.', 'This page needs JavaScript to show the table, and it is turned off in your browser.')}${beside}</p></noscript>
<p class="note wait" id="wait">${both('Таблица не появилась? Файл мог повредиться: проверьте его контрольную сумму.', 'Cannot see the table? The file may be damaged: check its checksum.')}${beside}</p>
${toolsOf()}
${next}
</section>
`;
};

/** The next records. Leaves the source open, so that the next page may go on with it. */
const take = (source: Iterator<ReaderRecord>, most: number): ReaderRecord[] => {
  const taken: ReaderRecord[] = [];
  while (taken.length < most) {
    const next = source.next();
    if (next.done === true) break;
    taken.push(next.value);
  }
  return taken;
};

/**
 * A page of a kind of data, piece by piece. `records` begins with the first record of this page: no more than
 * `READER_RECORDS` are taken from it, each batch only when it is asked for. One iterator may serve page after page.
 */
export async function* categoryPage(
  head: ReaderHead,
  category: ReaderCategory,
  page: number,
  records: Iterable<ReaderRecord>,
): AsyncGenerator<string> {
  const pages = pageCount(category);
  const place = (lang: Lang): string =>
    pages < 2 ? '' : lang === 'ru' ? `, страница ${page} из ${pages}` : `, page ${page} of ${pages}`;
  const lead = (lang: Lang): string => {
    const amount = amountOf(category, lang);
    return pages === 0 ? (lang === 'ru' ? 'Ничего нет' : 'Nothing') : amount;
  };
  yield `${await opening(
    head,
    {
      ru: `${category.label}${place('ru')}. Копия данных ${head.number}, ActiveCloud`,
      en: `${category.label}${place('en')}. Copy of your data ${head.number}, ActiveCloud`,
    },
    '../',
  )}<div class="intro">
<h1 class="h1">${localized(category.label, head)}</h1>
<p class="lead">${each(lang => `${lead(lang)}${place(lang)}.`)}${
    category.systems.length === 0
      ? ''
      : ` ${both('Где хранится: ', 'Where it is kept: ')}${systemsText(category.systems, head)}.`
  }</p>
${languageNote(head)}
</div>
<div class="sections">
${
  category.fields.length === 0
    ? ''
    : page === 1
      ? `<section aria-labelledby="details"><h2 class="h2" id="details">${both('Данные', 'Details')}</h2><dl class="details">${category.fields.map(one => fieldRow(head, one)).join('')}</dl></section>\n`
      : `<p>${pageLink(head, category, 1, both('Данные строкой — на первой странице', 'Details are on the first page'))}</p>\n`
}${category.records === 0 ? '' : recordsOf(head, category, page)}</div>
`;
  if (category.records > 0) {
    yield '<script type="application/json" id="records">[';
    const source = records[Symbol.iterator]();
    for (let taken = 0; taken < READER_RECORDS; taken += BATCH) {
      const batch = take(source, Math.min(BATCH, READER_RECORDS - taken));
      if (batch.length > 0) yield `${taken === 0 ? '' : ','}\n${batch.map(inertJson).join(',\n')}`;
      if (batch.length < BATCH) break;
    }
    yield '\n]</script>\n';
  }
  yield closing(head, {
    language: head.language,
    root: '../',
    first: (page - 1) * READER_RECORDS + 1,
    total: category.records,
    pages,
  });
}
