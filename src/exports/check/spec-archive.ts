import { createHash } from 'node:crypto';
import { crc32 as crcOf, deflateRawSync } from 'node:zlib';
import { downloadZip } from 'client-zip';
import type { ExportManifest } from './manifest.ts';
import { ArchiveProblem } from './problem.ts';

/** Archives for the specs: as the backend makes them, as other tools make them, and as nobody should. */

const encoder = new TextEncoder();
/** Text as bytes. */
export const bytesOf = (text: string): Uint8Array<ArrayBuffer> => encoder.encode(text);
/** Hexadecimal SHA-256, by Node's own. */
export const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Files of a copy, by path. */
export type Files = Readonly<Record<string, Uint8Array<ArrayBuffer>>>;

/** A small copy: names in two scripts, an empty file. */
export const FILES: Files = {
  'index.html': bytesOf('<!doctype html><title>Копия</title>'),
  'data/contacts.json': bytesOf(JSON.stringify({ records: Array.from({ length: 40 }, (_, i) => ({ i })) })),
  'вложения/Справка об адресе.txt': bytesOf('Москва'),
  'csv/empty.csv': new Uint8Array(),
};

/** The manifest of these files. */
export const manifestFor = (files: Files, changes: Partial<ExportManifest> = {}): ExportManifest => ({
  format: 'activecloud-privacy-export',
  version: 1,
  export: { id: 'e1', number: 'К-7', scope: 'person', language: 'ru', readyAt: '2026-11-02T09:00:00Z' },
  account: { code: 'AC-1', name: 'ООО «Ромашка»' },
  part: { n: 1, of: 1 },
  categories: [{ id: 'contacts', label: 'Контакты', records: 40 }],
  files: Object.entries(files).map(([path, bytes]) => ({
    path,
    size: bytes.length,
    sha256: digestOf(bytes),
    system: 'crm',
    collectedAt: '2026-11-02T09:00:00Z',
  })),
  excluded: [{ what: 'Пароли', reason: 'Хранятся только их отпечатки' }],
  masked: [{ what: 'Телефоны других людей', count: 2, reason: 'Чужие данные' }],
  ...changes,
});

/** The files and their manifest behind them. */
export const copyOf = (files: Files = FILES, manifest: unknown = manifestFor(files)): Files => ({
  ...files,
  'manifest.json': bytesOf(JSON.stringify(manifest)),
});

/** As the backend makes it. */
export async function zipped(files: Files): Promise<Uint8Array<ArrayBuffer>> {
  const entries = Object.entries(files).map(([name, input]) => ({ name, input, lastModified: new Date(0) }));
  return new Uint8Array(await downloadZip(entries).arrayBuffer());
}

/** What may be bent about one entry. */
export interface Craft {
  name: string | Uint8Array;
  data?: Uint8Array<ArrayBuffer>;
  deflate?: boolean;
  /** Bytes in the archive instead of those the data makes. */
  packed?: Uint8Array;
  method?: number;
  flags?: number;
  size?: number;
  packedSize?: number;
  crc?: number;
  offset?: number;
  disk?: number;
  extra?: Uint8Array;
  localExtra?: Uint8Array;
  /** Sizes in 64-bit fields, though they would fit. */
  wide?: boolean;
  /** Sizes and sum after the data. */
  later?: boolean;
  comment?: Uint8Array;
  /** Differences of the local header. */
  local?: Partial<Record<'method' | 'flags' | 'size' | 'packedSize' | 'crc', number>> & { name?: string };
  /** Bytes before its local header. */
  before?: Uint8Array;
}

/** What may be bent about the end. */
export interface Ending {
  comment?: Uint8Array;
  after?: Uint8Array;
  /** ZIP64 records, though they would not be needed. */
  wide?: boolean;
  /** Fields of the end record by their offset: 16-bit for 4, 6, 8, 10, 20, else 32-bit. */
  end?: Readonly<Record<number, number>>;
  /** Fields of the ZIP64 record by offset: 64-bit from 24 on and at 4, else 32-bit. */
  end64?: Readonly<Record<number, number>>;
  locator?: Readonly<Record<number, number>>;
}

const FULL = 0xffffffff;
function fields(
  length: number,
  ...values: readonly (readonly [at: number, bytes: 2 | 4 | 8, value: number])[]
) {
  const bytes = new Uint8Array(length);
  const data = new DataView(bytes.buffer);
  for (const [at, wide, value] of values)
    if (wide === 2) data.setUint16(at, value, true);
    else if (wide === 4) data.setUint32(at, value, true);
    else data.setBigUint64(at, BigInt(value), true);
  return bytes;
}

const concat = (parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> => {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
};
/** Puts bytes together. */
export const joined = (...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> => concat(parts);

/** Writes an archive by hand. */
export function craft(entries: readonly Craft[], ending: Ending = {}): Uint8Array<ArrayBuffer> {
  const body: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let place = 0;
  const put = (...parts: readonly Uint8Array[]) => {
    for (const part of parts) {
      body.push(part);
      place += part.length;
    }
  };
  for (const one of entries) {
    const data = one.data ?? new Uint8Array();
    const packed = one.packed ?? (one.deflate ? deflateRawSync(data) : data);
    const method = one.method ?? (one.deflate ? 8 : 0);
    const flags = (one.flags ?? 0x800) | (one.later ? 8 : 0);
    const size = one.size ?? data.length;
    const packedSize = one.packedSize ?? packed.length;
    const crc = one.crc ?? crcOf(data);
    const name = typeof one.name === 'string' ? bytesOf(one.name) : one.name;
    const short = one.wide ? FULL : undefined;
    const local = {
      method,
      flags,
      size: one.later ? 0 : size,
      packedSize: one.later ? 0 : packedSize,
      crc: one.later ? 0 : crc,
      ...one.local,
    };
    const localName = one.local?.name === undefined ? name : bytesOf(one.local.name);
    const wideLocal = one.wide
      ? fields(20, [0, 2, 1], [2, 2, 16], [4, 8, local.size], [12, 8, local.packedSize])
      : new Uint8Array();
    const localExtra = joined(wideLocal, one.localExtra ?? new Uint8Array());
    put(one.before ?? new Uint8Array());
    const offset = one.offset ?? place;
    put(
      fields(
        30,
        [0, 4, 0x04034b50],
        [4, 2, 20],
        [6, 2, local.flags],
        [8, 2, local.method],
        [14, 4, local.crc],
        [18, 4, short ?? local.packedSize],
        [22, 4, short ?? local.size],
        [26, 2, localName.length],
        [28, 2, localExtra.length],
      ),
      localName,
      localExtra,
      packed,
    );
    if (one.later) put(fields(16, [0, 4, 0x08074b50], [4, 4, crc], [8, 4, packedSize], [12, 4, size]));
    const wideExtra = one.wide
      ? fields(28, [0, 2, 1], [2, 2, 24], [4, 8, size], [12, 8, packedSize], [20, 8, offset])
      : new Uint8Array();
    const extra = joined(one.extra ?? new Uint8Array(), wideExtra);
    const comment = one.comment ?? new Uint8Array();
    directory.push(
      fields(
        46,
        [0, 4, 0x02014b50],
        [8, 2, flags],
        [10, 2, method],
        [16, 4, crc],
        [20, 4, short ?? packedSize],
        [24, 4, short ?? size],
        [28, 2, name.length],
        [30, 2, extra.length],
        [32, 2, comment.length],
        [34, 2, one.disk ?? 0],
        [42, 4, short ?? offset],
      ),
      name,
      extra,
      comment,
    );
  }
  const from = place;
  const listing = concat(directory);
  const to = from + listing.length;
  const count = entries.length;
  const wide = ending.wide
    ? [
        fields(
          56,
          [0, 4, 0x06064b50],
          [4, 8, 44],
          [24, 8, count],
          [32, 8, count],
          [40, 8, listing.length],
          [48, 8, from],
          ...Object.entries(ending.end64 ?? {}).map(
            ([at, value]) => [Number(at), Number(at) === 4 || Number(at) > 23 ? 8 : 4, value] as const,
          ),
        ),
        fields(
          20,
          [0, 4, 0x07064b50],
          [8, 8, to],
          [16, 4, 1],
          ...Object.entries(ending.locator ?? {}).map(
            ([at, value]) => [Number(at), Number(at) === 8 ? 8 : 4, value] as const,
          ),
        ),
      ]
    : [];
  const comment = ending.comment ?? new Uint8Array();
  const end = fields(
    22,
    [0, 4, 0x06054b50],
    [8, 2, ending.wide ? 0xffff : count],
    [10, 2, ending.wide ? 0xffff : count],
    [12, 4, ending.wide ? FULL : listing.length],
    [16, 4, ending.wide ? FULL : from],
    [20, 2, comment.length],
    ...Object.entries(ending.end ?? {}).map(
      ([at, value]) => [Number(at), Number(at) < 12 || Number(at) === 20 ? 2 : 4, value] as const,
    ),
  );
  return concat([...body, listing, ...wide, end, comment, ending.after ?? new Uint8Array()]);
}

/** The files as entries of `craft`, all bent the same way. */
export const entriesOf = (files: Files, bent: Partial<Craft> = {}): Craft[] =>
  Object.entries(files).map(([name, data]) => ({ name, data, ...bent }));

/** Why it was refused: `reason`, or `reason: path`; undefined when it was not. Anything else is thrown on. */
export async function failureOf(attempt: Promise<unknown>): Promise<string | undefined> {
  try {
    await attempt;
    return undefined;
  } catch (error) {
    if (error instanceof ArchiveProblem) return error.message;
    throw error;
  }
}
