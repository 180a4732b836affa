import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crc32 as ownCrc32 } from './crc32.ts';
import { ArchiveProblem } from './problem.ts';
import { bytesOf, type Craft, craft, type Ending, FILES, joined, failureOf, zipped } from './spec-archive.ts';
import { readDirectory, type ZipEntry } from './zip.ts';

const directoryOf = (bytes: Uint8Array<ArrayBuffer>): Promise<ZipEntry[]> => readDirectory(new Blob([bytes]));
const failureFor = (bytes: Uint8Array<ArrayBuffer>) => failureOf(directoryOf(bytes));
const hello: Craft = { name: 'a.txt', data: bytesOf('hello') };

/** The files whose bytes the directory points to. */
function unpacked(bytes: Uint8Array, entries: readonly ZipEntry[]): Record<string, Uint8Array> {
  return Object.fromEntries(
    entries.map(({ name, start, packed }) => [name, bytes.slice(start, start + packed)]),
  );
}

describe('the directory of an archive', () => {
  it('lists the entries that the backend has packed, with their offsets', async () => {
    const bytes = await zipped(FILES);
    const entries = await directoryOf(bytes);
    expect(unpacked(bytes, entries)).toEqual(FILES);
    expect(entries.map(({ crc }) => crc)).toEqual(Object.values(FILES).map(data => crc32(data)));
  });

  it.each<[string, readonly Craft[], Ending?]>([
    ['sizes in the local header', [hello]],
    ['sizes after the data', [{ ...hello, later: true }]],
    ['64-bit fields', [{ ...hello, wide: true }], { wide: true }],
    ['64-bit fields, sizes after the data', [{ ...hello, wide: true, later: true }], { wide: true }],
    [
      'other extra data',
      [{ ...hello, extra: Uint8Array.of(0x55, 0x54, 1, 0, 9), localExtra: new Uint8Array(700) }],
    ],
    ['a comment', [{ ...hello, comment: bytesOf('заметка') }], { comment: bytesOf('Копия данных') }],
    ['the longest comment', [hello], { comment: new Uint8Array(65_535) }],
    ['something before it', [{ ...hello, before: bytesOf('#!/bin/sh\n') }]],
    ['no mark of UTF-8', [{ ...hello, flags: 0 }]],
  ])('is read with %s', async (_, entries, ending) => {
    const bytes = craft(entries, ending);
    expect(unpacked(bytes, await directoryOf(bytes))).toEqual({ 'a.txt': hello.data });
  });

  it('is read when the headers lie far apart', async () => {
    const data = new Uint8Array(100_000);
    const bytes = craft([
      { name: 'a', data, wide: true },
      { name: 'b', data, localExtra: new Uint8Array(65_535), wide: false },
      { name: 'c', data, later: true },
    ]);
    const starts = (await directoryOf(bytes)).map(({ start }) => start);
    expect(starts).toEqual([51, 100_082 + 65_535, 200_113 + 65_535]);
  });

  it('is read in any order of the entries', async () => {
    const first = craft([{ name: 'b', data: bytesOf('2') }, hello]);
    // The two records of the directory, changed about.
    const at = first.length - 22 - 47 - 51;
    const bytes = joined(
      first.slice(0, at),
      first.slice(at + 47, at + 98),
      first.slice(at, at + 47),
      first.slice(-22),
    );
    const entries = await directoryOf(bytes);
    expect(entries.map(({ name }) => name)).toEqual(['a.txt', 'b']);
    expect(unpacked(bytes, entries)).toEqual({ 'a.txt': hello.data, b: bytesOf('2') });
  });

  const many = Array.from({ length: 100_000 }, (_, i): Craft => ({
    name: `data/${i}.json`,
    data: bytesOf(`${i}`),
  }));
  it.each<[string, () => Promise<Uint8Array<ArrayBuffer>>]>([
    [
      'as client-zip counts them',
      () =>
        zipped(Object.fromEntries(many.map(({ name, data }) => [name as string, data ?? new Uint8Array()]))),
    ],
    ['as ZIP64 counts them', () => Promise.resolve(craft(many, { wide: true }))],
  ])(
    'is read with 100,000 entries, in bounded pieces, %s',
    async (_, make) => {
      const bytes = await make();
      let longest = 0;
      const blob = new Blob([bytes]);
      const watched = {
        size: blob.size,
        slice: (from: number, to: number) => {
          longest = Math.max(longest, to - from);
          return blob.slice(from, to);
        },
      } as Blob;
      const entries = await readDirectory(watched);
      expect(entries).toHaveLength(100_000);
      expect(entries[99_999]).toMatchObject({ name: 'data/99999.json', size: 5 });
      expect(longest).toBeLessThanOrEqual(262_144);
    },
    60_000,
  );

  it('may be empty', async () => {
    expect(await directoryOf(craft([]))).toEqual([]);
  });
});

describe('an incomplete archive', () => {
  it.each<[string, Uint8Array<ArrayBuffer>, string]>([
    ['nothing', new Uint8Array(), 'not-zip'],
    ['three bytes', bytesOf('PK\u0003'), 'not-zip'],
    ['a text', bytesOf('Копия данных '.repeat(20)), 'not-zip'],
    ['a download that broke off', craft([hello]).slice(0, -10), 'truncated'],
    ['a beginning', craft([hello]).slice(0, 20), 'truncated'],
    ['an archive with its head cut off', craft([hello]).slice(12), 'damaged'],
    ['something after the end', craft([hello], { after: bytesOf('\n') }), 'damaged'],
    ['something before that the directory does not count', joined(bytesOf('x'), craft([hello])), 'damaged'],
    ['two ends', craft([hello], { comment: craft([], { end: { 16: craft([hello]).length } }) }), 'damaged'],
    ['several disks', craft([hello], { end: { 4: 1 } }), 'unsupported'],
    ['entries on another disk', craft([hello], { end: { 8: 0 } }), 'unsupported'],
    ['an entry on another disk', craft([{ ...hello, disk: 1 }]), 'unsupported: a.txt'],
    ['several disks of 64 bits', craft([hello], { wide: true, locator: { 16: 2 } }), 'unsupported'],
    ['another disk of 64 bits', craft([hello], { wide: true, end64: { 16: 1 } }), 'unsupported'],
    ['fewer entries than counted', craft([hello], { end: { 8: 2, 10: 2 } }), 'damaged'],
    ['more entries than counted', craft([hello, { name: 'b' }], { end: { 8: 1, 10: 1 } }), 'damaged'],
    ['more than fit into the directory', craft([hello], { end: { 8: 60_000, 10: 60_000 } }), 'damaged'],
    ['a billion entries', craft([hello], { wide: true, end64: { 24: 1e9, 32: 1e9 } }), 'bomb'],
    ['a directory of a terabyte', craft([hello], { wide: true, end64: { 40: 1e12 } }), 'bomb'],
    ['other disks of 64 bits', craft([hello], { wide: true, end64: { 24: 5 } }), 'unsupported'],
    ['a 64-bit record of another length', craft([hello], { wide: true, end64: { 4: 45 } }), 'damaged'],
    ['a directory elsewhere', craft([hello], { end: { 16: 7 } }), 'damaged'],
    ['a 64-bit record elsewhere', craft([hello], { wide: true, locator: { 8: 0 } }), 'damaged'],
    ['a 64-bit record beyond the end', craft([hello], { wide: true, locator: { 8: 1e15 } }), 'damaged'],
    ['a number that is none', craft([hello], { wide: true, locator: { 8: 2 ** 60 } }), 'damaged'],
    ['two ends that differ', craft([hello], { wide: true, end: { 16: 3 } }), 'damaged'],
  ])('%s is rejected', async (_, bytes, reason) => {
    expect(await failureFor(bytes)).toBe(reason);
  });
});

describe('an entry is rejected', () => {
  it.each<[string, Partial<Craft>, string]>([
    ['encrypted', { flags: 0x801 }, 'encrypted'],
    ['strongly encrypted', { flags: 0x840 }, 'encrypted'],
    ['with a hidden header', { flags: 0x2800 }, 'encrypted'],
    ['of AES', { method: 99 }, 'encrypted'],
    ['of bzip2', { method: 12 }, 'unsupported'],
    ['of Zstandard', { method: 93 }, 'unsupported'],
    ['patches', { flags: 0x820 }, 'unsupported'],
    ['stored in another size', { size: 4 }, 'damaged'],
    ['longer than the archive', { size: 5000, packedSize: 5000 }, 'damaged'],
    ['beyond the archive', { offset: 1e6 }, 'damaged'],
    ['that are not there', { offset: 1 }, 'damaged'],
    ['with no room for what comes after', { later: true, size: 18, packedSize: 18 }, 'damaged'],
    ['with a 64-bit size that is missing', { packedSize: 0xffffffff, size: 0xffffffff }, 'damaged'],
    [
      'with extra data that ends too late',
      { size: 0xffffffff, extra: Uint8Array.of(9, 9, 99, 0) },
      'damaged',
    ],
    ['of another method in place', { local: { method: 8 } }, 'damaged'],
    ['of other flags in place', { local: { flags: 0x801 } }, 'damaged'],
    ['of another size in place', { local: { size: 6 } }, 'damaged'],
    ['of another packed size in place', { local: { packedSize: 6 } }, 'damaged'],
    ['of another sum in place', { local: { crc: 6 } }, 'damaged'],
    ['of another sum in place, though it comes later', { later: true, local: { crc: 6 } }, 'damaged'],
    ['of another name in place', { local: { name: 'b.txt' } }, 'damaged'],
    ['of a shorter name in place', { local: { name: 'a' } }, 'damaged'],
    ['that declare too much', { deflate: true, size: 2e8 }, 'bomb'],
    ['that declare absurdly much', { deflate: true, wide: true, size: 2 ** 50 }, 'bomb'],
  ])('%s', async (_, bent, reason) => {
    expect(
      await failureFor(
        craft([
          { ...hello, ...bent },
          { name: 'b', data: bytesOf('b') },
        ]),
      ),
    ).toBe(`${reason}: a.txt`);
  });

  it.each([
    '../a',
    'a/../../b',
    'a/..',
    './a',
    'a//b',
    '/etc/passwd',
    '/',
    '',
    'C:\\a',
    'c:a',
    'a\\b',
    'a\u0000b',
    'a\nb',
    'a\u009fb',
    'a\u202egnp.exe',
  ])('with the unsafe name %j', async name => {
    expect(await failureFor(craft([{ name }]))).toBe(`unsafe-name: ${name}`);
  });

  it('with a name in another encoding', async () => {
    expect(await failureFor(craft([{ name: Uint8Array.of(0x8f, 0xe0) }]))).toBe('unsafe-name');
  });

  it.each(['a', 'a..b', '...', 'a/', 'аб/в г.txt', 'ab:c'])('but not with the safe name %j', async name => {
    expect(await failureFor(craft([{ name }]))).toBeUndefined();
  });

  it('with a duplicate name, also in another normalization', async () => {
    expect(await failureFor(craft([hello, hello]))).toBe('duplicate: a.txt');
    expect(await failureFor(craft([{ name: 'й' }, { name: 'и\u0306' }]))).toBe('duplicate: и\u0306');
  });

  it('that shares bytes with another entry', async () => {
    const inner = craft([{ name: 'b', data: bytesOf('x'.repeat(50)) }]).slice(0, 81);
    // The second entry lies within the first.
    expect(
      await failureFor(
        craft([
          { name: 'a', data: inner },
          { name: 'b', data: bytesOf('x'.repeat(50)), offset: 31 },
        ]),
      ),
    ).toBe('damaged: a');
    expect(await failureFor(craft([hello, { ...hello, name: 'b.txt', offset: 0 }]))).toBe('damaged: a.txt');
  });
});

it('random bytes are rejected with an ArchiveProblem', async () => {
  const magic = fc.constantFrom(
    ...[0x06054b50, 0x06064b50, 0x07064b50, 0x02014b50, 0x04034b50].map(
      number => new Uint8Array(Uint32Array.of(number).buffer),
    ),
  );
  const small = fc.uint8Array({ maxLength: 40 });
  const zeros = fc.nat(60).map(length => new Uint8Array(length));
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(magic, small, zeros), { maxLength: 12 }), async parts => {
      try {
        await directoryOf(joined(...parts));
      } catch (error) {
        expect(error).toBeInstanceOf(ArchiveProblem);
      }
    }),
    { numRuns: 2000 },
  );
}, 60_000);

it('the CRC-32 is that of ZIP, also when it is computed in parts', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 50 }), fc.nat(50), (bytes, cut) => {
      expect(ownCrc32(bytes.subarray(cut), ownCrc32(bytes.subarray(0, cut)))).toBe(crc32(bytes));
    }),
  );
});
