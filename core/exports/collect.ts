import type { components } from '../../src/api/generated/schema.ts';
import { type Caller, contentsFor } from '../archive/content.ts';
import { runningSha256 } from '../digest.ts';
import { secret } from '../ids.ts';
import type { CategoryRow } from '../policy/types.ts';
import type { PartFiles } from '../ports.ts';
import type { Text } from '../problem.ts';
import { seenCategories } from '../register/amounts.ts';
import {
  emptyCount,
  type RecordKind,
  type RunningCount,
  type SourceField,
  type SourceRecord,
} from '../register/source-data.ts';
import { periodSelection } from '../register/records.ts';
import { subjectOf } from '../register/visibility.ts';
import { encoded, type Pieces, turns } from '../streams.ts';
import type { CollectedFile, CollectedPage, CollectingPlace, ExportRow } from './state.ts';

/** A page ends after so many records. */
export const PAGE_RECORDS = 5000;
/** A page ends after so much time, ms: a slow system is collected in smaller ones. */
const PAGE_MS = 5000;
/** Records that are asked for at once. */
const CHUNK_RECORDS = 500;

/** One line of a page: a record, with the contents of its files. */
export interface CollectedLine {
  readonly category: string;
  readonly record: SourceRecord;
  /** Texts of its attachments, by their ids. */
  readonly files?: Readonly<Record<string, Text>>;
}

/** What a system says of a category besides records; the numbers are places in the order of all systems. */
export interface CollectedCategory {
  readonly kinds: readonly (readonly [number, RecordKind])[];
  readonly fields: readonly (readonly [number, SourceField])[];
}

/** How the names of the collected files of a copy begin. */
export const collectedPrefix = (exportId: string): string => `${exportId}.collected.`;

/** Writes a file under a name that no other step writes: a worker that lost its job may still be writing its own. */
const writeFile = async (
  files: PartFiles,
  exportId: string,
  texts: Pieces<string>,
): Promise<CollectedFile> => {
  const file = `${collectedPrefix(exportId)}${secret(16)}`;
  const digest = runningSha256();
  await files.write(
    file,
    (async function* () {
      for await (const chunk of encoded(texts)) {
        digest.update(chunk);
        yield chunk;
      }
    })(),
  );
  return { file, size: digest.size, sha256: digest.end() };
};

/** Keeps the statement as it is when a run begins. */
export const storeStatement = (
  files: PartFiles,
  exportId: string,
  statement: components['schemas']['Statement'],
): Promise<CollectedFile> => writeFile(files, exportId, [JSON.stringify(statement)]);

/** The chosen categories that the maker sees and the system keeps, in the order of the register. */
const categoriesIn = (caller: Caller, { spec }: ExportRow, system: string): CategoryRow[] =>
  seenCategories(caller).filter(
    ({ id, systems }) => spec.categories.includes(id) && systems.includes(system),
  );

/** The chosen categories that the system keeps and is not connected for. */
export const undescribedOf = (caller: Caller, row: ExportRow, system: string): string[] =>
  categoriesIn(caller, row, system)
    .map(({ id }) => id)
    .filter(id => caller.sources.undescribed(id).includes(system));

/** Keeps the kinds of records and the single values of a system. */
export const collectValues = async (
  caller: Caller,
  files: PartFiles,
  row: ExportRow,
  system: string,
): Promise<CollectedFile> => {
  const collected: Record<string, CollectedCategory> = {};
  for (const category of categoriesIn(caller, row, system)) {
    const fields = await caller.sources.fields(category.id, subjectOf(category, caller));
    collected[category.id] = {
      kinds: [...caller.sources.kinds(category.id).entries()].filter(([, kind]) => kind.system === system),
      fields: [...fields.entries()].filter(([, field]) => field.systems.includes(system)),
    };
  }
  return writeFile(files, row.id, [JSON.stringify(collected)]);
};

/** Sums of a page by category and kind. */
const countsIn = () => {
  const sums = new Map<string, { category: string } & RunningCount>();
  return {
    add: ({ category, record }: CollectedLine): void => {
      const key = `${category} ${record.kind}`;
      const sum = sums.get(key) ?? { category, ...emptyCount(record.kind) };
      sums.set(key, sum);
      sum.records += 1;
      sum.held += record.hold === undefined ? 0 : 1;
      sum.thirdParty += record.aboutThirdParty ? 1 : 0;
      sum.maskedTexts += record.textOfOthers === true ? 1 : 0;
      sum.attachments += (record.attachments ?? []).length > 0 ? 1 : 0;
      sum.bytes += record.bytes ?? 0;
    },
    all: () => [...sums.values()],
  };
};

/**
 * Collects the next page of a system: at most 5,000 records, or what comes in five seconds. Records that are newer than
 * `upTo` are not in it, so that pages agree whenever they are collected.
 * @param from where it begins: undefined for the first page
 */
export const collectPage = async (
  caller: Caller,
  files: PartFiles,
  row: ExportRow,
  system: string,
  upTo: Date,
  from?: CollectingPlace,
): Promise<CollectedPage> => {
  const categories = categoriesIn(caller, row, system);
  const first = from === undefined ? 0 : categories.findIndex(({ id }) => id === from.category);
  const selection = {
    upTo: new Map([[system, upTo]]),
    ...periodSelection(row.spec),
    pageSize: CHUNK_RECORDS,
  };
  const counts = countsIn();
  const began = performance.now();
  const turn = turns();
  let records = 0;
  let next: CollectingPlace | undefined;

  async function* lines(): AsyncGenerator<string> {
    for (const category of first === -1 ? [] : categories.slice(first)) {
      const subject = subjectOf(category, caller);
      const after = category.id === from?.category ? from.after : undefined;
      const query = {
        ...selection,
        ...contentsFor(category.id, row.spec),
        ...(after === undefined ? {} : { after }),
      };
      if (records >= PAGE_RECORDS) {
        next = { category: category.id };
        return;
      }
      for await (const chunk of caller.sources.stream(category.id, subject, query)) {
        for (const record of chunk) {
          const contents: Record<string, Text> = {};
          for (const { id } of record.attachments ?? []) {
            const text = await caller.sources.attachment(category.id, record.id, id, subject);
            if (text !== undefined) contents[id] = text;
          }
          const line: CollectedLine = {
            category: category.id,
            record,
            ...(Object.keys(contents).length === 0 ? {} : { files: contents }),
          };
          counts.add(line);
          records += 1;
          yield `${JSON.stringify(line)}\n`;
        }
        await turn();
        const last = chunk.at(-1);
        if (last === undefined) continue;
        if (records >= PAGE_RECORDS || performance.now() - began >= PAGE_MS) {
          next = { category: category.id, after: last.id };
          return;
        }
      }
    }
  }

  const written = await writeFile(files, row.id, lines());
  return { ...written, counts: counts.all(), ...(next === undefined ? {} : { next }) };
};
