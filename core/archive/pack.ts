import { runningSha256, sha256OfText } from '../digest.ts';
import type { Collected } from '../exports/collected.ts';
import { collectedOf, missingSystems, undescribedIn } from '../exports/runs.ts';
import type { ExportRow, PackedPart } from '../exports/state.ts';
import type { CopyPorts, PartFiles } from '../ports.ts';
import type { components } from '../../src/api/generated/schema.ts';
import type { Lang } from '../problem.ts';
import type { Rows } from '../rows.ts';
import { encoded, type Pieces, turns } from '../streams.ts';
import { callerFor, contentOf, hiddenValues } from './content.ts';
import { type Copy, isPartSensitive, readerHead } from './copy.ts';
import { type ArchiveFile, categoryFiles, commonFiles, manifestText, sealText } from './files.ts';
import { categorySize, dealt, PART_BYTES } from './sizes.ts';
import { type ZipEntry, zipChunks } from './zip.ts';

type Seal = components['schemas']['Seal'];

/** What packing needs to know of a copy whose systems were collected. */
export interface Packing {
  readonly ports: CopyPorts;
  readonly rows: Rows;
  readonly row: ExportRow;
  /** What goes in: the pack reads nothing else of any system. */
  readonly collected: Collected;
  /** Where the parts are written; without it only their digests are made. */
  readonly files?: PartFiles;
  /** Signs the digest of a manifest; without it the parts have no seal. */
  readonly sealOf?: (digest: string) => Seal;
  /** Stops the work between two chunks. */
  readonly signal: AbortSignal;
  /** Bytes at which a part is closed; specs take a small one. */
  readonly limit?: number;
}

/** How the names of the files of a run begin. */
export const runPrefix = (exportId: string, run: number): string => `${exportId}.${run}.`;

/** The copy an export asks for, its categories dealt into parts. */
const copyOf = async ({
  ports,
  rows,
  row,
  collected,
  sealOf,
  limit = PART_BYTES,
}: Packing): Promise<Copy> => {
  const { spec, wholeAt: readyAt = row.createdAt } = row;
  const caller = { ...callerFor(ports, rows, row, new Date(readyAt)), sources: collected.sources };
  const account = ports.directory.account(row.accountId);
  if (account === undefined) throw new Error(`no account ${row.accountId}`);
  const content = await contentOf(caller, spec, collectedOf(row));
  const copy: Copy = {
    id: row.id,
    number: row.number,
    account,
    spec,
    caller,
    readyAt,
    content,
    hidden: await hiddenValues(caller, spec),
    missing: [...missingSystems(row), ...undescribedIn(row)],
    parts: [content.map(({ id }) => id)],
    statement: collected.statement,
    sealed: sealOf !== undefined,
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
 * The bytes of one part as they are made: every file once, its digest taken on the way, the manifest behind them and its seal
 * last. Nothing of it is held but the rows of the manifest.
 */
async function* partChunks(
  copy: Copy,
  n: number,
  { signal, sealOf }: Pick<Packing, 'signal' | 'sealOf'>,
): AsyncGenerator<Uint8Array> {
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
    const manifest = manifestText(copy, n, rows);
    yield { path: 'manifest.json', data: manifest };
    const digest = sha256OfText(manifest);
    if (sealOf !== undefined) yield { path: 'seal.json', data: sealText(digest, sealOf(digest)) };
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
 * bytes. Nothing of the part it was at remains when it fails.
 * @throws AbortError when the signal stops it
 * @throws LostFile when a file of what was collected is gone
 */
export const pack = async (packing: Packing): Promise<PackedPart[]> => {
  const { files, row } = packing;
  const copy = await copyOf(packing);
  const packed: PackedPart[] = [];
  for (const [i, categories] of copy.parts.entries()) {
    const n = i + 1;
    const file = `${runPrefix(row.id, row.runs.length)}${n}.zip`;
    const { size, sha256 } = await measured(partChunks(copy, n, packing), chunks =>
      files === undefined ? discard(chunks) : files.write(file, chunks),
    );
    packed.push({
      n,
      size,
      sha256,
      fileName: fileNameOf(row.number, n, copy.parts.length, row.spec.language),
      sensitive: isPartSensitive(copy, categories),
      categories: [...categories],
      ...(files === undefined ? {} : { file }),
    });
  }
  return packed;
};
