import { categoryLabel, systemLabel } from '../policy/catalogue.ts';
import type { Lang } from '../problem.ts';
import { amountText } from '../text.ts';
import type { Copy } from './copy.ts';
import { excludedFrom, maskedIn } from './report.ts';

/** Old editors know UTF-8 by the mark and lines by both signs. */
const MARK = '\uFEFF';

const list = (rows: readonly { what: string; reason: string }[], none: string): string[] =>
  rows.length === 0 ? [none] : rows.map(({ what, reason }) => `- ${what}. ${reason}`);

const contents = ({ spec, parts, content, sealed }: Copy, lang: Lang): string[] => {
  const ru = lang === 'ru';
  const has = (format: 'json' | 'csv' | 'html'): boolean => spec.formats.includes(format);
  const row = (name: string, text: string): string => `${name.padEnd(16)}${text}`;
  return [
    row(
      'index.html',
      ru ? 'откройте в браузере, интернет не нужен' : 'open this in a browser; no internet needed',
    ),
    ...(has('html')
      ? [row('reader', ru ? 'страницы, которые открывает index.html' : 'pages that index.html opens')]
      : []),
    ...(has('json')
      ? [
          row(
            'data',
            ru
              ? 'каждый вид данных в JSON, чтобы перенести в другую программу'
              : 'each kind of data as JSON, for use in other software',
          ),
        ]
      : []),
    ...(has('csv')
      ? [
          row(
            'csv',
            ru
              ? 'те же записи таблицами: открываются в Excel и LibreOffice, время московское'
              : 'the same records as tables that open in Excel and LibreOffice; Moscow time',
          ),
          row(
            '',
            ru
              ? 'апостроф в начале ячейки ставим мы, чтобы телефон или код не стал числом или формулой'
              : 'we add an apostrophe at the start of a cell so that a phone number or code does not become a number or formula',
          ),
        ]
      : []),
    ...(content.some(one => one.attachments > 0)
      ? [row('attachments', ru ? 'файлы из ваших писем' : 'files from your emails')]
      : []),
    row(
      'statement.html',
      ru
        ? 'сведения об обработке на день копии; то же в statement.json'
        : 'information on processing on the day of the copy; also in statement.json',
    ),
    row(
      'schemas',
      ru ? 'описание каждого файла JSON (JSON Schema)' : 'a description of each JSON file (JSON Schema)',
    ),
    row(
      'manifest.json',
      ru
        ? 'все файлы с контрольными суммами SHA-256, откуда и когда собраны; что не вошло и что скрыто'
        : 'all files with SHA-256 checksums, where and when they were collected; what was left out or hidden',
    ),
    ...(sealed
      ? [
          row(
            'seal.json',
            ru
              ? 'подпись сервера ActiveCloud под manifest.json: доказывает, что вошло в копию и когда она сделана'
              : 'the signature of the ActiveCloud server on manifest.json: it proves what the copy held and when it was made',
          ),
          row(
            '',
            ru
              ? 'как проверить: в digest стоит SHA-256 файла manifest.json; signature в Base64 — подпись Ed25519'
              : 'to check it: digest is the SHA-256 of manifest.json; signature, in Base64, is an Ed25519 signature',
          ),
          row(
            '',
            ru
              ? 'строки JSON без пробелов с полями digest, logHead и signedAt; открытый ключ с именем key мы публикуем'
              : 'of the JSON, written without spaces, of digest, logHead and signedAt; we publish the public key named in key',
          ),
        ]
      : []),
    ...(parts.length > 1
      ? [
          '',
          ru
            ? `Частей: ${parts.length}. Распакуйте все в одну папку, и index.html откроет их вместе. Сведения об обработке лежат в части 1. Файл manifest.json у каждой части свой: чтобы сверить суммы, проверяйте части до этого или в разных папках.`
            : `Parts: ${parts.length}. Unpack them all into one folder and index.html will open them together. The information on processing is in part 1. Each part has its own manifest.json, so check the checksums before you combine the parts, or keep the parts in separate folders.`,
        ]
      : []),
  ];
};

const kinds = ({ content, parts }: Copy, lang: Lang): string[] =>
  content.map(({ id, records, fields, systems }) => {
    const part = parts.findIndex(ids => ids.includes(id)) + 1;
    const where = systems.map(system => systemLabel(system, lang)).join(', ');
    const figures = amountText({ fields: fields.length, records })[lang];
    const place = parts.length > 1 ? (lang === 'ru' ? `, часть ${part}` : `, part ${part}`) : '';
    return `- ${categoryLabel(id, lang)} (${figures}; ${where}${place})`;
  });

const textIn = (copy: Copy, lang: Lang): string[] => {
  const ru = lang === 'ru';
  const { caller, spec, hidden, missing, content, number } = copy;
  return [
    ru ? `Копия ваших данных из ActiveCloud, ${number}` : `A copy of your data from ActiveCloud, ${number}`,
    '',
    ...contents(copy, lang),
    '',
    ru ? 'Виды данных' : 'Kinds of data',
    ...kinds(copy, lang),
    '',
    ru ? 'Что не вошло и почему' : 'What was left out and why',
    ...list(
      excludedFrom(caller, spec, hidden, missing, lang),
      ru ? 'Вошло всё, что вы выбрали.' : 'Everything you selected is included.',
    ),
    '',
    ru ? 'Что скрыто и почему' : 'What is hidden and why',
    ...list(maskedIn(content, lang), ru ? 'Ничего.' : 'Nothing.'),
  ];
};

/** README.txt: what is inside, in the language of the copy and then in the other one. The same in every part. */
export const readmeOf = (copy: Copy): string => {
  const [own, other]: readonly [Lang, Lang] = copy.spec.language === 'ru' ? ['ru', 'en'] : ['en', 'ru'];
  const lines = [...textIn(copy, own), '', '-'.repeat(60), '', ...textIn(copy, other), ''];
  return `${MARK}${lines.join('\r\n')}`;
};
