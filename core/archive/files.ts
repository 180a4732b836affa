import type { components } from '../../src/api/generated/schema.ts';
import { pageOf } from '../statement/page.ts';
import type { Pieces } from '../streams.ts';
import type { CategoryContent, ExportedRecord } from './content.ts';
import { type Copy, readerHead, readerRecords } from './copy.ts';
import { fieldTable, recordLines } from './csv.ts';
import { categoryPage, indexPage, pageCount, pagePath, READER_RECORDS } from './reader/reader.ts';
import type { ReaderHead } from './reader/types.ts';
import { readmeOf } from './readme.ts';
import { excludedFrom, maskedIn } from './report.ts';
import { categorySchema, manifestSchema, statementSchema } from './schemas.ts';

/** A file of an archive: what is written about it, and its text, made when it is written. */
export interface ArchiveFile {
  path: string;
  /** Ids of the systems it comes from. */
  system: string;
  /** RFC 3339. */
  collectedAt: string;
  text: Pieces<string>;
}

/** What this product makes itself, rather than collects. */
const OWN_SYSTEM = 'privacy-center';

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** Which tables of which systems a category was read from, and by which versions of their descriptions. */
const originsOf = ({ systems, kinds, fields }: Pick<CategoryContent, 'systems' | 'kinds' | 'fields'>) =>
  systems.map(system => {
    const read = [
      ...fields.flatMap(({ provenance = [] }) => provenance.filter(one => one.system === system)),
      ...kinds.flatMap(kind => (kind.system === system && kind.origin !== undefined ? [kind.origin] : [])),
    ];
    const known = (values: readonly (string | undefined)[]) => [
      ...new Set(values.filter(value => value !== undefined)),
    ];
    return {
      system,
      tables: known(read.map(({ table }) => table)),
      manifests: known(read.map(({ manifest }) => manifest)),
    };
  });

/** The manifest of a part and the last of its files; it lists all the others. */
export const manifestText = (
  copy: Copy,
  n: number,
  files: readonly { path: string; size: number; sha256: string; system: string; collectedAt: string }[],
): string => {
  const { spec, content, parts } = copy;
  const own = content.filter(({ id }) => parts[n - 1]?.includes(id) === true);
  return json({
    format: 'activecloud-privacy-export',
    version: 1,
    export: {
      id: copy.id,
      number: copy.number,
      scope: spec.scope,
      language: spec.language,
      readyAt: copy.readyAt,
    },
    account: { code: copy.account.code, name: copy.account.name },
    part: { n, of: parts.length },
    categories: own.map(one => ({
      id: one.id,
      label: one.label,
      records: one.records,
      origins: originsOf(one),
    })),
    files,
    excluded: excludedFrom(copy.caller, spec, copy.hidden, copy.missing, spec.language),
    masked: maskedIn(own, spec.language),
  });
};

/** `seal.json`: the digest of the manifest and its signature, in the form that `server/log-chain/check-seal.ts` reads. */
export const sealText = (digest: string, seal: components['schemas']['Seal']): string =>
  json({ file: 'manifest.json', digest, seal });

/** What every part has, or the first alone: the first page, what is inside, the statement. */
export async function* commonFiles(copy: Copy, n: number): AsyncGenerator<ArchiveFile> {
  const lang = copy.spec.language;
  const own = (path: string, text: string): ArchiveFile => ({
    path,
    system: OWN_SYSTEM,
    collectedAt: copy.readyAt,
    text: [text],
  });
  yield own('index.html', await indexPage(readerHead(copy)));
  yield own('README.txt', readmeOf(copy));
  if (n === 1) {
    const { statement } = copy;
    yield own('statement.html', pageOf(statement, lang));
    yield own('statement.json', json(statement));
    yield own('schemas/statement.schema.json', json(statementSchema(lang)));
  }
  yield own('schemas/manifest.schema.json', json(manifestSchema(lang)));
}

/** The data of a category as JSON, a record a line: an editor opens fifty thousand of them. */
export async function* dataText(
  content: CategoryContent,
  { spec }: Pick<Copy, 'spec'>,
  pages: Pieces<readonly ExportedRecord[]>,
): AsyncGenerator<string> {
  const lang = spec.language;
  const head = {
    category: content.id,
    label: content.label,
    asOf: content.collectedAt,
    systems: content.systems,
    kinds: content.kinds.map(({ id, label, system, origin }) => ({
      id,
      label: label[lang],
      system,
      ...origin,
    })),
    fields: content.fields.map(field => ({
      id: field.id,
      label: field.label[lang],
      value: field.value,
      systems: field.systems,
      ...(field.provenance === undefined ? {} : { provenance: field.provenance }),
      collectedAt: field.collectedAt,
      ...(field.updatedAt === undefined ? {} : { updatedAt: field.updatedAt }),
    })),
  };
  yield `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "records": [`;
  let first = true;
  for await (const records of pages) {
    for (const record of records) {
      yield `${first ? '\n' : ',\n'}${JSON.stringify(record)}`;
      first = false;
    }
  }
  yield first ? ']\n}\n' : '\n]\n}\n';
}

/** The files of a category in the chosen formats. */
export async function* categoryFiles(
  copy: Copy,
  content: CategoryContent,
  head: ReaderHead,
): AsyncGenerator<ArchiveFile> {
  const { spec } = copy;
  const own = (path: string, text: Pieces<string>): ArchiveFile => ({
    path,
    system: content.systems.join(', '),
    collectedAt: content.collectedAt,
    text,
  });
  if (spec.formats.includes('json')) {
    yield own(`data/${content.id}.json`, dataText(content, copy, content.read()));
    yield own(`schemas/${content.id}.schema.json`, [json(categorySchema(content, spec.language))]);
  }
  if (spec.formats.includes('csv')) {
    yield own(`csv/${content.id}.csv`, recordLines(content, spec, content.read()));
    if (content.fields.length > 0)
      yield own(`csv/${content.id}-fields.csv`, [fieldTable(content, spec.language)]);
  }
  const category = head.categories.find(one => one.id === content.id);
  if (spec.formats.includes('html') && category !== undefined) {
    // One pass over the records: a page that is collected is a page of the reader.
    const pages = content.read(READER_RECORDS)[Symbol.asyncIterator]();
    for (let page = 1; page <= pageCount(category); page += 1) {
      const { value, done } = await pages.next();
      const records = readerRecords(content, spec, done === true ? [] : value);
      yield own(pagePath(content.id, page), categoryPage(head, category, page, records));
    }
  }
  for await (const { path, text } of content.files()) yield own(path, [text]);
}
