import { randomBytes } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { readPiece } from './preview.ts';
import { bytesOf, craft, digestOf, failureOf } from './spec-archive.ts';
import { readDirectory, type ZipEntry } from './zip.ts';

// Half of it deflates well, half not at all. Compared by digest: `toEqual` takes seconds over so many numbers.
const data = Uint8Array.from([...bytesOf('строка\n'.repeat(20_000)), ...randomBytes(200_000)]);

describe.each([['stored'], ['deflated']])('a piece of an entry that is %s', kind => {
  const bytes = craft([
    { name: 'first', data: bytesOf('x') },
    { name: 'it', data, deflate: kind === 'deflated' },
    { name: 'last', data: bytesOf('y') },
  ]);
  const file = new Blob([bytes]);
  let entry: ZipEntry;
  beforeAll(async () => {
    entry = (await readDirectory(file))[1] as ZipEntry;
  });

  it('equals the same part of the whole entry', async () => {
    const at = fc.nat(data.length + 10);
    await fc.assert(
      fc.asyncProperty(at, fc.oneof(fc.nat(100), at), async (from, length) => {
        expect(digestOf(await readPiece(file, entry, from, length))).toBe(
          digestOf(data.slice(from, from + length)),
        );
      }),
      { numRuns: 100 },
    );
  }, 60_000);

  it('at the end of the entry is shortened', async () => {
    expect(digestOf(await readPiece(file, entry, 0, data.length))).toBe(digestOf(data));
    expect(await readPiece(file, entry, data.length - 1, 5)).toEqual(data.slice(-1));
    expect(await readPiece(file, entry, data.length, 5)).toHaveLength(0);
    expect(await readPiece(file, entry, 3, 0)).toHaveLength(0);
  });
});

describe('a deflated entry', () => {
  it('is inflated only as far as needed', async () => {
    // The rest cannot be inflated: whoever went there would fail.
    const packed = deflateRawSync(data);
    packed.fill(0xff, packed.length - 50_000);
    const file = new Blob([craft([{ name: 'it', data, deflate: true, packed }])]);
    const [entry] = (await readDirectory(file)) as [ZipEntry];
    expect(await readPiece(file, entry, 10, 100)).toEqual(data.slice(10, 110));
    expect(await failureOf(readPiece(file, entry, data.length - 10, 10))).toBe('damaged: it');
  });

  it('that continues after its stated size is rejected as a bomb', async () => {
    const file = new Blob([craft([{ name: 'it', data, deflate: true, size: data.length - 100_000 }])]);
    const [entry] = (await readDirectory(file)) as [ZipEntry];
    expect(await readPiece(file, entry, 0, 999)).toEqual(data.slice(0, 999));
    expect(await failureOf(readPiece(file, entry, entry.size - 1, 1))).toBe('bomb: it');
    // Also where a piece of the stream ends just there.
    const even = { ...entry, size: 65_536 };
    expect(await readPiece(file, even, 0, 65_535)).toHaveLength(65_535);
    expect(await failureOf(readPiece(file, even, 0, 65_536))).toBe('bomb: it');
  });

  it('that ends before its stated size is rejected as damaged', async () => {
    const file = new Blob([craft([{ name: 'it', data, deflate: true, size: data.length + 1 }])]);
    const [entry] = (await readDirectory(file)) as [ZipEntry];
    expect(await failureOf(readPiece(file, entry, data.length, 1))).toBe('damaged: it');
  });
});
