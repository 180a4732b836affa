import { makeZip } from 'client-zip';
import { cleanName } from '../../src/domain/files.ts';
import { joinBytes } from '../digest.ts';
import { chunksOf, type Pieces } from '../streams.ts';

/** A file of an archive. Its path is ours: names that came from outside go through `safeName` first. */
export interface ZipFile {
  path: string;
  data: Uint8Array | string;
}

/** The same, its bytes made while the archive is written. */
export interface ZipEntry {
  path: string;
  data: Uint8Array | string | AsyncIterable<Uint8Array>;
}

const MOSCOW_OFFSET = 3 * 3_600_000;

/**
 * ZIP stores local time without a zone. This date gives Moscow's time on any machine: setting the fields of a plain one
 * would fail where the machine's own clock jumps over that hour.
 */
class MoscowTime extends Date {
  get #moscow(): Date {
    return new Date(this.getTime() + MOSCOW_OFFSET);
  }
  override getFullYear = (): number => this.#moscow.getUTCFullYear();
  override getMonth = (): number => this.#moscow.getUTCMonth();
  override getDate = (): number => this.#moscow.getUTCDate();
  override getHours = (): number => this.#moscow.getUTCHours();
  override getMinutes = (): number => this.#moscow.getUTCMinutes();
  override getSeconds = (): number => this.#moscow.getUTCSeconds();
}

const END = 0x06054b50;
const END_64 = 0x06064b50;
const END_BYTES = 22;
const END_64_BYTES = 76;
/** More entries than this the old end of an archive cannot count. */
const MOST_ENTRIES = 0xffff;

const signatureOf = (chunk: Uint8Array): number =>
  chunk.length < 4 ? 0 : new DataView(chunk.buffer, chunk.byteOffset).getUint32(0, true);

/** The ZIP64 end record and its locator (APPNOTE 4.3.14, 4.3.15) for an archive whose old end says the rest. */
const longEnd = (end: Uint8Array, count: number): Uint8Array => {
  const old = new DataView(end.buffer, end.byteOffset);
  const [size, offset] = [BigInt(old.getUint32(12, true)), BigInt(old.getUint32(16, true))];
  const record = new Uint8Array(END_64_BYTES);
  const view = new DataView(record.buffer);
  view.setUint32(0, END_64, true);
  view.setBigUint64(4, 44n, true);
  // Made by version 4.5 on Unix, to be read by 4.5: the same as the entries say.
  view.setUint16(12, 0x032d, true);
  view.setUint16(14, 45, true);
  view.setBigUint64(24, BigInt(count), true);
  view.setBigUint64(32, BigInt(count), true);
  view.setBigUint64(40, size, true);
  view.setBigUint64(48, offset, true);
  view.setUint32(56, 0x07064b50, true);
  view.setBigUint64(64, offset + size, true);
  view.setUint32(72, 1, true);
  return record;
};

/**
 * A stored (not compressed) ZIP as it is made: the same entries at the same instant give the same bytes on any
 * machine. ZIP64 where it is needed: client-zip writes it for sizes above 4 GB, not for more than 65,535 entries,
 * so its end record is added here.
 */
export async function* zipChunks(entries: Pieces<ZipEntry>, at: string): AsyncGenerator<Uint8Array> {
  const lastModified = new MoscowTime(at);
  let count = 0;
  const named = async function* () {
    for await (const { path, data } of entries) {
      count += 1;
      yield { name: path, input: data, lastModified };
    }
  };
  // The last two chunks are held back: they are the ends, new and old.
  const held: Uint8Array[] = [];
  for await (const chunk of chunksOf(makeZip(named()))) {
    held.push(chunk);
    const ready = held.length > 2 ? held.shift() : undefined;
    if (ready !== undefined) yield ready;
  }
  const end = held.at(-1);
  if (end?.length !== END_BYTES || signatureOf(end) !== END) throw new Error('an archive without its end');
  const before = held.length > 1 ? held[0] : undefined;
  if (before !== undefined) yield before;
  const has64 = before?.length === END_64_BYTES && signatureOf(before) === END_64;
  if (count >= MOST_ENTRIES && !has64) yield longEnd(end, count);
  yield end;
}

/** A small archive, whole. */
export const zip = async (files: readonly ZipFile[], at: string): Promise<Uint8Array<ArrayBuffer>> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of zipChunks(files, at)) chunks.push(chunk);
  return joinBytes(chunks);
};

/** A name that is safe as a path in an archive: no folders, no reserved signs, no leading dots. */
export const safeName = (name: string): string => {
  const last = cleanName(name).split(/[\\/]/).at(-1) ?? '';
  const safe = last.replace(/[<>:"|?*]/g, '_').replace(/^[.\s]+|[.\s]+$/g, '');
  // By code points: half of a pair would be no text any more.
  return safe === '' ? 'file' : [...safe].slice(-120).join('');
};
