import { randomBytes } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { copyOf, craft, entriesOf, type Files, joined, manifestFor, failureOf } from './spec-archive.ts';
import { check } from './spec-check.ts';

describe('a ZIP bomb', () => {
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
  ])('that %s is stopped before it is unpacked', async (_, bytes) => {
    // In a browser, the size of the pieces limits what the stream holds beyond this.
    const before = process.memoryUsage().arrayBuffers;
    let most = 0;
    const watch = setInterval(() => {
      most = Math.max(most, process.memoryUsage().arrayBuffers - before);
    }, 5);
    const started = performance.now();
    expect(await failureOf(check(bytes))).toMatch(/^bomb/);
    clearInterval(watch);
    expect(performance.now() - started).toBeLessThan(4000);
    expect(most).toBeLessThan(50_000_000);
  });
});
