import type { Pieces } from '../streams.ts';
import type { CategoryContent, ExportedRecord } from './content.ts';
import { type Copy, readerHead, readerRecords } from './copy.ts';
import { recordLines } from './csv.ts';
import { type ArchiveFile, categoryFiles, commonFiles, dataText, manifestText } from './files.ts';
import { categoryPage } from './reader/reader.ts';
import type { ReaderHead } from './reader/types.ts';

/** A part is closed once it is this large, bytes. A category is never torn: a larger one has a part to itself. */
export const PART_BYTES = 24 * 1_048_576;

/** So many records stand for all of a category. */
const SAMPLE = 48;
/** So many files of emails stand for all of them. */
const SAMPLED_FILES = 8;
/** What ZIP writes of a file besides its bytes and its name: both headers, and the sizes after the data. */
const ZIP_BYTES = 30 + 16 + 46;
/** The end of an archive. */
const END_BYTES = 22;
/** A row of the manifest besides the path and the systems: names, digest, time, layout. */
const ROW_BYTES = 210;

const encoder = new TextEncoder();
const bytesOf = async (texts: Pieces<string>): Promise<number> => {
  let sum = 0;
  for await (const text of texts) sum += encoder.encode(text).length;
  return sum;
};

/** A file with all that is written about it: twice its name in the archive, once its path in the manifest. */
const fileSize = async ({ path, system, text }: ArchiveFile): Promise<number> =>
  (await bytesOf(text)) + ZIP_BYTES + ROW_BYTES + 3 * encoder.encode(path).length + system.length;

/** What the formats say of one record, each by itself. */
const recordTexts = (
  copy: Copy,
  content: CategoryContent,
  head: ReaderHead,
): ((records: readonly ExportedRecord[]) => Pieces<string>)[] => {
  const { spec } = copy;
  const category = head.categories.find(one => one.id === content.id);
  return [
    ...(spec.formats.includes('json')
      ? [(records: readonly ExportedRecord[]) => dataText(content, copy, [records])]
      : []),
    ...(spec.formats.includes('csv')
      ? [(records: readonly ExportedRecord[]) => recordLines(content, spec, [records])]
      : []),
    ...(spec.formats.includes('html') && category !== undefined
      ? [
          (records: readonly ExportedRecord[]) =>
            categoryPage(head, category, 1, readerRecords(content, spec, records)),
        ]
      : []),
  ];
};

/**
 * The size of a category in the chosen formats, bytes: its files are made without records, and a few records stand
 * for all. Close, and known before anything is written.
 */
export const categorySize = async (copy: Copy, content: CategoryContent): Promise<number> => {
  const head = readerHead(copy);
  const bare: CategoryContent = {
    ...content,
    read: async function* () {},
    files: async function* () {},
  };
  let sum = 0;
  for await (const file of categoryFiles(copy, bare, head)) sum += await fileSize(file);

  const sample = await content.sample(SAMPLE);
  if (sample.length > 0) {
    for (const write of recordTexts(copy, content, head)) {
      const each = ((await bytesOf(write(sample))) - (await bytesOf(write([])))) / sample.length;
      sum += each * content.records;
    }
  }
  const system = content.systems.join(', ');
  const sizes: number[] = [];
  for await (const { path, text } of content.files()) {
    sizes.push(await fileSize({ path, system, collectedAt: '', text: [text] }));
    if (sizes.length === SAMPLED_FILES) break;
  }
  for (const size of sizes) sum += (size / sizes.length) * content.attachments;
  return Math.round(sum);
};

/** The size of what a part has besides its categories, bytes. */
export const commonSize = async (copy: Copy, n: number): Promise<number> => {
  let sum = END_BYTES + (await bytesOf([manifestText(copy, n, [])])) + ZIP_BYTES;
  for await (const file of commonFiles(copy, n)) sum += await fileSize(file);
  return sum;
};

/** Categories dealt into parts in the order of the register: ids by part, at least one part. */
export const dealt = (sizes: readonly { id: string; size: number }[], limit = PART_BYTES): string[][] => {
  const parts: string[][] = [];
  let size = 0;
  for (const one of sizes) {
    const last = parts.at(-1);
    if (last === undefined || size + one.size > limit) {
      parts.push([one.id]);
      size = one.size;
    } else {
      last.push(one.id);
      size += one.size;
    }
  }
  return parts.length === 0 ? [[]] : parts;
};
