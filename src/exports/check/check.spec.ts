import { createHash, randomBytes } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { type CheckOptions, type CheckProgress, type CheckResult, checkArchive } from './check.ts';
import { readPiece } from './preview.ts';
import { ArchiveProblem } from './problem.ts';
import {
  bytesOf,
  copyOf,
  type Craft,
  craft,
  digestOf,
  entriesOf,
  FILES,
  type Files,
  joined,
  manifestFor,
  refusalOf,
  zipped,
} from './spec-archive.ts';
import { readDirectory, type ZipEntry } from './zip.ts';

const check = (bytes: Uint8Array<ArrayBuffer>, options?: CheckOptions): Promise<CheckResult> =>
  checkArchive(new Blob([bytes]), options);
const statesOf = (result: CheckResult): Record<string, string> =>
  Object.fromEntries(result.files.map(({ path, state }) => [path, state]));
const allMatch = (files: Files = FILES) =>
  Object.fromEntries(Object.keys(files).map(path => [path, 'match']));

/** Writes the entries by hand, one of them bent. */
function bentAt(name: string, bent: Partial<Craft>, common: Partial<Craft> = {}): Uint8Array<ArrayBuffer> {
  return craft(
    entriesOf(copyOf(), common).map(entry => (entry.name === name ? { ...entry, ...bent } : entry)),
  );
}

const LARGE: Files = {
  'a.bin': Uint8Array.from(randomBytes(1_300_000)),
  'b.bin': Uint8Array.from(randomBytes(524_288)),
  'c/d.txt': bytesOf('ряд\n'.repeat(90_000)),
  'e.txt': bytesOf('е'),
};

describe('an archive nobody touched', () => {
  it('matches file by file, and its digest is that of the whole', async () => {
    const bytes = await zipped(copyOf());
    const result = await check(bytes);
    expect(statesOf(result)).toEqual(allMatch());
    expect(result).toMatchObject({
      sha256: digestOf(bytes),
      size: bytes.length,
      manifest: manifestFor(FILES),
    });
    expect(result.files[1]).toMatchObject({
      path: 'data/contacts.json',
      size: FILES['data/contacts.json']?.length,
      system: 'crm',
      collectedAt: '2026-11-02T09:00:00Z',
      entry: { name: 'data/contacts.json' },
    });
  });

  it.each<[string, (files: Files) => Uint8Array<ArrayBuffer>]>([
    ['stored by another tool', files => craft(entriesOf(files))],
    ['deflated', files => craft(entriesOf(files, { deflate: true }))],
    ['deflated as a stream', files => craft(entriesOf(files, { deflate: true, later: true }))],
    ['with 64-bit fields', files => craft(entriesOf(files, { wide: true }), { wide: true })],
    [
      'partly deflated, with folders',
      files =>
        craft([
          { name: 'c/' },
          ...entriesOf(files).map((entry, i) => ({ ...entry, deflate: i % 2 === 0 })),
          { name: 'data/' },
        ]),
    ],
  ])('matches when it is %s', async (_, pack) => {
    for (const files of [FILES, LARGE]) {
      const bytes = pack(copyOf(files));
      const result = await check(bytes);
      expect(statesOf(result)).toEqual(allMatch(files));
      expect(result.sha256).toBe(digestOf(bytes));
    }
  });

  it('matches when it was packed again within its folder, by a Mac', async () => {
    const result = await check(
      craft([
        { name: 'Копия данных/' },
        ...Object.entries(copyOf()).map(([name, data]) => ({
          name: `Копия данных/${name}`.normalize('NFD'),
          data,
          deflate: true,
          later: true,
        })),
        { name: '__MACOSX/Копия данных/._index.html'.normalize('NFD'), data: bytesOf('Mac') },
      ]),
    );
    expect(statesOf(result)).toEqual({
      ...allMatch(),
      ['__MACOSX/Копия данных/._index.html'.normalize('NFD')]: 'extra',
    });
  });

  it('matches whatever lies where: every length around the pieces it is read in', async () => {
    const around = fc.oneof(
      fc.nat(70),
      fc.nat(300).map(n => 65_536 - 150 + n),
      fc.nat(300).map(n => 524_288 - 150 + n),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(around, { minLength: 1, maxLength: 4 }),
        fc.boolean(),
        async (sizes, later) => {
          const files = Object.fromEntries(sizes.map((size, i) => [`${i}`, new Uint8Array(size).fill(size)]));
          const bytes = craft(entriesOf(copyOf(files), { later }));
          const result = await check(bytes);
          expect(statesOf(result)).toEqual(allMatch(files));
          expect(result.sha256).toBe(digestOf(bytes));
        },
      ),
      { numRuns: 60 },
    );
  }, 60_000);
});

describe('an archive somebody changed', () => {
  const path = 'data/contacts.json';
  const other = bytesOf('{}'.padEnd(FILES[path]?.length ?? 0));

  it.each<[string, Uint8Array<ArrayBuffer>]>([
    ['other content', bentAt(path, { data: other })],
    ['other content, deflated', bentAt(path, { data: other }, { deflate: true })],
    ['shorter content', bentAt(path, { data: bytesOf('{}') })],
    ['a sum that no tool would accept', bentAt(path, { crc: 1 })],
    ['a sum that no tool would accept, deflated', bentAt(path, { crc: 1, deflate: true })],
    [
      'bytes that cannot be inflated',
      bentAt(path, { deflate: true, packed: Uint8Array.of(0xff, 0xff, 0xff) }),
    ],
    ['bytes that break off', bentAt(path, { deflate: true, packed: deflateRawSync(other).subarray(0, 9) })],
    ['no bytes to inflate', bentAt(path, { deflate: true, packed: new Uint8Array() })],
    ['less than it declares', bentAt(path, { deflate: true, packed: deflateRawSync(bytesOf('{}')) })],
  ])('names the file: %s', async (_, bytes) => {
    const result = await check(bytes);
    expect(statesOf(result)).toEqual({ ...allMatch(), [path]: 'altered' });
    expect(result.sha256).toBe(digestOf(bytes));
  });

  it('names what is missing and what is new', async () => {
    const { 'index.html': gone, ...rest } = copyOf();
    const result = await check(await zipped({ ...rest, 'readme.txt': bytesOf('новое') }));
    expect(gone).toBeDefined();
    expect(statesOf(result)).toEqual({ ...allMatch(), 'index.html': 'missing', 'readme.txt': 'extra' });
    expect(result.files.at(-1)).toMatchObject({ size: 10, entry: { name: 'readme.txt' } });
    expect(result.files[0]).not.toHaveProperty('entry');
  });

  it('is never taken for the original, whichever bit is changed', async () => {
    const files = { 'a.txt': bytesOf('данные'), 'b.json': bytesOf('{}') };
    const lean = manifestFor(files, { categories: [], excluded: [], masked: [] });
    for (const bytes of [
      await zipped(copyOf(files, lean)),
      craft(entriesOf(copyOf(files, lean), { deflate: true }), { wide: true, comment: bytesOf('к') }),
    ]) {
      const digest = digestOf(bytes);
      const seen = new Map<string, number>();
      for (let i = 0; i < bytes.length; i += 1)
        for (const mask of [1 << (i % 8), 0xff]) {
          bytes[i] = (bytes[i] ?? 0) ^ mask;
          let end = '';
          try {
            const result = await check(bytes);
            // The digest of the whole tells every change; it is never that of the original.
            expect(result.sha256).not.toBe(digest);
            expect(result.sha256).toBe(digestOf(bytes));
            end = [...new Set(result.files.map(({ state }) => state))].toSorted().join();
          } catch (error) {
            expect(error).toBeInstanceOf(ArchiveProblem);
            end = (error as ArchiveProblem).reason;
          }
          seen.set(end, (seen.get(end) ?? 0) + 1);
          bytes[i] = (bytes[i] ?? 0) ^ mask;
        }
      expect([...seen.keys()]).toEqual(expect.arrayContaining(['altered,match', 'damaged', 'match']));
    }
  }, 60_000);
});

describe('what is no copy of data', () => {
  const alone = (text: string) => craft([{ name: 'manifest.json', data: bytesOf(text) }]);
  it.each<[string, Uint8Array<ArrayBuffer>, string]>([
    ['an empty archive', craft([]), 'not-ours'],
    ['photos', craft([{ name: 'a.jpg' }]), 'not-ours'],
    ['two copies in one', craft([{ name: 'a/manifest.json' }, { name: 'b/manifest.json' }]), 'not-ours'],
    ['a manifest deeper down', craft([{ name: 'a/b/manifest.json' }]), 'not-ours'],
    ['a browser extension', alone('{"manifest_version":3,"version":"1"}'), 'not-ours: manifest.json'],
    ['a list', alone('[]'), 'not-ours: manifest.json'],
    ['no JSON', alone('{"format":'), 'manifest: manifest.json'],
    ['brackets without end', alone('['.repeat(100_000)), 'manifest: manifest.json'],
    ['a manifest whose sum differs', bentAt('manifest.json', { crc: 1 }), 'damaged: manifest.json'],
    [
      'a manifest that breaks off',
      bentAt('manifest.json', { deflate: true, packed: new Uint8Array(1) }),
      'damaged: manifest.json',
    ],
    ['a manifest of 100 MB', alone(' '.repeat(1e8)), 'bomb: manifest.json'],
  ])('%s is refused', async (_, bytes, reason) => {
    expect(await refusalOf(check(bytes))).toBe(reason);
  });

  it('random bytes end in a refusal', async () => {
    const good = await zipped(copyOf());
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(good.length - 1), fc.uint8Array({ maxLength: 6 })), { maxLength: 8 }),
        fc.nat(good.length),
        async (patches, length) => {
          const bytes = good.slice(0, length);
          for (const [at, patch] of patches)
            bytes.set(patch.subarray(0, Math.max(0, length - at)), Math.min(at, length));
          try {
            const result = await check(bytes);
            expect(result.sha256).toBe(digestOf(bytes));
          } catch (error) {
            expect(error).toBeInstanceOf(ArchiveProblem);
          }
        },
      ),
      { numRuns: 500 },
    );
  }, 60_000);
});

describe('a bomb', () => {
  /** A gigabyte of zeros, deflated: the blocks of one megabyte repeat. */
  const megabyte = deflateRawSync(new Uint8Array(1_048_576), { finishFlush: 2 });
  const packed = joined(...Array.from({ length: 1024 }, () => megabyte), deflateRawSync(new Uint8Array()));
  const room = { name: 'room.bin', data: Uint8Array.from(randomBytes(8_000_000)) };
  const copy = (size: number): Files =>
    copyOf(
      {},
      manifestFor(
        {},
        {
          files: [
            { path: 'z', size, sha256: '0'.repeat(64), system: 's', collectedAt: '2026-11-02T09:00:00Z' },
          ],
        },
      ),
    );

  it.each<[string, Uint8Array<ArrayBuffer>]>([
    [
      'declares a kilobyte',
      craft([{ name: 'z', deflate: true, packed, size: 1024 }, ...entriesOf(copy(1024))]),
    ],
    [
      'declares all of it',
      craft([{ name: 'z', deflate: true, packed, size: 2 ** 30 }, ...entriesOf(copy(2 ** 30))]),
    ],
    [
      'declares a byte too few, in a large archive',
      craft([{ name: 'z', deflate: true, packed, size: 1e6 }, room, ...entriesOf(copy(1e6))]),
    ],
    ['is the manifest', craft([{ name: 'manifest.json', deflate: true, packed, size: 1024 }])],
  ])('that %s is stopped at once', async (_, bytes) => {
    // What a browser would have in the stream beyond this is bounded by the bites it is fed.
    const before = process.memoryUsage().arrayBuffers;
    let most = 0;
    const watch = setInterval(() => {
      most = Math.max(most, process.memoryUsage().arrayBuffers - before);
    }, 5);
    const started = performance.now();
    expect(await refusalOf(check(bytes))).toMatch(/^bomb/);
    clearInterval(watch);
    expect(performance.now() - started).toBeLessThan(4000);
    expect(most).toBeLessThan(50_000_000);
  });
});

describe('the way through it', () => {
  it('reports progress that only grows, from nothing to all', async () => {
    for (const deflate of [false, true]) {
      vi.spyOn(performance, 'now').mockImplementation(
        (
          now => () =>
            (now += 50)
        )(0),
      );
      const seen: CheckProgress[] = [];
      const bytes = craft(entriesOf(copyOf(LARGE), { deflate }));
      await check(bytes, { onProgress: progress => seen.push(progress) });
      vi.restoreAllMocks();
      const total =
        bytes.length + (deflate ? Object.values(LARGE).reduce((sum, { length }) => sum + length, 0) : 0);
      expect(seen.length).toBeGreaterThan(10);
      expect(seen[0]).toEqual({ done: 0, total });
      expect(seen.at(-1)).toEqual({ done: total, total });
      expect(seen.every((one, i) => one.total === total && one.done >= (seen[i - 1]?.done ?? 0))).toBe(true);
    }
  });

  it('is complete where a file could not be inflated', async () => {
    const seen: CheckProgress[] = [];
    const onProgress = (progress: CheckProgress) => seen.push(progress);
    await check(bentAt('index.html', { deflate: true, packed: Uint8Array.of(0xff) }), { onProgress });
    expect(seen.at(-1)?.done).toBe(seen.at(-1)?.total);
  });

  it('breathes between slices of work', async () => {
    let now = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => (now += 3));
    const breathe = vi.fn(() => Promise.resolve());
    const bytes = await zipped(copyOf(LARGE));
    await check(bytes, { breathe });
    vi.restoreAllMocks();
    // Three pieces make a slice by this clock.
    expect(breathe.mock.calls.length).toBeGreaterThan(bytes.length / 65_536 / 4);
  });

  it('reads the bytes once, and never many of them at a time', async () => {
    const bytes = await zipped(copyOf(LARGE));
    const blob = new Blob([bytes]);
    const reads: number[] = [];
    await checkArchive({
      size: blob.size,
      slice: (from: number, to: number) => {
        reads.push(to - from);
        return blob.slice(from, to);
      },
    } as Blob);
    expect(Math.max(...reads)).toBeLessThanOrEqual(524_288);
    // Beyond once: the end of the archive and the headers.
    expect(reads.reduce((sum, length) => sum + length, 0)).toBeLessThan(bytes.length + 262_144);
  });

  it('stops when told to', async () => {
    const bytes = craft(entriesOf(copyOf(LARGE), { deflate: true }));
    const eager = AbortSignal.abort();
    await expect(check(bytes, { signal: eager })).rejects.toMatchObject({ name: 'AbortError' });

    for (const at of [0, 1_000_000, 3_000_000]) {
      const controller = new AbortController();
      const onProgress = vi.fn(({ done }: CheckProgress) => {
        if (done >= at) controller.abort();
      });
      vi.spyOn(performance, 'now').mockImplementation(
        (
          now => () =>
            (now += 100)
        )(0),
      );
      await expect(check(bytes, { signal: controller.signal, onProgress })).rejects.toMatchObject({
        name: 'AbortError',
      });
      vi.restoreAllMocks();
      expect(onProgress.mock.lastCall?.[0].done).toBeLessThan(at + 200_000);
    }
  });

  it('says so when the file is gone or has become shorter meanwhile', async () => {
    const bytes = await zipped(copyOf(LARGE));
    const changing = (late: () => Blob) => {
      let reads = 0;
      return {
        size: bytes.length,
        slice: (from: number, to: number) =>
          (reads += 1) < 6 ? new Blob([bytes.subarray(from, to)]) : late().slice(from, to),
      } as Blob;
    };
    const gone = {
      slice: () => ({ arrayBuffer: () => Promise.reject(new DOMException('', 'NotReadableError')) }),
    };
    await expect(checkArchive(changing(() => gone as unknown as Blob))).rejects.toMatchObject({
      name: 'NotReadableError',
    });
    expect(await refusalOf(checkArchive(changing(() => new Blob())))).toBe('truncated');
  });
});

it('is found and looked into beyond four gigabytes', async () => {
  // As if 5 GB of something lay before it. Made up: Node 20 counts the size of a file in 32 bits.
  const gap = 5 * 2 ** 30;
  const bytes = craft(entriesOf(copyOf({ 'b.txt': bytesOf('далеко') }), { wide: true }), { wide: true });
  const data = new DataView(bytes.buffer);
  const move = (at: number) => data.setBigUint64(at, data.getBigUint64(at, true) + BigInt(gap), true);
  const end = bytes.length - 22;
  let at = Number(data.getBigUint64(end - 28, true));
  for (; data.getUint32(at, true) === 0x02014b50; at += 46 + data.getUint16(at + 28, true) + 28)
    move(at + 46 + data.getUint16(at + 28, true) + 20);
  move(end - 28);
  move(end - 12);
  const file = {
    size: gap + bytes.length,
    slice: (from: number, to: number) =>
      new Blob([
        new Uint8Array(Math.max(0, Math.min(to, gap) - from)),
        bytes.subarray(Math.max(0, from - gap), Math.max(0, to - gap)),
      ]),
  } as Blob;
  const [entry] = (await readDirectory(file)) as [ZipEntry];
  expect(entry).toMatchObject({ name: 'b.txt', size: 12 });
  expect(entry.start).toBeGreaterThan(gap);
  expect(await readPiece(file, entry, 0, 99)).toEqual(bytesOf('далеко'));
  // The check gets to it as well: it has found the manifest before it goes its way.
  const controller = new AbortController();
  const onProgress = ({ total }: CheckProgress) => {
    expect(total).toBe(file.size);
    controller.abort();
  };
  await expect(checkArchive(file, { onProgress, signal: controller.signal })).rejects.toMatchObject({
    name: 'AbortError',
  });
});

it('digests agree with Node’s, however long the file', async () => {
  const data = Uint8Array.from(randomBytes(3_000_001));
  const bytes = craft(entriesOf(copyOf({ data })));
  expect((await check(bytes)).sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
});
