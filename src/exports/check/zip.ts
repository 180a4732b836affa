/**
 * What an archive says it holds, read through slices of the file. Of the freedoms of the format
 * (APPNOTE.TXT 6.3.10) only those are taken that no reader understands in two ways.
 */
import { ArchiveProblem, readBytes } from './problem.ts';

/** A file (or folder: its name ends in `/`) of an archive. */
export interface ZipEntry {
  readonly name: string;
  /** Bytes of the file itself. */
  readonly size: number;
  readonly crc: number;
  /** 0 stored, 8 deflated. */
  readonly method: 0 | 8;
  /** Where its bytes begin in the archive, and how many there are. */
  readonly start: number;
  readonly packed: number;
}

/** An entry of the directory, before its local header was seen. */
interface Listed extends Omit<ZipEntry, 'start'> {
  readonly offset: number;
  readonly flags: number;
}

const END = 0x06054b50;
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const LISTED = 0x02014b50;
const LOCAL = 0x04034b50;
/** «See the 64-bit field». */
const FULL = 0xffffffff;
const FULL_SHORT = 0xffff;

const ENCRYPTED = 1 | (1 << 6) | (1 << 13);
const SIZES_LATER = 1 << 3;
const PATCH = 1 << 5;
/** Flags that both headers of an entry must agree on: others differ innocently between tools. */
const WEIGHTY = ENCRYPTED | SIZES_LATER | PATCH | (1 << 11);
/** A descriptor after the data, when sizes come later: at least a sum and two sizes. */
const DESCRIPTOR = 12;

/** An archive of ours has some thousand entries; this many still fit into memory. */
const MOST_ENTRIES = 250_000;
const LARGEST_DIRECTORY = 128 * 1_048_576;
/** Texts shrink to a tenth, tables of zeros to a fiftieth; only a trap shrinks to a two-hundredth. */
const MOST_GROWTH = 200;
const FREE_GROWTH = 16 * 1_048_576;
const LARGEST_TOTAL = 64 * 1_073_741_824;
/** Holds the longest record (three fields of 65,535), and takes a few milliseconds to go through. */
const WINDOW = 262_144;
/** Headers not further apart than this are read at one go. */
const NEAR = 65_536;
/** A local header with its name and extra data; a longer one is read by itself. */
const USUAL_HEADER = 256;

const encoder = new TextEncoder();
// A mark at the beginning of a name is part of it.
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** A 64-bit number; beyond 2⁵³ it is no size of anything. */
function wide(data: DataView, at: number): number {
  const value = data.getUint32(at + 4, true) * 2 ** 32 + data.getUint32(at, true);
  if (!Number.isSafeInteger(value)) throw new ArchiveProblem('damaged');
  return value;
}

/** Control characters, and marks that turn the reading direction: `exe.txt` could be shown for `txt.exe`. */
const DECEIVING = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u;

/** Whether a path stays in its folder on every system, and is what it looks like. */
export const isSafePath = (path: string): boolean =>
  !DECEIVING.test(path) &&
  !path.includes('\\') &&
  !/^[a-z]:/i.test(path) &&
  // One slash at the end marks a folder.
  path
    .replace(/(?<=.)\/$/, '')
    .split('/')
    .every(part => part !== '' && part !== '.' && part !== '..');

function nameOf(bytes: Uint8Array): string {
  let name = '';
  try {
    name = decoder.decode(bytes);
  } catch {
    throw new ArchiveProblem('unsafe-name');
  }
  if (!isSafePath(name)) throw new ArchiveProblem('unsafe-name', name);
  return name;
}

/** Two encodings of the same characters are one name: a Mac may have written «й» as two signs. */
export const sameName = (name: string): string => name.normalize('NFC');

/** Numbers whose 32-bit fields are full are in the ZIP64 field of the extra data, in the same order. */
function widened(data: DataView, from: number, to: number, short: readonly number[], path: string): number[] {
  if (!short.includes(FULL)) return [...short];
  for (let at = from; at + 4 <= to;) {
    let value = at + 4;
    const end = value + data.getUint16(at + 2, true);
    if (end > to) break;
    if (data.getUint16(at, true) === 1)
      return short.map(number => {
        if (number !== FULL) return number;
        value += 8;
        if (value > end) throw new ArchiveProblem('damaged', path);
        return wide(data, value - 8);
      });
    at = end;
  }
  throw new ArchiveProblem('damaged', path);
}

/** Where the directory is. */
interface Directory {
  count: number;
  /** There may be more entries than `count`. */
  more: boolean;
  from: number;
  to: number;
}

/** The end record, whose comment must reach exactly to the end of the file. */
async function findEnd(file: Blob): Promise<{ data: DataView; at: number; base: number }> {
  const base = Math.max(0, file.size - (20 + 22 + 65_535));
  const data = viewOf(await readBytes(file, base, file.size));
  const ends: number[] = [];
  let glued = false;
  for (let at = data.byteLength - 22; at >= 0; at -= 1) {
    if (data.getUint32(at, true) !== END) continue;
    const rest = data.byteLength - at - 22 - data.getUint16(at + 20, true);
    if (rest === 0) ends.push(at);
    else glued ||= rest > 0 && data.getUint32(at + 12, true) + data.getUint32(at + 16, true) === base + at;
  }
  const [at] = ends;
  // A second end inside the comment: readers would disagree which archive this is.
  if (ends.length > 1 || (at === undefined && glued)) throw new ArchiveProblem('damaged');
  if (at !== undefined) return { data, at, base };
  const head = file.size < 4 ? 0 : viewOf(await readBytes(file, 0, 4)).getUint32(0, true);
  throw new ArchiveProblem(head === LOCAL ? 'truncated' : 'not-zip');
}

async function findDirectory(file: Blob): Promise<Directory> {
  const { data, at, base } = await findEnd(file);
  const disks = [data.getUint16(at + 4, true), data.getUint16(at + 6, true)];
  const here = data.getUint16(at + 8, true);
  let count = data.getUint16(at + 10, true);
  let size = data.getUint32(at + 12, true);
  let from = data.getUint32(at + 16, true);
  let to = base + at;
  // client-zip 2.5 leaves the count full, without the ZIP64 record, when there are more than 65,535 small files.
  let more = count === FULL_SHORT;

  if (at >= 20 && data.getUint32(at - 20, true) === LOCATOR_64) {
    const locator = base + at - 20;
    const place = wide(data, at - 12);
    if (data.getUint32(at - 16, true) > 0 || data.getUint32(at - 4, true) > 1)
      throw new ArchiveProblem('unsupported');
    if (place + 56 > locator) throw new ArchiveProblem('damaged');
    const record = viewOf(await readBytes(file, place, place + 56));
    const [manyHere, many, long, far] = [24, 32, 40, 48].map(field => wide(record, field)) as [
      number,
      number,
      number,
      number,
    ];
    if (record.getUint32(0, true) !== END_64 || place + 12 + wide(record, 4) !== locator)
      throw new ArchiveProblem('damaged');
    if (record.getUint32(16, true) > 0 || record.getUint32(20, true) > 0 || manyHere !== many)
      throw new ArchiveProblem('unsupported');
    // Both records speak of the same directory, or readers would choose differently.
    if (
      disks.some(disk => disk !== 0 && disk !== FULL_SHORT) ||
      (here !== FULL_SHORT && here !== many) ||
      (count !== FULL_SHORT && count !== many) ||
      (size !== FULL && size !== long) ||
      (from !== FULL && from !== far)
    )
      throw new ArchiveProblem('damaged');
    [count, size, from, to, more] = [many, long, far, place, false];
  } else if (disks.some(disk => disk > 0) || here !== count) {
    throw new ArchiveProblem('unsupported');
  }

  if (count > MOST_ENTRIES || size > LARGEST_DIRECTORY) throw new ArchiveProblem('bomb');
  if (from + size !== to || count * 46 > size) throw new ArchiveProblem('damaged');
  return { count, more, from, to };
}

function readListed(data: DataView, at: number): Listed {
  const flags = data.getUint16(at + 8, true);
  const method = data.getUint16(at + 10, true);
  const nameEnd = at + 46 + data.getUint16(at + 28, true);
  const extraEnd = nameEnd + data.getUint16(at + 30, true);
  const name = nameOf(new Uint8Array(data.buffer, data.byteOffset + at + 46, nameEnd - at - 46));
  if (flags & ENCRYPTED || method === 99) throw new ArchiveProblem('encrypted', name);
  if ((method !== 0 && method !== 8) || flags & PATCH) throw new ArchiveProblem('unsupported', name);
  const short = [24, 20, 42].map(field => data.getUint32(at + field, true));
  const [size, packed, offset] = widened(data, nameEnd, extraEnd, short, name) as [number, number, number];
  const disk = data.getUint16(at + 34, true);
  if (disk !== 0 && disk !== FULL_SHORT) throw new ArchiveProblem('unsupported', name);
  if (method === 0 && packed !== size) throw new ArchiveProblem('damaged', name);
  return { name, size, packed, offset, flags, method, crc: data.getUint32(at + 16, true) };
}

async function readListing(file: Blob, { count, more, from, to }: Directory): Promise<Listed[]> {
  const listed: Listed[] = [];
  const names = new Set<string>();
  let data: DataView = new DataView(new ArrayBuffer(0));
  let base = from;
  let total = 0;
  for (let place = from; place < to;) {
    let at = place - base;
    const left = data.byteLength - at;
    const length =
      left < 46
        ? Infinity
        : 46 + [28, 30, 32].reduce((sum, field) => sum + data.getUint16(at + field, true), 0);
    if (length > left) {
      // Nothing new would come.
      if (place + left >= to) throw new ArchiveProblem('damaged');
      base = place;
      data = viewOf(await readBytes(file, base, Math.min(to, base + WINDOW)));
      at = 0;
      continue;
    }
    if (data.getUint32(at, true) !== LISTED) throw new ArchiveProblem('damaged');
    const entry = readListed(data, at);
    const name = sameName(entry.name);
    if (names.has(name)) throw new ArchiveProblem('duplicate', entry.name);
    names.add(name);
    total += entry.size;
    if (total > Math.min(LARGEST_TOTAL, file.size * MOST_GROWTH + FREE_GROWTH))
      throw new ArchiveProblem('bomb', entry.name);
    if (listed.push(entry) > MOST_ENTRIES) throw new ArchiveProblem('bomb');
    place += length;
  }
  if (more ? listed.length < count : listed.length !== count) throw new ArchiveProblem('damaged');
  return listed;
}

/** The local header of an entry, at `at`, must agree with the directory. */
function compareLocal(entry: Listed, name: Uint8Array, data: DataView, at: number): void {
  const extra = at + 30 + name.length;
  const flags = data.getUint16(at + 6, true);
  const short = [22, 18].map(field => data.getUint32(at + field, true));
  const crc = data.getUint32(at + 14, true);
  const later = (flags & SIZES_LATER) !== 0;
  // Who writes sizes later leaves 0 here, or announces a 64-bit size not known yet.
  const untold = later && (short.includes(FULL) || short.every(size => size === 0));
  const [size, packed] = untold
    ? [entry.size, entry.packed]
    : widened(data, extra, extra + data.getUint16(at + 28, true), short, entry.name);
  if (
    ((flags ^ entry.flags) & WEIGHTY) !== 0 ||
    data.getUint16(at + 8, true) !== entry.method ||
    data.getUint16(at + 26, true) !== name.length ||
    name.some((byte, i) => byte !== data.getUint8(at + 30 + i)) ||
    size !== entry.size ||
    packed !== entry.packed ||
    (crc !== entry.crc && !(later && crc === 0))
  )
    throw new ArchiveProblem('damaged', entry.name);
}

/** Compares every local header with the directory; entries lie one after the other up to `limit`. */
async function readLocals(file: Blob, listed: readonly Listed[], limit: number): Promise<ZipEntry[]> {
  const order = [...listed.keys()].toSorted((a, b) => offsetAt(a) - offsetAt(b));
  function offsetAt(i: number | undefined): number {
    return listed[i ?? -1]?.offset ?? limit;
  }
  const found = Array.from<ZipEntry>({ length: listed.length });
  let data: DataView = new DataView(new ArrayBuffer(0));
  let base = 0;
  const isHere = (from: number, to: number) => from >= base && to <= base + data.byteLength;
  async function load(from: number, to: number): Promise<void> {
    data = viewOf(await readBytes(file, from, to));
    base = from;
  }
  for (const [place, i] of order.entries()) {
    const entry = listed[i] as Listed;
    const { offset, name, size, crc, method, packed } = entry;
    const next = offsetAt(order[place + 1]);
    const bytes = encoder.encode(name);
    const damaged = () => new ArchiveProblem('damaged', name);
    let end = offset + 30 + bytes.length;
    if (end > next) throw damaged();
    if (!isHere(offset, end)) {
      // Together with the headers that follow closely.
      let to = end;
      for (let j = place + 1; j <= order.length; j += 1) {
        const further = Math.min(offsetAt(order[j]) + USUAL_HEADER, limit);
        if (further > offset + WINDOW || further > to + NEAR) break;
        to = Math.max(to, further);
      }
      await load(offset, to);
    }
    if (data.getUint32(offset - base, true) !== LOCAL) throw damaged();
    end += data.getUint16(offset - base + 28, true);
    if (end > next) throw damaged();
    if (!isHere(offset, end)) await load(offset, end);
    compareLocal(entry, bytes, data, offset - base);
    if (end + packed + (entry.flags & SIZES_LATER ? DESCRIPTOR : 0) > next) throw damaged();
    found[i] = { name, size, crc, method, start: end, packed };
  }
  return found;
}

/** The entries of an archive, in the order of its directory, each one compared with its local header. */
export async function readDirectory(file: Blob): Promise<ZipEntry[]> {
  const directory = await findDirectory(file);
  return readLocals(file, await readListing(file, directory), directory.from);
}
