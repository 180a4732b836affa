import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import * as yauzl from 'yauzl';

/** The files of a ZIP, as a reader of somebody else sees them: names, bytes, and their stored checksums held. */
export const unpack = (bytes: Uint8Array): Promise<Map<string, Buffer>> =>
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

/** Whatever archive tools this machine has, besides the library. */
const TOOLS: readonly [string, ...string[]][] = [
  ['unzip', '-tq'],
  ['python3', '-m', 'zipfile', '-t'],
];

/** Throws unless every tool finds the archive whole. */
export const testWithTools = (bytes: Uint8Array): void => {
  const folder = mkdtempSync(join(tmpdir(), 'archive-'));
  try {
    const file = join(folder, 'archive.zip');
    writeFileSync(file, bytes);
    for (const [tool, ...options] of TOOLS) {
      try {
        execFileSync(tool, [...options, file], { stdio: 'pipe' });
      } catch (error) {
        // A machine without the tool says nothing about the archive.
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      }
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
};
