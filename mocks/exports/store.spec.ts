import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { memoryStore, type PartStore } from './store.ts';
import { directoryStore } from './store-directory.ts';
import { wholeOf } from './test-copy.ts';

const directory = directoryStore();
afterAll(() => directory.close());
const STORES: [string, PartStore][] = [
  ['in memory', memoryStore()],
  ['in a directory', directory],
];

const BYTES = Uint8Array.from({ length: 700_000 }, (_, i) => (i * 31) % 251);
async function* pieces(bytes: Uint8Array, size = 99_991): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

describe.each(STORES)('a store %s', (_, store) => {
  test('gives any range of what was written', async () => {
    await store.write('a.1.zip', pieces(BYTES));
    expect(await store.size('a.1.zip')).toBe(BYTES.length);
    for (const [start, end] of [
      [0, BYTES.length - 1],
      [0, 0],
      [99_990, 99_992],
      [262_143, 262_145],
      [BYTES.length - 5, BYTES.length - 1],
    ] as const)
      expect(
        Buffer.compare(await wholeOf(store.read('a.1.zip', start, end)), BYTES.slice(start, end + 1)),
        `${start}–${end}`,
      ).toBe(0);
  });

  test('keeps nothing of what broke while it was written', async () => {
    const broken = async function* () {
      yield* pieces(BYTES);
      throw new Error('no more');
    };
    await expect(store.write('b.1.zip', broken())).rejects.toThrow('no more');
    expect(await store.size('b.1.zip')).toBeUndefined();
  });

  test('forgets one, those of one prefix, all', async () => {
    for (const name of ['c.1.zip', 'c.2.zip', 'd.1.zip']) await store.write(name, pieces(BYTES.slice(0, 9)));
    await store.remove('c.1.zip');
    await store.remove('c.1.zip');
    expect((await store.names()).toSorted()).toEqual(['a.1.zip', 'c.2.zip', 'd.1.zip']);
    await store.clear('c.');
    expect((await store.names()).toSorted()).toEqual(['a.1.zip', 'd.1.zip']);
    await store.clear();
    expect(await store.names()).toEqual([]);
    await expect(wholeOf(store.read('a.1.zip', 0, 1))).rejects.toThrow();
  });
});

test('a file opened for a download is closed when the reader leaves', async () => {
  const store = directoryStore();
  await store.write('a.1.zip', pieces(BYTES));
  const open = () => readdirSync('/proc/self/fd').length;
  const before = existsSync('/proc/self/fd') ? open() : undefined;
  for (let i = 0; i < 20; i += 1) {
    const stream = store.read('a.1.zip', 0, BYTES.length - 1);
    // One that is never read opens nothing at all.
    if (i % 2 === 0) {
      const reader = stream.getReader();
      await reader.read();
      await reader.cancel();
    }
  }
  if (before !== undefined) expect(open()).toBe(before);
  await store.close();
});

describe('the directory', () => {
  const module = fileURLToPath(new URL('store-directory.ts', import.meta.url));
  const script = (then: string) => `import(${JSON.stringify(module)}).then(async ({ directoryStore }) => {
    const store = directoryStore();
    await store.write('a.1.zip', [new Uint8Array(9)]);
    console.log(store.path);
    ${then}
  })`;
  const args = (then: string) => ['--import', 'tsx', '--input-type=module', '-e', script(then)];

  test('goes with the process', () => {
    const path = execFileSync(process.execPath, args(''), { encoding: 'utf8' }).trim();
    expect(path).toContain('privacy-parts-');
    expect(existsSync(path)).toBe(false);
  });

  test.each(['SIGINT', 'SIGTERM'] as const)('goes with %s, which still ends the process', async signal => {
    const child = spawn(process.execPath, args('setInterval(() => {}, 1000);'));
    const path = await new Promise<string>(resolve => {
      child.stdout.on('data', (data: Buffer) => resolve(String(data).trim()));
    });
    expect(readdirSync(path)).toEqual(['a.1.zip']);
    const ended = new Promise(resolve => {
      child.on('exit', (_, by) => resolve(by));
    });
    child.kill(signal);
    expect(await ended).toBe(signal);
    expect(existsSync(path)).toBe(false);
  });
});
