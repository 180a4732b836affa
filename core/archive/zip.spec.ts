import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { joinBytes } from '../digest.ts';
import { testWithTools, unpack } from '../../mocks/unpack.ts';
import { zip, zipChunks } from './zip.ts';

const AT = '2026-03-08T07:30:00Z';

test('more entries than the old end of an archive can count are counted by ZIP64', async () => {
  const many = 70_000;
  const entries = function* () {
    for (let i = 0; i < many; i += 1) yield { path: `письма/${i}.txt`, data: `${i}` };
  };
  const chunks: Uint8Array[] = [];
  for await (const chunk of zipChunks(entries(), AT)) chunks.push(chunk);
  const bytes = joinBytes(chunks);
  const end = new DataView(bytes.buffer, bytes.length - 22);
  expect([end.getUint32(0, true), end.getUint16(10, true)]).toEqual([0x06054b50, 0xffff]);
  const files = await unpack(bytes);
  expect(files.size).toBe(many);
  expect(String(files.get(`письма/${many - 1}.txt`))).toBe(String(many - 1));
  testWithTools(bytes);
});

test.each([1, 2])('an archive of %i files has the old end alone', async count => {
  const files = Array.from({ length: count }, (_, i) => ({ path: `${i}.txt`, data: 'ё' }));
  const bytes = await zip(files, AT);
  expect((await unpack(bytes)).size).toBe(count);
  const locator = new DataView(bytes.buffer, bytes.length - 42).getUint32(0, true);
  expect(locator).not.toBe(0x07064b50);
  testWithTools(bytes);
});

test('an archive of nothing is whole', async () => {
  expect((await unpack(await zip([], AT))).size).toBe(0);
});

test('the bytes are the same in every zone, also in the hour its clock jumps over', () => {
  const here = fileURLToPath(new URL('zip.ts', import.meta.url));
  // 8.03.2026 02:30 in Moscow: an hour that New York did not have.
  const script = `import(${JSON.stringify(here)}).then(async ({ zip }) => {
    const bytes = await zip([{ path: 'ё.txt', data: 'ё' }], '2026-03-07T23:30:00Z');
    console.log(Buffer.from(bytes).toString('hex'));
  })`;
  const [first, ...others] = ['UTC', 'America/New_York', 'Europe/Moscow', 'Asia/Kolkata'].map(TZ =>
    execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
      env: { ...process.env, TZ },
      encoding: 'utf8',
    }),
  );
  expect(first).toMatch(/^504b0304[0-9a-f]+\n$/);
  expect(others).toEqual([first, first, first]);
});

test('a reader that stops also stops the making of the archive', async () => {
  let made = 0;
  let ended = false;
  const entries = async function* () {
    try {
      for (;;) {
        made += 1;
        yield { path: `${made}.txt`, data: 'x' };
      }
    } finally {
      ended = true;
    }
  };
  for await (const _ of zipChunks(entries(), AT)) if (made > 3) break;
  expect(ended).toBe(true);
  expect(made).toBeLessThan(10);
});

test('an entry that breaks breaks the archive', async () => {
  const entries = [
    {
      path: 'a.txt',
      // oxlint-disable-next-line require-yield
      data: (async function* (): AsyncGenerator<Uint8Array> {
        throw new Error('no more');
      })(),
    },
  ];
  await expect(
    (async () => {
      for await (const _ of zipChunks(entries, AT));
    })(),
  ).rejects.toThrow('no more');
});
