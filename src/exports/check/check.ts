import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { crc32 } from './crc32.ts';
import {
  type ExportManifest,
  isSealOf,
  MANIFEST,
  type ManifestFile,
  readManifest,
  SEAL,
} from './manifest.ts';
import { OURS } from './own-system.ts';
import { inflated, readPiece } from './preview.ts';
import { ArchiveProblem, readBytes } from './problem.ts';
import { readDirectory, sameName, type ZipEntry } from './zip.ts';

/** A file of the copy after the check. */
export interface CheckedFile {
  /** As the manifest has it; of an extra file, as the archive has it. */
  readonly path: string;
  /** What the manifest promises; of an extra file, what the archive declares. */
  readonly size: number;
  /** `extra`: in the archive, but not in the manifest. */
  readonly state: 'match' | 'altered' | 'missing' | 'extra';
  readonly system?: string;
  readonly collectedAt?: string;
  /** For looking into it: `readPiece`. */
  readonly entry?: ZipEntry;
}

/** What a check has found. */
export interface CheckResult {
  readonly manifest: ExportManifest;
  /** Of the whole archive, hexadecimal. */
  readonly sha256: string;
  readonly size: number;
  /** In the order of the manifest, then what is extra. */
  readonly files: readonly CheckedFile[];
}

/** How far a check is, in bytes to be gone through: the archive, and what has to be unpacked of it. */
export interface CheckProgress {
  readonly done: number;
  readonly total: number;
}

/** What a check may be given. */
export interface CheckOptions {
  onProgress?: ((progress: CheckProgress) => void) | undefined;
  signal?: AbortSignal | undefined;
  /** Awaited after each slice of work: where a page runs the check, it breathes here. */
  breathe?: (() => Promise<void>) | undefined;
}

const LARGEST_MANIFEST = 64 * 1_048_576;
const LARGEST_SEAL = 65_536;
/** Read at a time, the next while this one is counted through. */
const CHUNK = 524_288;
/** Counted at a time: a millisecond here, a few on a slow phone, so that a slice of work ends in time. */
const PIECE = 65_536;
/** Milliseconds of work at a stretch: half a frame. */
const SLICE = 8;
/** Milliseconds between reports. */
const REPORT = 60;

/** One file of the manifest on its way through the check. */
class Counted {
  readonly entry: ZipEntry;
  readonly promised: ManifestFile;
  private readonly hash = sha256.create();
  private crc = 0;
  constructor(entry: ZipEntry, promised: ManifestFile) {
    this.entry = entry;
    this.promised = promised;
  }
  update(bytes: Uint8Array): void {
    this.hash.update(bytes);
    this.crc = crc32(bytes, this.crc);
  }
  /** The digest says whether it is the file of the manifest; the sum, whether it can be unpacked without complaint. */
  matches(): boolean {
    return bytesToHex(this.hash.digest()) === this.promised.sha256 && this.crc === this.entry.crc;
  }
}

/** The folder the copy lies in: none, unless somebody packed it again together with its folder. */
function rootOf(entries: readonly ZipEntry[]): string {
  const inside = entries.filter(({ name }) => name === MANIFEST || /^[^/]+\/manifest\.json$/.test(name));
  const root = inside.find(({ name }) => name === MANIFEST) ?? (inside.length === 1 ? inside[0] : undefined);
  if (root === undefined) throw new ArchiveProblem('not-ours');
  return root.name.slice(0, -MANIFEST.length);
}

async function manifestBytes(file: Blob, entry: ZipEntry): Promise<Uint8Array> {
  if (entry.size > LARGEST_MANIFEST) throw new ArchiveProblem('bomb', entry.name);
  const bytes = await readPiece(file, entry, 0, entry.size);
  if (crc32(bytes) !== entry.crc) throw new ArchiveProblem('damaged', entry.name);
  return bytes;
}

/** The seal of the manifest as a file of the result. */
async function checkedSeal(file: Blob, entry: ZipEntry, manifest: Uint8Array): Promise<CheckedFile> {
  const bytes =
    entry.size > LARGEST_SEAL
      ? undefined
      : await readPiece(file, entry, 0, entry.size).catch((error: unknown) => {
          if (error instanceof ArchiveProblem && error.reason === 'damaged') return undefined;
          throw error;
        });
  const matches =
    bytes !== undefined && crc32(bytes) === entry.crc && isSealOf(bytes, bytesToHex(sha256(manifest)));
  return { path: SEAL, size: entry.size, state: matches ? 'match' : 'altered', system: OURS, entry };
}

/**
 * Checks an archive against its own manifest, on this device: every file is counted through, and the archive as a
 * whole. Throws an `ArchiveProblem` when it cannot be checked, the signal's reason when it is stopped, and what the
 * platform throws when the file cannot be read any more.
 */
export async function checkArchive(
  file: Blob,
  { onProgress, signal, breathe }: CheckOptions = {},
): Promise<CheckResult> {
  signal?.throwIfAborted();
  const entries = await readDirectory(file);
  signal?.throwIfAborted();
  const root = rootOf(entries);
  // Names came through the directory's check: each is there once.
  const byPath = new Map(
    entries.map(entry => {
      const { name } = entry;
      return [name.startsWith(root) ? sameName(name.slice(root.length)) : `/${name}`, entry];
    }),
  );
  const own = byPath.get(MANIFEST) as ZipEntry;
  const bytesOfManifest = await manifestBytes(file, own);
  const manifest = readManifest(bytesOfManifest);
  signal?.throwIfAborted();

  const listed = manifest.files.map(promised => ({ promised, entry: byPath.get(sameName(promised.path)) }));
  const jobs = listed.flatMap(({ promised, entry }) =>
    entry?.size === promised.size ? [new Counted(entry, promised)] : [],
  );
  const stored = jobs
    .filter(({ entry }) => entry.method === 0)
    .toSorted((a, b) => a.entry.start - b.entry.start);
  const deflated = jobs.filter(({ entry }) => entry.method === 8);
  const matching = new Set<ManifestFile>();

  const total = deflated.reduce((sum, { entry }) => sum + entry.size, file.size);
  let done = 0;
  let reported = -Infinity;
  let since = performance.now();
  const report = () => onProgress?.({ done, total });
  async function advance(bytes: number): Promise<void> {
    done += bytes;
    const now = performance.now();
    if (now - reported >= REPORT) {
      report();
      reported = now;
    }
    if (now - since >= SLICE) {
      await breathe?.();
      since = performance.now();
    }
    signal?.throwIfAborted();
  }
  await advance(0);

  // One way through the archive: the same bytes are counted for the whole and for the file they belong to.
  const whole = sha256.create();
  let current = 0;
  const readAt = (from: number) => {
    const bytes = readBytes(file, from, Math.min(from + CHUNK, file.size));
    // It may reject before it is awaited; awaiting it still throws.
    bytes.catch(() => undefined);
    return bytes;
  };
  let next = readAt(0);
  for (let from = 0; from < file.size; from += CHUNK) {
    const chunk = await next;
    if (from + CHUNK < file.size) next = readAt(from + CHUNK);
    for (let at = 0; at < chunk.length; at += PIECE) {
      const piece = chunk.subarray(at, at + PIECE);
      const place = from + at;
      whole.update(piece);
      for (let job = stored[current]; job && job.entry.start < place + piece.length; job = stored[current]) {
        const { start, packed } = job.entry;
        job.update(piece.subarray(Math.max(0, start - place), start + packed - place));
        if (start + packed > place + piece.length) break;
        if (job.matches()) matching.add(job.promised);
        current += 1;
      }
      await advance(piece.length);
    }
  }

  for (const job of deflated) {
    const before = done;
    try {
      for await (const bytes of inflated(file, job.entry)) {
        job.update(bytes);
        await advance(bytes.length);
      }
      if (job.matches()) matching.add(job.promised);
    } catch (error) {
      // Spoiled bytes are this file's own misfortune.
      if (!(error instanceof ArchiveProblem && error.reason === 'damaged')) throw error;
    }
    await advance(before + job.entry.size - done);
  }
  report();

  const named = new Set([own, ...listed.map(({ entry }) => entry)]);
  const sealed = byPath.get(SEAL);
  const seals =
    sealed === undefined || named.has(sealed) ? [] : [await checkedSeal(file, sealed, bytesOfManifest)];
  const known = new Set([...named, sealed]);
  return {
    manifest,
    sha256: bytesToHex(whole.digest()),
    size: file.size,
    files: [
      ...listed.map(({ promised, entry }): CheckedFile => {
        const { path, size, system, collectedAt } = promised;
        const state = entry ? (matching.has(promised) ? 'match' : 'altered') : 'missing';
        return { path, size, state, system, collectedAt, ...(entry && { entry }) };
      }),
      ...seals,
      ...entries
        // Folders are no files; one with content is not a folder.
        .filter(entry => !known.has(entry) && !(entry.name.endsWith('/') && entry.size === 0))
        .map((entry): CheckedFile => ({ path: entry.name, size: entry.size, state: 'extra', entry })),
    ],
  };
}
