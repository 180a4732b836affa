import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Files } from '../../core/ports.ts';

const NAME = /^[\w-][\w.-]*$/;
/** A file that is being written begins with this, which no name does. */
const PARTIAL = '~';

const requireName = (name: string): void => {
  if (!NAME.test(name)) throw new Error('a name of a file has a character that none has');
};

/**
 * Files in a folder. A file is written beside its place and moved there whole, after its bytes are on the disk.
 */
export function folderFiles(folder: string): Files {
  return {
    write: async (name, bytes) => {
      requireName(name);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const partial = join(folder, `${PARTIAL}${randomUUID()}`);
      const file = await open(partial, 'wx', 0o600);
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(partial, join(folder, name));
      const parent = await open(folder);
      await parent.sync().finally(() => parent.close());
    },
    read: async name => {
      requireName(name);
      return new Uint8Array(await readFile(join(folder, name)));
    },
    clear: async prefix => {
      requireName(prefix);
      const names = await readdir(folder).catch(() => []);
      await Promise.all(
        names.filter(name => name.startsWith(prefix)).map(name => rm(join(folder, name), { force: true })),
      );
    },
  };
}
