/*
 * The script of every page of the offline reader, word for word the same in each, so that one hash allows it. A build would
 * rewrite it, and a copy of data must have the same bytes wherever it is made: `npm run generate` takes the types away and
 * nothing else (scripts/erase-types.mjs), from `'use strict'` to the end, and keeps the text in `core/generated/reader.json`.
 * Prettier leaves this file alone: other spaces are other bytes. Written for browsers of today and of five years ago; plain
 * DOM, no markup from data.
 *
 * Inside: words, state in the fragment of the address, records, the table, the controls.
 */
// oxlint-disable no-shadow, no-unused-expressions, no-unused-vars, unicorn/no-array-reverse, unicorn/no-array-sort -- older browsers lack what these rules ask for, and a change of the text changes every copy
import type { Lang } from '../../problem.ts';
import type { PageFacts, ReaderRecord } from './types.ts';

/** A column of the table; `-` before it sorts from the end. */
type ColumnId = 'at' | 'title' | 'kind' | 'number' | 'status' | 'seconds' | 'bytes' | 'system' | 'amount';
/** Forms of a word beside a number. */
type Forms = Partial<Record<Intl.LDMLPluralRule, string>>;

/** The words of a language. */
interface Words {
  tag: string;
  records: Forms;
  foundForms: Forms;
  all(count: string, onPage: boolean): string;
  found(verb: string, count: string, of: string, onPage: boolean): string;
  first(n: string): string;
  among: string;
  nothing: string;
  nothingHere: string;
  reversed: string;
  more(n: string): string;
  sum: string;
  byKind: string;
  any: string;
  columns: Record<ColumnId, string>;
  sorts: Record<string, string>;
  other: string;
  count: string;
  masked: string;
  party: string;
  text: string;
  files: string;
  in: string;
  out: string;
  asked: string;
  dates(a: string, b: string): string;
  units: string[];
  table: string;
}

/** What writes words and values in a language. */
interface Writers {
  words: Words;
  collator: Intl.Collator;
  number(n: number): string;
  form(n: number, forms: Forms): string;
  count(n: number): string;
  money(amount: string, currency: string): string;
  bytes(value: number): string;
  day(day: string): string;
  dense(row: Row): string;
}

/** A record with what the table keeps of it. */
interface Row {
  record: ReaderRecord;
  index: number;
  ms: number;
  /** `YYYY-MM-DD` and `HH:MM` in Moscow; empty when the instant is none, the time also when only a day is kept. */
  day: string;
  time: string;
  /** What a search looks through; undefined until the first. */
  hay: string | undefined;
  open: boolean;
}

/** What the person chose. */
interface State {
  lang: Lang;
  q: string;
  kind: string;
  from: string;
  to: string;
  sort: string;
}

type Control = HTMLInputElement & HTMLSelectElement;
type Controls = Record<'q' | 'kind' | 'year' | 'from' | 'to' | 'sort', Control>;
type Make = <Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  className?: string,
  text?: string,
) => HTMLElementTagNameMap[Tag];
type Marked = <Parent extends HTMLElement>(parent: Parent, text: string, words: readonly string[]) => Parent;

'use strict';
(() => {
  const root = document.documentElement;
  const byId: (id: string) => HTMLElement = id => document.getElementById(id)!;
  const page: PageFacts = JSON.parse(byId('page').textContent);
  const SHOWN = 100;
  const NBSP = '\u00a0';

  /* ---------- words ---------- */

  const WORDS: Record<Lang, Words> = {
    ru: {
      tag: 'ru-RU',
      records: { one: 'запись', few: 'записи', many: 'записей' },
      foundForms: { one: 'Нашлась', other: 'Нашлось' },
      all: (count, onPage) => (onPage ? 'На этой странице ' : 'Всего ') + count,
      found: (verb, count, of, onPage) => verb + ' ' + count + ' из' + NBSP + of + (onPage ? ' на этой странице' : ''),
      first: n => ', показаны первые' + NBSP + n,
      among: 'из',
      nothing: 'По таким условиям записей нет. Уберите часть условий или слов.',
      nothingHere: 'По таким условиям на этой странице записей нет. Уберите часть условий или откройте другую страницу.',
      reversed: 'Первая дата позже второй, поэтому записей нет. Поменяйте даты местами.',
      more: n => 'Показать ещё ' + n,
      sum: 'Сумма',
      byKind: 'По видам',
      any: 'любой',
      columns: {
        at: 'Когда', title: 'Что', kind: 'Вид', number: 'Номер', status: 'Состояние',
        seconds: 'Длительность', bytes: 'Размер', system: 'Где хранится', amount: 'Сумма',
      },
      sorts: {
        '-at': 'сначала новые', at: 'сначала старые', title: 'по названию', kind: 'по виду',
        '-amount': 'сначала большие суммы', amount: 'сначала малые суммы',
      },
      other: 'по столбцу',
      count: 'Записей',
      masked: 'скрыто',
      party: 'другой человек или фирма',
      text: 'Текст',
      files: 'Вложения',
      in: 'от вас',
      out: 'вам',
      asked: 'Условия',
      dates: (a, b) => 'с' + NBSP + a + ' по' + NBSP + b,
      units: ['Б', 'КБ', 'МБ', 'ГБ', 'ТБ'],
      table: 'Записи',
    },
    en: {
      tag: 'en-GB',
      records: { one: 'record', other: 'records' },
      foundForms: { other: 'Found' },
      all: (count, onPage) => count + (onPage ? ' on this page' : ' in total'),
      found: (verb, count, of, onPage) => verb + ' ' + count + ' of' + NBSP + of + (onPage ? ' on this page' : ''),
      first: n => ', the first' + NBSP + n + ' shown',
      among: 'of',
      nothing: 'No matching records. Remove some filters or search words.',
      nothingHere: 'No matching records on this page. Remove some filters or open another page.',
      reversed: 'The start date is after the end date, so there are no records. Swap the dates.',
      more: n => 'Show ' + n + ' more',
      sum: 'Total',
      byKind: 'By kind',
      any: 'any',
      columns: {
        at: 'When', title: 'What', kind: 'Kind', number: 'Number', status: 'Status',
        seconds: 'Length', bytes: 'Size', system: 'Where it is kept', amount: 'Amount',
      },
      sorts: {
        '-at': 'newest first', at: 'oldest first', title: 'by title', kind: 'by kind',
        '-amount': 'largest amounts first', amount: 'smallest amounts first',
      },
      other: 'by column',
      count: 'Records',
      masked: 'hidden',
      party: 'another person or company',
      text: 'Text',
      files: 'Attachments',
      in: 'from you',
      out: 'to you',
      asked: 'Filters',
      dates: (a, b) => a + ' to ' + b,
      units: ['B', 'kB', 'MB', 'GB', 'TB'],
      table: 'Records',
    },
  };

  /** Words and writers of the language shown now; made once for each. */
  const made: Partial<Record<Lang, Writers>> = {};
  const writersOf: (lang: Lang) => Writers = lang => {
    if (made[lang]) return made[lang];
    const words = WORDS[lang];
    const rules = new Intl.PluralRules(words.tag);
    const integer = new Intl.NumberFormat(words.tag, { maximumFractionDigits: 0 });
    const decimal = new Intl.NumberFormat(words.tag, { maximumFractionDigits: 1 });
    const longDay = new Intl.DateTimeFormat(words.tag, { dateStyle: 'long', timeZone: 'UTC' });
    const collator = new Intl.Collator(words.tag, { numeric: true });
    const currencies: Record<string, Intl.NumberFormat> = {};
    const form: Writers['form'] = (n, forms) => forms[rules.select(n)] || forms.other || forms.many!;
    const number: Writers['number'] = n => integer.format(n);
    made[lang] = {
      words,
      collator,
      number,
      form,
      count: n => number(n) + NBSP + form(n, words.records),
      money: (amount, currency) => {
        try {
          if (!currencies[currency]) {
            currencies[currency] = new Intl.NumberFormat(words.tag, {
              style: 'currency', currency: currency, currencyDisplay: 'narrowSymbol',
            });
          }
          const text = currencies[currency].format(amount as Intl.StringNumericLiteral);
          if (text.includes('NaN')) throw new RangeError(amount);
          return text;
        } catch (error) {
          return amount + NBSP + currency;
        }
      },
      bytes: value => {
        let size = value;
        let unit = 0;
        while (size >= 1024 && unit < words.units.length - 1) {
          size /= 1024;
          unit += 1;
        }
        return decimal.format(size) + NBSP + words.units[unit];
      },
      day: day => longDay.format(new Date(day + 'T00:00:00Z')).replace(/ г\.$/, NBSP + 'г.'),
      dense: row => {
        if (row.day === '') return row.record.at;
        const [year, month, day] = row.day.split('-');
        return [day, month, year].join(lang === 'ru' ? '.' : '/') + (row.time === '' ? '' : ' ' + row.time);
      },
    };
    return made[lang];
  };

  /* ---------- state: what the person asked for, kept in the fragment of the address only ---------- */

  const SORTABLE: readonly ColumnId[] = ['at', 'title', 'kind', 'number', 'status', 'seconds', 'bytes', 'system', 'amount'];
  const isDay: (text: string | null) => boolean = text => /^\d{4}-\d\d-\d\d$/.test(text || '');
  const state: State = { lang: page.language, q: '', kind: '', from: '', to: '', sort: '-at' };
  let shown = SHOWN;

  const readState = () => {
    const asked = new URLSearchParams(location.hash.slice(1));
    const lang = asked.get('lang');
    const sort = asked.get('sort') || '';
    state.lang = lang === 'ru' || lang === 'en' ? lang : page.language;
    state.q = asked.get('q') || '';
    state.kind = asked.get('kind') || '';
    state.from = isDay(asked.get('from')) ? asked.get('from')! : '';
    state.to = isDay(asked.get('to')) ? asked.get('to')! : '';
    state.sort = SORTABLE.includes(sort.replace('-', '') as ColumnId) ? sort : '-at';
  };
  /** The fragment of a link: to a page of the same kind everything goes along, elsewhere only the language. */
  const fragment: (same: boolean) => string = same => {
    const wanted = new URLSearchParams();
    if (state.lang !== page.language) wanted.set('lang', state.lang);
    if (same) {
      if (state.q.trim() !== '') wanted.set('q', state.q.trim());
      for (const name of ['kind', 'from', 'to'] as const) if (state[name] !== '') wanted.set(name, state[name]);
      if (state.sort !== '-at') wanted.set('sort', state.sort);
    }
    const text = wanted.toString();
    return text === '' ? '' : '#' + text;
  };
  const writeLinks = () => {
    for (const link of document.querySelectorAll('a[data-go]')) {
      link.setAttribute('href', link.getAttribute('href')!.split('#')[0] + fragment(link.hasAttribute('data-same')));
    }
  };
  const writeState = () => {
    writeLinks();
    try {
      history.replaceState(null, '', location.href.split('#')[0] + fragment(true));
    } catch (error) {
      /* A browser that keeps the address of a file to itself: the search works, only the address forgets it. */
    }
  };

  /* ---------- small tools ---------- */

  const make: Make = (tag, className, text) => {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  };
  /** Text as it is compared: small letters, and ё as е, since people type either. */
  const fold: (text: string) => string = text => text.toLowerCase().replace(/ё/g, 'е');
  /** Text with what was searched for marked in it. */
  const marked: Marked = (parent, text, words) => {
    const plain = fold(text);
    let at = 0;
    if (words.length > 0 && plain.length === text.length) {
      while (at < text.length) {
        let start = -1;
        let length = 0;
        for (const word of words) {
          const here = plain.indexOf(word, at);
          if (here >= 0 && (start < 0 || here < start || (here === start && word.length > length))) {
            start = here;
            length = word.length;
          }
        }
        if (start < 0) break;
        parent.append(text.slice(at, start), make('mark', '', text.slice(start, start + length)));
        at = start + length;
      }
    }
    parent.append(text.slice(at));
    return parent;
  };
  const later: (delay: number, act: () => void) => () => void = (delay, act) => {
    let timer: ReturnType<typeof setTimeout> | number = 0;
    return () => {
      clearTimeout(timer);
      timer = setTimeout(act, delay);
    };
  };

  /* ---------- the language of the reader; the data keep their own ---------- */

  const showLanguage = () => {
    root.lang = state.lang;
    document.title = root.getAttribute('data-title-' + state.lang) || document.title;
    for (const button of document.querySelectorAll('[data-lang]')) {
      button.setAttribute('aria-pressed', String(button.getAttribute('data-lang') === state.lang));
    }
  };

  /* ---------- records ---------- */

  const HOUR = 3600000;
  /** Moscow has kept UTC+3 since this moment; before it the browser's own tables know. */
  const STEADY = Date.UTC(2014, 9, 25, 22);
  let oldMoscow: Intl.DateTimeFormat | undefined;
  const moscowOffset: (ms: number) => number = ms => {
    if (ms >= STEADY) return 3 * HOUR;
    if (!oldMoscow) {
      oldMoscow = new Intl.DateTimeFormat('en-US', {
        timeZone: 'Europe/Moscow', hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric',
        hour: 'numeric', minute: 'numeric', second: 'numeric',
      });
    }
    const part: Record<string, number> = {};
    for (const { type, value } of oldMoscow.formatToParts(ms)) part[type] = Number(value);
    return Date.UTC(part.year!, part.month! - 1, part.day, part.hour, part.minute, part.second) - Math.floor(ms / 1000) * 1000;
  };
  const rowOf: (record: ReaderRecord, index: number) => Row = (record, index) => {
    const ms = Date.parse(record.at);
    const iso = Number.isNaN(ms) ? '' : new Date(ms + moscowOffset(ms)).toISOString();
    return { record, index, ms, day: iso.slice(0, 10), time: record.day === undefined ? iso.slice(11, 16) : '', hay: undefined, open: false };
  };
  /** Everything of a record that can be searched for; made when first needed. */
  const hayOf: (row: Row) => string = row => {
    if (row.hay === undefined) {
      const record = row.record;
      const amount = record.amount ? record.amount.amount : '';
      const [year, month, day] = row.day.split('-');
      row.hay = fold([
        record.title, record.number, record.kind, record.status, record.system, record.channel,
        record.counterparty, record.text, amount, amount.replace('.', ','), [day, month, year].join('.'), row.day,
        ...(record.attachments || []), ...(record.attributes || []),
      ].filter(Boolean).join('\n').normalize('NFC'));
    }
    return row.hay;
  };
  /** What a column sorts by; undefined goes last whichever way. */
  const valueOf: Partial<Record<ColumnId, (row: Row) => number | undefined>> = {
    at: row => (Number.isNaN(row.ms) ? undefined : row.ms),
    seconds: row => row.record.seconds,
    bytes: row => row.record.bytes,
    amount: row => (row.record.amount ? Number(row.record.amount.amount) : undefined),
  };

  const start = () => {
    const block: HTMLElement | null = byId('records');
    if (!block) return undefined;
    const rows: Row[] = JSON.parse(block.textContent).map(rowOf);
    block.textContent = '';
    const has: (name: ColumnId) => boolean = name => rows.some(row => row.record[name] !== undefined);
    const several: (name: ColumnId) => boolean = name => rows.some(row => row.record[name] !== rows[0]!.record[name]);
    const columns = SORTABLE.filter(id =>
      id === 'at' || id === 'title' || (id === 'kind' || id === 'system' ? several(id) : has(id)));
    const numeric: Partial<Record<ColumnId, boolean>> = { seconds: true, bytes: true, amount: true };
    const last = page.first! + rows.length - 1;
    const control = {} as Controls;
    for (const id of ['q', 'kind', 'year', 'from', 'to', 'sort'] as const) control[id] = byId(id) as Control;
    const kinds = new Map<string, number>();
    for (const row of rows) kinds.set(row.record.kind, (kinds.get(row.record.kind) || 0) + 1);
    const years = [...new Set(rows.map(row => row.day.slice(0, 4)).filter(Boolean))].sort().reverse();
    const days = rows.map(row => row.day).filter(Boolean).sort();
    const ranks: Record<string, Map<unknown, number>> = {};
    let found = rows;
    let say: Writers;

    const isNarrowed = () => state.q.trim() !== '' || state.kind !== '' || state.from !== '' || state.to !== '';
    const wordsOf = () => fold(state.q.normalize('NFC')).split(/\s+/).filter(Boolean);

    /** The place of each text among its like, by the order of the language: sorting compares numbers after that. */
    const rankOf: (id: ColumnId) => (row: Row) => number | undefined = id => {
      const key = state.lang + id;
      if (!ranks[key]) {
        const texts = [...new Set(rows.map(row => row.record[id]).filter(text => text !== undefined))] as string[];
        texts.sort(say.collator.compare);
        ranks[key] = new Map(texts.map((text, i) => [text, i]));
      }
      return row => ranks[key]!.get(row.record[id]);
    };

    const find = () => {
      const words = wordsOf();
      const { kind, from, to, sort } = state;
      found = rows.filter(row =>
        (kind === '' || row.record.kind === kind) &&
        (from === '' || row.day >= from) &&
        (to === '' || (row.day !== '' && row.day <= to)) &&
        words.every(word => hayOf(row).includes(word)));
      const down = sort.startsWith('-');
      const id = sort.replace('-', '') as ColumnId;
      const value = valueOf[id] || rankOf(id);
      const keys = new Map(found.map(row => [row, value(row)]));
      found.sort((a, b) => {
        const [x, y] = [keys.get(a), keys.get(b)];
        if (x === y) return a.index - b.index;
        if (x === undefined) return 1;
        if (y === undefined) return -1;
        return down ? y - x : x - y;
      });
    };

    /** Exact sums, one for each currency: amounts are decimal strings, and a float would lose a kopeck. */
    const sumsOf: (some: readonly Row[]) => string[] = some => {
      const sums = new Map<string, bigint>();
      for (const { record: { amount } } of some) {
        const match = amount && /^(-?)(\d+)(?:\.(\d{1,6}))?$/.exec(amount.amount);
        if (!match) continue;
        const millionths = BigInt(match[2]! + (match[3] || '').padEnd(6, '0'));
        sums.set(amount.currency, (sums.get(amount.currency) || 0n) + (match[1] === '-' ? -millionths : millionths));
      }
      return [...sums].map(([currency, millionths]) => {
        const sign = millionths < 0n ? '-' : '';
        const digits = String(millionths < 0n ? -millionths : millionths).padStart(7, '0');
        return say.money(sign + digits.slice(0, -6) + '.' + digits.slice(-6).replace(/0{1,4}$/, ''), currency);
      });
    };

    /* ----- one record ----- */

    const attachment: (path: string) => HTMLElement = path => {
      const steps = path.split('/');
      // A path that would climb out of the archive is a name, not a link.
      if (steps.some(step => step === '' || step === '.' || step === '..')) return make('bdi', '', path);
      const link = make('a', '', steps[steps.length - 1]);
      link.href = page.root + steps.map(encodeURIComponent).join('/');
      return link;
    };
    const cellText: (id: ColumnId, row: Row) => string = (id, row) => {
      const { record } = row;
      if (id === 'at') return say.dense(row);
      if (record[id] === undefined) return '';
      if (id === 'amount') return say.money(record.amount!.amount, record.amount!.currency);
      if (id === 'bytes') return say.bytes(record.bytes!);
      if (id === 'seconds') return Math.floor(record.seconds! / 60) + ':' + String(Math.round(record.seconds! % 60)).padStart(2, '0');
      return id === 'number' ? record.number!.replace(/^(№|No\.) /, '$1' + NBSP) : record[id];
    };
    /** A few words of the letter: its beginning, or the place where the search met it. */
    const snippetOf: (text: string, words: readonly string[]) => string = (text, words) => {
      const plain = fold(text);
      const at = Math.max(0, ...words.map(word => plain.indexOf(word)));
      const from = at < 60 ? 0 : at - 30;
      const piece = text.slice(from, from + 160).replace(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/g, '').replace(/\s+/g, ' ');
      return (from > 0 ? '…' : '') + piece + (from + 160 < text.length ? '…' : '');
    };
    /** The letter, folded, with a few of its words. */
    const letterOf: (row: Row, words: readonly string[]) => HTMLElement = (row, words) => {
      const { record } = row;
      const box = make('details', 'more');
      const summary = make('summary');
      const snippet = marked(make('bdi', 'snippet'), snippetOf(record.text!, words), words);
      snippet.lang = page.language;
      summary.append(make('span', '', say.words.text), snippet);
      box.append(summary);
      const fill = () => {
        if (box.childElementCount > 1) return;
        const text = marked(make('div', 'said'), record.text!, words);
        text.lang = page.language;
        text.dir = 'auto';
        box.append(text);
      };
      if (row.open) {
        box.open = true;
        fill();
      }
      box.addEventListener('toggle', () => {
        row.open = box.open;
        if (box.open) fill();
      });
      return box;
    };
    const titleOf: (cell: HTMLElement, row: Row, words: readonly string[]) => void = (cell, row, words) => {
      const { record } = row;
      cell.append(marked(make('bdi'), record.title, words));
      const notes = [record.channel, record.direction && say.words[record.direction]].filter(Boolean);
      if (notes.length > 0) cell.append(make('span', 'term', notes.join(', ')));
      for (const attribute of record.attributes || []) cell.append(marked(make('span', 'term'), attribute, words));
      if (record.counterparty !== undefined) {
        const line = make('span', 'party');
        line.append(make('span', 'chip', say.words.masked), ' ' + say.words.party + ': ');
        line.append(marked(make('bdi'), record.counterparty, words));
        cell.append(line);
      }
    };
    const classOf: (id: ColumnId, record: ReaderRecord) => string = (id, record) => {
      if (numeric[id]) return 'end num';
      if (id === 'at') return 'num when';
      return id === 'number' && (record.number || '').length < 20 ? 'num whole' : '';
    };
    const groupOf: (row: Row, words: readonly string[]) => HTMLElement = (row, words) => {
      const { record } = row;
      const group = make('tbody');
      const line = make('tr');
      const extra = record.text !== undefined || (record.attachments || []).length > 0;
      group.setAttribute('role', 'rowgroup');
      line.setAttribute('role', 'row');
      if (extra) line.className = 'has-extra';
      for (const id of columns) {
        const cell = make(id === 'title' ? 'th' : 'td', classOf(id, record));
        if (id === 'title') {
          cell.scope = 'row';
          cell.setAttribute('role', 'rowheader');
          titleOf(cell, row, words);
        } else {
          const text = cellText(id, row);
          cell.setAttribute('role', 'cell');
          cell.setAttribute('data-label', say.words.columns[id]);
          if (text === '') cell.className += ' none';
          if (id === 'at' && extra) cell.rowSpan = 2;
          if (id === 'at' || numeric[id]) cell.append(text);
          else cell.append(marked(make('bdi'), text, words));
        }
        if (id !== 'at' && !numeric[id]) cell.lang = page.language;
        line.append(cell);
      }
      group.append(line);
      if (extra) {
        const second = make('tr', 'extra');
        const cell = make('td');
        second.setAttribute('role', 'row');
        cell.setAttribute('role', 'cell');
        cell.colSpan = columns.length - 1;
        if (record.text !== undefined) cell.append(letterOf(row, words));
        if ((record.attachments || []).length > 0) {
          const files = make('p', 'small', say.words.files + ': ');
          record.attachments!.forEach((path, i) => files.append(i > 0 ? ', ' : '', attachment(path)));
          cell.append(files);
        }
        second.append(cell);
        group.append(second);
      }
      return group;
    };

    /* ----- the table ----- */

    const table = make('table', 'table');
    const headRow = make('tr');
    const more = byId('more') as HTMLButtonElement;
    table.setAttribute('role', 'table');
    table.setAttribute('aria-labelledby', 'records-title');
    {
      const head = make('thead');
      head.setAttribute('role', 'rowgroup');
      headRow.setAttribute('role', 'row');
      for (const id of columns) {
        const heading = make('th', numeric[id] ? 'end' : '');
        const button = make('button', 'sorter');
        heading.scope = 'col';
        heading.setAttribute('role', 'columnheader');
        heading.setAttribute('data-column', id);
        button.type = 'button';
        button.addEventListener('click', () => {
          // Dates and figures are asked for from the top, names from the beginning.
          const first = valueOf[id] ? '-' + id : id;
          const other = valueOf[id] ? id : '-' + id;
          state.sort = state.sort === first ? other : first;
          control.sort.value = state.sort;
          changed();
        });
        heading.append(button);
        headRow.append(heading);
      }
      head.append(headRow);
      table.append(head);
    }
    const showHead = () => {
      const down = state.sort.startsWith('-');
      const by = state.sort.replace('-', '');
      for (const heading of headRow.children) {
        const id = heading.getAttribute('data-column') as ColumnId;
        const arrow = make('span', 'arrow', id !== by ? '' : down ? '↓' : '↑');
        arrow.setAttribute('aria-hidden', 'true');
        (heading.firstChild as Element).replaceChildren(make('span', '', say.words.columns[id]), arrow);
        if (id === by) heading.setAttribute('aria-sort', down ? 'descending' : 'ascending');
        else heading.removeAttribute('aria-sort');
      }
    };
    const showRows: (from: number, to: number) => void = (from, to) => {
      const words = wordsOf();
      const piece = document.createDocumentFragment();
      for (const row of found.slice(from, to)) piece.append(groupOf(row, words));
      if (from === 0) while (table.tBodies.length > 0) table.tBodies[0]!.remove();
      table.append(piece);
      const left = found.length - Math.min(to, found.length);
      more.hidden = left === 0;
      more.textContent = say.words.more(say.number(Math.min(SHOWN, left)));
    };
    const foundText = () => {
      const { words } = say;
      const onPage = page.total! > rows.length;
      if (found.length === 0) {
        if (state.from !== '' && state.to !== '' && state.from > state.to) return words.reversed;
        return onPage ? words.nothingHere : words.nothing;
      }
      const text = isNarrowed()
        ? words.found(say.form(found.length, words.foundForms), say.count(found.length), say.number(rows.length), onPage)
        : words.all(say.count(rows.length), onPage);
      return text + (found.length > shown ? words.first(say.number(shown)) : '');
    };
    const showFound = () => {
      const text = foundText();
      if (byId('found').textContent !== text) byId('found').textContent = text;
    };
    /** What is found, summed up by currency; by kind where there are several. */
    const showSums = () => {
      const place = byId('sums');
      const wasOpen = place.querySelector('details[open]') !== null;
      const sums = sumsOf(found);
      place.replaceChildren();
      if (found.length === 0 || !columns.includes('amount') && kinds.size < 2) return;
      const inside = [...kinds.keys()].filter(kind => found.some(row => row.record.kind === kind));
      // A payment and its act are the same money: kinds are not added up.
      if (sums.length > 0 && inside.length === 1)
        place.append(make('p', 'num', say.words.sum + ': ' + sums.join(' · ')));
      if (inside.length < 2) return;
      const box = make('details', 'more');
      box.open = wasOpen;
      box.append(make('summary', '', say.words.byKind));
      const list = make('dl', 'by-kind');
      for (const kind of inside) {
        const own = found.filter(row => row.record.kind === kind);
        const item = make('div');
        const name = make('dt');
        const label = make('bdi', '', kind);
        label.lang = page.language;
        name.append(label);
        item.append(name, make('dd', 'num', say.count(own.length)));
        const money = sumsOf(own).join(' · ');
        if (money !== '') item.append(make('dd', 'num', money));
        list.append(item);
      }
      box.append(list);
      place.append(box);
    };

    /* ----- the controls ----- */

    const option: (value: string, text: string, lang?: string) => HTMLOptionElement = (value, text, lang) => {
      const one = make('option', '', text);
      one.value = value;
      if (lang) one.lang = lang;
      return one;
    };
    const fillControls = () => {
      const { words } = say;
      const names = [...kinds.keys()];
      if (state.kind !== '' && !kinds.has(state.kind)) names.push(state.kind);
      control.kind.replaceChildren(option('', words.any),
        ...names.map(kind => option(kind, kind + ' (' + say.number(kinds.get(kind) || 0) + ')', page.language)));
      const asked = state.from.slice(0, 4);
      const known = years.includes(asked) || asked === '' ? years : [asked, ...years];
      control.year.replaceChildren(option('', words.any), ...known.map(year => option(year, year)));
      const sorts = Object.keys(words.sorts).filter(sort => columns.includes(sort.replace('-', '') as ColumnId));
      control.sort.replaceChildren(...sorts.map(sort => option(sort, words.sorts[sort]!)));
      if (!sorts.includes(state.sort)) {
        const arrow = state.sort.startsWith('-') ? ' ↓' : ' ↑';
        control.sort.append(option(state.sort, words.columns[state.sort.replace('-', '') as ColumnId] + arrow));
      }
      for (const id of ['q', 'kind', 'from', 'to', 'sort'] as const) {
        if (control[id].value !== state[id]) control[id].value = state[id];
      }
      control.year.value = state.from === asked + '-01-01' && state.to === asked + '-12-31' ? asked : '';
    };

    /** Paper has no fields to look at: what was asked for is written out. */
    const showAsked = () => {
      const { words } = say;
      const days = [state.from, state.to].map(day => day && say.day(day)).map(day => day || '…');
      byId('asked').textContent = !isNarrowed() ? '' : words.asked + ': ' + [
        state.q.trim() && '«' + state.q.trim() + '»',
        state.kind,
        (state.from || state.to) && words.dates(days[0]!, days[1]!),
      ].filter(Boolean).join(', ');
    };
    const show = () => {
      showHead();
      showRows(0, shown);
      showSums();
      showAsked();
      table.hidden = found.length === 0;
      byId('reset').hidden = !isNarrowed();
      showFound();
    };
    /** The person asked for something else: look again from the first row. */
    const changed = () => {
      shown = SHOWN;
      find();
      fillControls();
      show();
      writeState();
    };
    const changedSoon = later(150, changed);

    /** The language changed, or the page opened: everything is written anew, nothing is lost. */
    const speak = () => {
      say = writersOf(state.lang);
      find();
      fillControls();
      const place = byId('range');
      if (days.length > 0) {
        place.textContent = say.number(page.first!) + '–' + say.number(last) +
          (page.total! > rows.length ? ' ' + say.words.among + ' ' + say.number(page.total!) : '') +
          ', ' + say.words.dates(say.day(days[0]!), say.day(days[days.length - 1]!));
      }
      show();
    };

    control.q.addEventListener('input', () => {
      state.q = control.q.value;
      // The table waits for the end of a word; a link pressed meanwhile takes along what is typed.
      writeLinks();
      changedSoon();
    });
    for (const id of ['from', 'to'] as const) {
      control[id].addEventListener('change', () => {
        state[id] = control[id].value;
        changedSoon();
      });
    }
    for (const id of ['kind', 'sort'] as const) {
      control[id].addEventListener('change', () => {
        state[id] = control[id].value;
        changed();
      });
    }
    control.year.addEventListener('change', () => {
      const year = control.year.value;
      state.from = year === '' ? '' : year + '-01-01';
      state.to = year === '' ? '' : year + '-12-31';
      changed();
    });
    byId('reset').addEventListener('click', () => {
      state.q = state.kind = state.from = state.to = '';
      changed();
      control.q.focus();
    });
    more.addEventListener('click', () => {
      const from = shown;
      shown += SHOWN;
      showRows(from, shown);
      showFound();
      if (!more.hidden) return;
      // The button is gone: the reader goes on with the first of the new rows.
      const title = table.tBodies[from]!.querySelector('th')!;
      title.tabIndex = -1;
      title.focus();
    });
    // Paper has no button: everything found is printed.
    let onScreen = 0;
    addEventListener('beforeprint', () => {
      if (found.length <= shown) return;
      onScreen = shown;
      shown = found.length;
      showRows(onScreen, shown);
      showFound();
    });
    addEventListener('afterprint', () => {
      if (onScreen === 0) return;
      shown = onScreen;
      onScreen = 0;
      show();
    });
    const folder = byId('fold');
    const unfold: (open: boolean) => void = open => {
      byId('filters').classList.toggle('open', open);
      folder.setAttribute('aria-expanded', String(open));
    };
    folder.addEventListener('click', () => unfold(!byId('filters').classList.contains('open')));
    // Conditions that came with the address are not to be hidden.
    unfold(state.kind !== '' || state.from !== '' || state.to !== '');
    // Where the columns have no room records become cards; many columns need more room.
    const narrow = matchMedia(columns.length > 6 ? '(max-width: 64rem)' : '(max-width: 37.49rem)');
    const fit = () => byId('list').classList.toggle('cards', narrow.matches);
    narrow.addEventListener('change', fit);
    fit();

    control.kind.parentElement!.hidden = kinds.size < 2;
    control.year.parentElement!.hidden = years.length < 2;
    byId('tools').hidden = false;
    byId('wait').remove();
    byId('table').append(table);
    return { speak, reload: () => { shown = SHOWN; speak(); } };
  };

  /* ---------- begin ---------- */

  readState();
  showLanguage();
  byId('languages').hidden = false;
  const list = start();
  if (list) list.speak();
  writeState();
  for (const button of document.querySelectorAll('[data-lang]')) {
    button.addEventListener('click', () => {
      state.lang = button.getAttribute('data-lang') as Lang;
      showLanguage();
      if (list) list.speak();
      writeState();
    });
  }
  // The way past the top must not wipe the search out of the address.
  document.querySelector('.skip')!.addEventListener('click', event => {
    event.preventDefault();
    byId('main').focus();
  });
  addEventListener('hashchange', () => {
    readState();
    showLanguage();
    if (list) list.reload();
    writeState();
  });
})();
