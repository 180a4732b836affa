import { ArchiveProblem, readBytes } from './problem.ts';
import type { ZipEntry } from './zip.ts';

const READ = 262_144;
/** Given to the inflater at a time: browsers inflate it whole, and each byte may become a thousand. */
const BITE = 16_384;

/**
 * The bytes of a deflated entry, piece by piece. Throws `bomb` as soon as there are more than it declares, `damaged`
 * when they are not deflated at all.
 */
export async function* inflated(file: Blob, entry: ZipEntry): AsyncGenerator<Uint8Array, void, undefined> {
  const end = entry.start + entry.packed;
  let place = entry.start;
  let held = new Uint8Array();
  let failure: unknown;
  const source = new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      pull: async controller => {
        try {
          if (held.length === 0) held = await readBytes(file, place, Math.min(end, place + READ));
        } catch (error) {
          failure = error;
          throw error;
        }
        const bite = held.subarray(0, BITE);
        held = held.subarray(BITE);
        place += bite.length;
        if (bite.length > 0) controller.enqueue(bite);
        if (place >= end) controller.close();
      },
    },
    { highWaterMark: 0 },
  );
  const reader = source.pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      size += value.length;
      if (size > entry.size) throw new ArchiveProblem('bomb', entry.name);
      yield value;
    }
  } catch (error) {
    if (error instanceof ArchiveProblem) throw error;
    throw failure ?? new ArchiveProblem('damaged', entry.name);
  } finally {
    // Whoever stops listening stops the inflating; of a stream that failed there is nothing to stop.
    reader.cancel().catch(() => undefined);
  }
}

/**
 * Up to `length` bytes of an entry, from byte `from` of its content, without unpacking the rest. A deflated entry is
 * unpacked from its beginning as far as needed, and never kept.
 */
export async function readPiece(
  file: Blob,
  entry: ZipEntry,
  from: number,
  length: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const to = Math.min(from + length, entry.size);
  if (to <= from) return new Uint8Array();
  if (entry.method === 0) return readBytes(file, entry.start + from, entry.start + to);
  const piece = new Uint8Array(to - from);
  let at = 0;
  for await (const bytes of inflated(file, entry)) {
    const first = Math.max(from, at);
    const last = Math.min(to, at + bytes.length);
    if (first < last) piece.set(bytes.subarray(first - at, last - at), first - from);
    at += bytes.length;
    // At the end of the entry we listen on: more may come than was declared.
    if (at >= to && to < entry.size) break;
  }
  if (at < to) throw new ArchiveProblem('damaged', entry.name);
  return piece;
}
