import { describe, expect, it, vi } from 'vitest';
import { type CheckProgress, checkArchive } from './check.ts';
import { readPiece } from './preview.ts';
import { bytesOf, copyOf, craft, entriesOf, failureOf, zipped } from './spec-archive.ts';
import { alteredAt, check, LARGE } from './spec-check.ts';
import { readDirectory, type ZipEntry } from './zip.ts';

describe('the check of an archive', () => {
  it('reports progress that only grows, from 0 to the total', async () => {
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

  it('reports the whole progress although one file cannot be inflated', async () => {
    const seen: CheckProgress[] = [];
    const onProgress = (progress: CheckProgress) => seen.push(progress);
    await check(alteredAt('index.html', { deflate: true, packed: Uint8Array.of(0xff) }), { onProgress });
    expect(seen.at(-1)?.done).toBe(seen.at(-1)?.total);
  });

  it('yields to the event loop between slices of work', async () => {
    let now = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => (now += 3));
    const breathe = vi.fn(() => Promise.resolve());
    const bytes = await zipped(copyOf(LARGE));
    await check(bytes, { breathe });
    vi.restoreAllMocks();
    // Three pieces make a slice by this clock.
    expect(breathe.mock.calls.length).toBeGreaterThan(bytes.length / 65_536 / 4);
  });

  it('reads every byte once, in pieces of a limited size', async () => {
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
    // Only the end of the archive and the headers are read twice.
    expect(reads.reduce((sum, length) => sum + length, 0)).toBeLessThan(bytes.length + 262_144);
  });

  it('stops when its signal is aborted', async () => {
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

  it('rejects with a reason when the file is deleted or shortened during the check', async () => {
    const bytes = await zipped(copyOf(LARGE));
    const changing = (changed: () => Blob) => {
      let reads = 0;
      return {
        size: bytes.length,
        slice: (from: number, to: number) =>
          (reads += 1) < 6 ? new Blob([bytes.subarray(from, to)]) : changed().slice(from, to),
      } as Blob;
    };
    const gone = {
      slice: () => ({ arrayBuffer: () => Promise.reject(new DOMException('', 'NotReadableError')) }),
    };
    await expect(checkArchive(changing(() => gone as unknown as Blob))).rejects.toMatchObject({
      name: 'NotReadableError',
    });
    expect(await failureOf(checkArchive(changing(() => new Blob())))).toBe('truncated');
  });
});

it('reads an entry beyond four gigabytes', async () => {
  // A fake file with 5 GB before the archive, because Node 20 counts the size of a file in 32 bits.
  const gap = 5 * 2 ** 30;
  const bytes = craft(entriesOf(copyOf({ 'b.txt': bytesOf('далеко') }), { wide: true }), { wide: true });
  const data = new DataView(bytes.buffer);
  const shift = (at: number) => data.setBigUint64(at, data.getBigUint64(at, true) + BigInt(gap), true);
  const end = bytes.length - 22;
  let at = Number(data.getBigUint64(end - 28, true));
  for (; data.getUint32(at, true) === 0x02014b50; at += 46 + data.getUint16(at + 28, true) + 28)
    shift(at + 46 + data.getUint16(at + 28, true) + 20);
  shift(end - 28);
  shift(end - 12);
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
  // The check, too, finds the manifest before it reads the rest.
  const controller = new AbortController();
  const onProgress = ({ total }: CheckProgress) => {
    expect(total).toBe(file.size);
    controller.abort();
  };
  await expect(checkArchive(file, { onProgress, signal: controller.signal })).rejects.toMatchObject({
    name: 'AbortError',
  });
});
