import { createHash, randomBytes } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ArchiveProblem } from './problem.ts';
import {
  bytesOf,
  copyOf,
  craft,
  digestOf,
  entriesOf,
  FILES,
  type Files,
  manifestFor,
  failureOf,
  zipped,
} from './spec-archive.ts';
import { allMatch, alteredAt, check, LARGE, statesOf } from './spec-check.ts';

describe('an unchanged archive', () => {
  it('matches file by file, and the digest is that of the whole archive', async () => {
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

  it('matches when macOS has packed it again within its folder', async () => {
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

  it('matches for every file length around the chunk size', async () => {
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

describe('a seal beside the manifest', () => {
  const sealed = (digest: unknown, files = copyOf()): Files => ({
    ...files,
    'seal.json': bytesOf(JSON.stringify({ file: 'manifest.json', digest, seal: {} })),
  });
  const own = digestOf(copyOf()['manifest.json'] ?? new Uint8Array());

  it('matches when it has the digest of this manifest', async () => {
    const { files } = await check(await zipped(sealed(own)));
    expect(files.map(({ path, state }) => [path, state])).toContainEqual(['seal.json', 'match']);
    expect(files.every(({ state }) => state === 'match')).toBe(true);
  });

  it.each<[string, Files]>([
    ['of another manifest', sealed('ab'.repeat(32))],
    ['without a digest', sealed(7)],
    ['that is no JSON', { ...copyOf(), 'seal.json': bytesOf('{') }],
    ['larger than a seal', { ...sealed(own), 'seal.json': new Uint8Array(70_000) }],
  ])('is altered %s', async (_, files) => {
    const result = await check(await zipped(files));
    expect(
      result.files.filter(({ state }) => state !== 'match').map(({ path, state }) => [path, state]),
    ).toEqual([['seal.json', 'altered']]);
  });
});

describe('a changed archive', () => {
  const path = 'data/contacts.json';
  const other = bytesOf('{}'.padEnd(FILES[path]?.length ?? 0));

  it.each<[string, Uint8Array<ArrayBuffer>]>([
    ['other content', alteredAt(path, { data: other })],
    ['other content, deflated', alteredAt(path, { data: other }, { deflate: true })],
    ['shorter content', alteredAt(path, { data: bytesOf('{}') })],
    ['a sum that no tool would accept', alteredAt(path, { crc: 1 })],
    ['a sum that no tool would accept, deflated', alteredAt(path, { crc: 1, deflate: true })],
    [
      'bytes that cannot be inflated',
      alteredAt(path, { deflate: true, packed: Uint8Array.of(0xff, 0xff, 0xff) }),
    ],
    [
      'bytes that break off',
      alteredAt(path, { deflate: true, packed: deflateRawSync(other).subarray(0, 9) }),
    ],
    ['no bytes to inflate', alteredAt(path, { deflate: true, packed: new Uint8Array() })],
    ['less than it declares', alteredAt(path, { deflate: true, packed: deflateRawSync(bytesOf('{}')) })],
  ])('is reported with the altered file: %s', async (_, bytes) => {
    const result = await check(bytes);
    expect(statesOf(result)).toEqual({ ...allMatch(), [path]: 'altered' });
    expect(result.sha256).toBe(digestOf(bytes));
  });

  it('is reported with its missing and its extra files', async () => {
    const { 'index.html': gone, ...rest } = copyOf();
    const result = await check(await zipped({ ...rest, 'readme.txt': bytesOf('новое') }));
    expect(gone).toBeDefined();
    expect(statesOf(result)).toEqual({ ...allMatch(), 'index.html': 'missing', 'readme.txt': 'extra' });
    expect(result.files.at(-1)).toMatchObject({ size: 10, entry: { name: 'readme.txt' } });
    expect(result.files[0]).not.toHaveProperty('entry');
  });

  it('never matches, whichever bit is changed', async () => {
    const files = { 'a.txt': bytesOf('данные'), 'b.json': bytesOf('{}') };
    const minimal = manifestFor(files, { categories: [], excluded: [], masked: [] });
    for (const bytes of [
      await zipped(copyOf(files, minimal)),
      craft(entriesOf(copyOf(files, minimal), { deflate: true }), { wide: true, comment: bytesOf('к') }),
    ]) {
      const digest = digestOf(bytes);
      const seen = new Map<string, number>();
      for (let i = 0; i < bytes.length; i += 1)
        for (const mask of [1 << (i % 8), 0xff]) {
          bytes[i] = (bytes[i] ?? 0) ^ mask;
          let end = '';
          try {
            const result = await check(bytes);
            // Every change gives another digest of the whole.
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

describe('a file that is no copy of data', () => {
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
    ['a manifest whose sum differs', alteredAt('manifest.json', { crc: 1 }), 'damaged: manifest.json'],
    [
      'a manifest that breaks off',
      alteredAt('manifest.json', { deflate: true, packed: new Uint8Array(1) }),
      'damaged: manifest.json',
    ],
    ['a manifest of 100 MB', alone(' '.repeat(1e8)), 'bomb: manifest.json'],
  ])('%s is rejected', async (_, bytes, reason) => {
    expect(await failureOf(check(bytes))).toBe(reason);
  });

  it('random bytes are rejected with an ArchiveProblem', async () => {
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

it('the digest equals the one of Node, also for a large file', async () => {
  const data = Uint8Array.from(randomBytes(3_000_001));
  const bytes = craft(entriesOf(copyOf({ data })));
  expect((await check(bytes)).sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
});
