import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { PartFiles } from '../../core/ports.ts';
import { gathered, streamOf } from '../../core/streams.ts';

/** One write and one read take so many bytes. */
const BLOCK_BYTES = 262_144;
const NAME = /^[\w-][\w.-]*$/;
/** A file that is being written begins with this, which no name does. */
const PARTIAL = '~';

const requireName = (name: string): void => {
  if (!NAME.test(name)) throw new Error('a name of a part has a character that none has');
};

/** Parts of copies in a folder. A part is written beside its place as it is made, and moved there whole. */
export function folderParts(folder: string): PartFiles {
  return {
    write: async (name, chunks) => {
      requireName(name);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const partial = join(folder, `${PARTIAL}${randomUUID()}`);
      const file = await open(partial, 'wx', 0o600);
      try {
        for await (const block of gathered(chunks, BLOCK_BYTES)) await file.writeFile(block);
        await file.sync();
        await file.close();
        await rename(partial, join(folder, name));
      } catch (thrown) {
        await file.close().catch(() => undefined);
        await rm(partial, { force: true });
        throw thrown;
      }
    },
    size: async name => {
      requireName(name);
      return (await stat(join(folder, name)).catch(() => undefined))?.size;
    },
    read: (name, start, end) =>
      streamOf(async function* () {
        requireName(name);
        const file = await open(join(folder, name), 'r');
        try {
          for (let at = start; at <= end;) {
            const block = new Uint8Array(Math.min(BLOCK_BYTES, end + 1 - at));
            const { bytesRead } = await file.read(block, 0, block.length, at);
            if (bytesRead === 0) throw new Error(`the part ${name} is shorter than it was`);
            yield block.subarray(0, bytesRead);
            at += bytesRead;
          }
        } finally {
          await file.close();
        }
      }),
    clear: async prefix => {
      requireName(prefix);
      const names = await readdir(folder).catch(() => []);
      const ours = names.filter(name => name.startsWith(prefix));
      await Promise.all(ours.map(name => rm(join(folder, name), { force: true })));
    },
  };
}
