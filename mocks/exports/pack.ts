import type { Db } from '../db.ts';
import { runningSha256 } from '../../core/digest.ts';
import { accountById } from '../personas.ts';
import type { Lang } from '../../core/problem.ts';
import { encoded, type Pieces, turns } from '../../core/streams.ts';
import { type ZipEntry, zipChunks } from '../../core/archive/zip.ts';
import { callerOf, contentOf, hiddenValues, makerOf } from './content.ts';
import { type Copy, isPartSensitive, readerHead } from './copy.ts';
import { type ArchiveFile, categoryFiles, commonFiles, manifestText } from './files.ts';
import { categorySize, dealt, PART_BYTES } from './sizes.ts';
import type { ExportRow, PackedPart } from '../../core/exports/state.ts';
import type { PartStore } from './store.ts';

/** What packing needs to know of an export. */
export interface Packing {
  db: Db;
  row: ExportRow;
  /** When all was collected, RFC 3339: the time of the archive. */
  readyAt: string;
  /** The systems that answered, and when. */
  collected: ReadonlyMap<string, string>;
  /** Systems that did not answer in the end. */
  missing: readonly string[];
  /** Where the parts go under which names; without it only their digests are made. */
  store?: PartStore;
  nameOf: (n: number) => string;
  /** Stops the work between two chunks. */
  signal: AbortSignal;
  /** Bytes at which a part is closed; specs take a small one. */
  limit?: number;
}

/** The copy an export asks for, its categories dealt into parts. */
export const copyOf = async ({
  db,
  row,
  readyAt,
  collected,
  missing,
  limit = PART_BYTES,
}: Packing): Promise<Copy> => {
  const { spec } = row;
  const caller = callerOf(db, makerOf(row), spec, new Date(readyAt), row);
  const content = await contentOf(caller, spec, collected);
  const copy: Copy = {
    id: row.id,
    number: row.number,
    account: accountById(row.accountId),
    spec,
    caller,
    readyAt,
    content,
    hidden: await hiddenValues(caller, spec),
    missing,
    parts: [content.map(({ id }) => id)],
  };
  const sizes: { id: string; size: number }[] = [];
  for (const one of content) sizes.push({ id: one.id, size: await categorySize(copy, one) });
  return { ...copy, parts: dealt(sizes, limit) };
};

const fileNameOf = (number: string, n: number, of: number, lang: Lang): string => {
  const part = of === 1 ? '' : lang === 'ru' ? `, часть ${n} из ${of}` : `, part ${n} of ${of}`;
  return lang === 'ru' ? `Копия данных ${number}${part}.zip` : `Copy of your data ${number}${part}.zip`;
};

async function* filesOfPart(copy: Copy, n: number): AsyncGenerator<ArchiveFile> {
  yield* commonFiles(copy, n);
  const head = readerHead(copy);
  for (const content of copy.content) {
    if (copy.parts[n - 1]?.includes(content.id) === true) yield* categoryFiles(copy, content, head);
  }
}

/**
 * The bytes of one part as they are made: every file once, its digest taken on the way, the manifest last. Nothing
 * of it is held but the rows of the manifest.
 */
async function* partChunks(copy: Copy, n: number, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const rows: Parameters<typeof manifestText>[2][number][] = [];
  const turn = turns();
  const entries = async function* (): AsyncGenerator<ZipEntry> {
    for await (const { path, system, collectedAt, text } of filesOfPart(copy, n)) {
      const digest = runningSha256();
      const data = async function* (): AsyncGenerator<Uint8Array> {
        for await (const chunk of encoded(text)) {
          await turn();
          signal.throwIfAborted();
          digest.update(chunk);
          yield chunk;
        }
        rows.push({ path, size: digest.size, sha256: digest.end(), system, collectedAt });
      };
      yield { path, data: data() };
    }
    yield { path: 'manifest.json', data: manifestText(copy, n, rows) };
  };
  yield* zipChunks(entries(), copy.readyAt);
}

const measured = async (
  chunks: AsyncIterable<Uint8Array>,
  write: (chunks: Pieces<Uint8Array>) => Promise<void>,
): Promise<{ size: number; sha256: string }> => {
  const digest = runningSha256();
  await write(
    (async function* () {
      for await (const chunk of chunks) {
        digest.update(chunk);
        yield chunk;
      }
    })(),
  );
  return { size: digest.size, sha256: digest.end() };
};

const discard = async (chunks: Pieces<Uint8Array>): Promise<void> => {
  for await (const _ of chunks);
};

/**
 * Packs an export: writes each part once, as a stream, and reports its size and digest. The same data gives the same
 * bytes. Throws when the signal stops it or the store fails; nothing of the part it was at remains then.
 */
export const pack = async (packing: Packing): Promise<PackedPart[]> => {
  const { store, nameOf, signal, row } = packing;
  const copy = await copyOf(packing);
  const packed: PackedPart[] = [];
  for (const [i, categories] of copy.parts.entries()) {
    const n = i + 1;
    const file = nameOf(n);
    const { size, sha256 } = await measured(partChunks(copy, n, signal), chunks =>
      store === undefined ? discard(chunks) : store.write(file, chunks),
    );
    packed.push({
      n,
      size,
      sha256,
      fileName: fileNameOf(row.number, n, copy.parts.length, row.spec.language),
      sensitive: isPartSensitive(copy, categories),
      categories: [...categories],
      ...(store === undefined ? {} : { file }),
    });
  }
  return packed;
};
