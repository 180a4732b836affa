import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import * as yauzl from 'yauzl';
import { sha256 } from '../digest.ts';
import { specClient } from '../spec-client.ts';

/** The files of a ZIP, as a reader of somebody else sees them: names, bytes, and their stored checksums held. */
const unpack = (bytes: Uint8Array): Promise<Map<string, Buffer>> =>
  new Promise((resolve, reject) => {
    yauzl.fromBuffer(Buffer.from(bytes), { lazyEntries: true, strictFileNames: true }, (failure, zip) => {
      if (failure) return reject(failure);
      const files = new Map<string, Buffer>();
      zip.on('error', reject);
      zip.on('end', () => resolve(files));
      zip.on('entry', (entry: yauzl.Entry) => {
        zip.openReadStream(entry, (broken, stream) => {
          if (broken) return reject(broken);
          const chunks: Buffer[] = [];
          stream.on('error', reject);
          stream.on('data', (chunk: Buffer) => chunks.push(chunk));
          stream.on('end', () => {
            const data = Buffer.concat(chunks);
            if (crc32(data) !== entry.crc32) return reject(new Error(`checksum of ${entry.fileName}`));
            files.set(entry.fileName, data);
            zip.readEntry();
          });
        });
      });
      zip.readEntry();
    });
  });

/** Whatever archive tools this machine has, besides the library: each must find the file whole. */
const TOOLS: readonly [string, ...string[]][] = [
  ['unzip', '-t'],
  ['python3', '-m', 'zipfile', '-t'],
];

test('a whole case opens in tools not written here, and every file in it has the digest the manifest gives', async () => {
  const { call, get, post } = specClient();
  const data = new TextEncoder().encode('Ёлка\nи 🎄');
  const announced = await post('owner', '/requests/rq-draft/attachments', {
    name: '\u202Efdp..\\../Ёлка «счёт» 🎄.txt',
    size: data.length,
    sha256: await sha256(data),
  });
  const sent = await call('owner', 'PATCH', `/requests/rq-draft/attachments/${announced.body.id}`, {
    bytes: data,
    headers: { 'Upload-Offset': '0' },
  });
  expect(sent.body.state).toBe('ready');
  const { response } = await get('owner', '/requests/rq-draft/archive');
  const bytes = new Uint8Array(await response.arrayBuffer());

  const files = await unpack(bytes);
  const manifest = JSON.parse(String(files.get('manifest.json'))) as {
    files: { path: string; size: number; sha256: string }[];
  };
  expect([...files.keys()].toSorted()).toEqual(
    ['manifest.json', ...manifest.files.map(file => file.path)].toSorted(),
  );
  for (const { path, size, sha256: digest } of manifest.files) {
    const found = files.get(path) ?? Buffer.of();
    expect([found.length, await sha256(new Uint8Array(found))], path).toEqual([size, digest]);
  }
  const attached = [...files.keys()].filter(path => path.startsWith('attachments/'));
  expect(attached.length).toBeGreaterThan(0);
  expect(attached.join()).not.toMatch(/\.\.|\\|\u202E/);
  expect([...files.values()].some(one => String(one) === 'Ёлка\nи 🎄')).toBe(true);

  const folder = mkdtempSync(join(tmpdir(), 'case-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'case.zip');
  writeFileSync(file, bytes);
  for (const [tool, ...options] of TOOLS) {
    try {
      execFileSync(tool, [...options, file], { stdio: 'pipe' });
    } catch (error) {
      // A machine without the tool says nothing about the archive.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
});
