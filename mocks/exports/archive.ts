import { sha256 } from '../digest.ts';
import type { Db } from '../db.ts';
import { accountById } from '../personas.ts';
import type { Lang } from '../problem.ts';
import { pageOf, statementOf } from '../statement/handlers.ts';
import { t } from '../words.ts';
import type { ZipFile } from '../zip.ts';
import { zip } from '../zip.ts';
import type { CategoryContent, ExportedRecord } from './content.ts';
import { callerOf, contentOf, excludedFrom, isSensitive, makerOf, maskedIn } from './content.ts';
import { csvOf, RECORD_COLUMNS, schemaOf } from './formats.ts';
import { indexPage } from './index-page.ts';
import type { ExportRow } from './state.ts';

/** A part of an archive, whole: what is downloaded, and what the page says of it. */
export interface BuiltPart {
  n: number;
  fileName: string;
  sensitive: boolean;
  /** Ids of the categories in it. */
  categories: string[];
  sha256: string;
  bytes: Uint8Array<ArrayBuffer>;
}

/** A part is closed once it is this large. */
const PART_BYTES = 24 * 1_048_576;

/** Files of one category, and where they come from. */
interface Group {
  content: CategoryContent;
  files: ZipFile[];
  size: number;
}

const encoder = new TextEncoder();
const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
/** Records one a line: readable, and an editor opens fifty thousand of them. */
const recordsJson = (records: readonly ExportedRecord[]): string =>
  `[\n${records.map(record => JSON.stringify(record)).join(',\n')}\n]`;

const README = t(
  `Копия ваших данных из ActiveCloud.

index.html      откройте в браузере, интернет не нужен
data            данные каждого вида в JSON, рядом в schemas их описание
csv             те же записи таблицами, открываются в Excel
statement.html  сведения об обработке на день копии
manifest.json   список файлов с контрольными суммами SHA-256; что не вошло и почему
`,
  `A copy of your data from ActiveCloud.

index.html      open it in a browser, no network needed
data            each kind of data as JSON, described in schemas
csv             the same records as tables, Excel opens them
statement.html  information on the processing on the day of the copy
manifest.json   the files with SHA-256 checksums; what was left out and why
`,
);

const groupOf = (content: CategoryContent, row: ExportRow, at: string): Group => {
  const { formats, language } = row.spec;
  const records = content.read();
  const fields = content.fields.map(field => ({
    id: field.id,
    label: field.label[language],
    value: field.value,
    systems: field.systems,
    collectedAt: field.collectedAt,
    ...(field.updatedAt === undefined ? {} : { updatedAt: field.updatedAt }),
  }));
  const head = { category: content.id, label: content.label, asOf: at, systems: content.systems, fields };
  const data = `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "records": ${recordsJson(records)}\n}\n`;
  const files: ZipFile[] = [
    ...(formats.includes('json')
      ? [
          { path: `data/${content.id}.json`, data },
          { path: `schemas/${content.id}.schema.json`, data: json(schemaOf(content.id, content.label)) },
        ]
      : []),
    ...(formats.includes('csv')
      ? [
          { path: `csv/${content.id}.csv`, data: csvOf(RECORD_COLUMNS[language], records) },
          ...(fields.length === 0
            ? []
            : [
                {
                  path: `csv/${content.id}-fields.csv`,
                  data: csvOf(
                    language === 'ru'
                      ? [
                          ['label', 'Что'],
                          ['value', 'Значение'],
                          ['collectedAt', 'Получено'],
                        ]
                      : [
                          ['label', 'Detail'],
                          ['value', 'Value'],
                          ['collectedAt', 'Collected'],
                        ],
                    fields,
                  ),
                },
              ]),
        ]
      : []),
  ];
  const encoded = files.map(file => ({
    ...file,
    data: typeof file.data === 'string' ? encoder.encode(file.data) : file.data,
  }));
  return { content, files: encoded, size: encoded.reduce((sum, { data: bytes }) => sum + bytes.length, 0) };
};

/** Categories dealt into parts in the order of the register; a large one has a part to itself. */
const dealt = (groups: readonly Group[], limit: number): Group[][] => {
  const parts: Group[][] = [];
  let size = 0;
  for (const group of groups) {
    const last = parts.at(-1);
    if (last === undefined || size + group.size > limit) {
      parts.push([group]);
      size = group.size;
    } else {
      last.push(group);
      size += group.size;
    }
  }
  return parts.length === 0 ? [[]] : parts;
};

const nameOf = (row: ExportRow, n: number, of: number, lang: Lang): string => {
  const part = of === 1 ? '' : lang === 'ru' ? `, часть ${n} из ${of}` : `, part ${n} of ${of}`;
  return lang === 'ru' ? `Копия данных ${row.number}${part}.zip` : `Copy of data ${row.number}${part}.zip`;
};

/**
 * The archive of an export, made anew each time from the register as it was when the export was ready: the same
 * data gives the same bytes. `missing`: systems that did not answer.
 */
export const buildParts = async (
  db: Db,
  row: ExportRow,
  missing: readonly string[],
  readyAt: string,
  limit = PART_BYTES,
): Promise<BuiltPart[]> => {
  const { spec } = row;
  const lang = spec.language;
  const caller = callerOf(db, makerOf(row), spec, new Date(readyAt));
  const content = contentOf(caller, spec, missing);
  const account = accountById(row.accountId);
  const statement = statementOf(caller);
  const parts = dealt(
    content.map(one => groupOf(one, row, readyAt)),
    limit,
  );
  return Promise.all(
    parts.map(async (groups, i): Promise<BuiltPart> => {
      const own = groups.map(group => group.content);
      const common: ZipFile[] =
        i > 0
          ? []
          : [
              {
                path: 'index.html',
                data: indexPage(row, content, excludedFrom(caller, spec, missing, lang), readyAt),
              },
              { path: 'README.txt', data: README[lang] },
              { path: 'statement.json', data: json(statement) },
              { path: 'statement.html', data: pageOf(statement, lang) },
            ];
      const files = [...common, ...groups.flatMap(group => group.files)];
      const systemOf = (path: string): string => {
        const of = own.find(one => path.includes(`/${one.id}.`) || path.includes(`/${one.id}-fields.`));
        return of?.systems.join(', ') ?? 'privacy-center';
      };
      const manifest = {
        format: 'activecloud-privacy-export',
        version: 1,
        export: { id: row.id, number: row.number, scope: spec.scope, language: lang, readyAt },
        account: { code: account.code, name: account.name },
        part: { n: i + 1, of: parts.length },
        categories: own.map(({ id, label, records }) => ({ id, label, records })),
        files: await Promise.all(
          files.map(async ({ path, data }) => {
            const bytes = typeof data === 'string' ? encoder.encode(data) : data;
            return {
              path,
              size: bytes.length,
              sha256: await sha256(bytes),
              system: systemOf(path),
              collectedAt: readyAt,
            };
          }),
        ),
        excluded: excludedFrom(caller, spec, missing, lang),
        masked: maskedIn(own, lang),
      };
      const bytes = await zip([{ path: 'manifest.json', data: json(manifest) }, ...files], readyAt);
      return {
        n: i + 1,
        fileName: nameOf(row, i + 1, parts.length, lang),
        sensitive: isSensitive(own, spec),
        categories: own.map(one => one.id),
        sha256: await sha256(bytes),
        bytes,
      };
    }),
  );
};
