import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { Client } from 'pg';
import { type Binaries, findBinaries } from './binaries.ts';
import { lockFolder } from './folder-lock.ts';
import { canRun, type MachineUser, postgresUser, run } from './unprivileged.ts';

/** A PostgreSQL of this process, for the demo and the tests: not for production. */
export interface EmbeddedPostgres {
  /** The address for a role, as in `DATABASE_URL`. */
  url(
    role: 'privacy_admin' | 'privacy_owner' | 'privacy_customer' | 'privacy_staff' | 'privacy_jobs',
  ): string;
  readonly major: number;
  /** Stops the server and unlocks the folder. */
  stop(): Promise<void>;
}

const DATABASE = 'privacy';
const ADMIN = 'privacy_admin';
/** Beginning of the names of the folders that hold the server's socket. */
const SOCKET = 'privacy-socket-';

/**
 * Starts PostgreSQL on a data folder, which is made when it is not there. It listens on a Unix socket in a folder of its own
 * user and on no port. A postmaster that outlived its process is stopped first.
 * @throws Error in words for the operator: the folder is in use, or PostgreSQL cannot reach it
 */
export async function startEmbedded(folder: string): Promise<EmbeddedPostgres> {
  const home = resolve(folder);
  mkdirSync(home, { recursive: true });
  const unlock = await lockFolder(home);
  try {
    return await start(home, unlock);
  } catch (thrown) {
    await unlock();
    throw thrown;
  }
}

async function start(home: string, unlock: () => Promise<void>): Promise<EmbeddedPostgres> {
  const user = postgresUser();
  const data = join(home, 'postgres');
  const version = join(data, 'PG_VERSION');
  const binaries = findBinaries(
    user,
    existsSync(version) ? Number(readFileSync(version, 'utf8')) : undefined,
  );
  const program = (name: string, ...args: string[]) => run(join(binaries.folder, name), args, user);
  if (existsSync(version)) await stopLeftover(data, program);
  else await makeCluster(data, user, program);

  const socket = mkdtempSync(join(tmpdir(), SOCKET));
  own(socket, user);
  await program(
    'pg_ctl',
    'start',
    '-w',
    `--pgdata=${data}`,
    `--log=${join(data, 'server.log')}`,
    `--options=-c listen_addresses= -c unix_socket_directories=${socket} -c unix_socket_permissions=0700`,
  );
  const url = (role: string, database = DATABASE) =>
    `postgresql:///${database}?host=${encodeURIComponent(socket)}&user=${role}`;
  await makeDatabase(url(ADMIN, 'postgres'));
  return {
    url: role => url(role),
    major: binaries.major,
    stop: () => stop(data, socket, binaries, program, unlock),
  };
}

type Program = (name: string, ...args: string[]) => Promise<string>;

function own(folder: string, user: MachineUser | undefined): void {
  if (user !== undefined) chownSync(folder, user.uid, user.gid);
  chmodSync(folder, 0o700);
}

/** Makes the cluster beside its place and puts it there when it is whole: a killed start leaves no half of one. */
async function makeCluster(data: string, user: MachineUser | undefined, program: Program): Promise<void> {
  if (user !== undefined && !canRun('test', ['-x', dirname(data)], user))
    throw new Error(
      `PostgreSQL runs as ${user.name} here, who cannot reach ${dirname(data)}. Choose a data folder outside closed home folders`,
    );
  const half = `${data}.new`;
  rmSync(half, { recursive: true, force: true });
  mkdirSync(half);
  own(half, user);
  await program('initdb', '-D', half, '-U', ADMIN, '-A', 'trust', '-E', 'UTF8', '--locale=C');
  renameSync(half, data);
}

/** Stops a postmaster that outlived the process which started it, and deletes its socket's folder. */
async function stopLeftover(data: string, program: Program): Promise<void> {
  const file = join(data, 'postmaster.pid');
  if (!existsSync(file)) return;
  const socket = readFileSync(file, 'utf8').split('\n')[4] ?? '';
  // A stale file of a killed postmaster is no reason to stop: the next one takes it over.
  await program('pg_ctl', 'stop', '-w', '-m', 'fast', '-D', data).catch(() => undefined);
  if (socket.startsWith(join(tmpdir(), SOCKET))) rmSync(socket, { recursive: true, force: true });
}

async function stop(
  data: string,
  socket: string,
  binaries: Binaries,
  program: Program,
  unlock: () => Promise<void>,
): Promise<void> {
  await program('pg_ctl', 'stop', '-w', '-m', 'fast', '-D', data);
  rmSync(socket, { recursive: true, force: true });
  binaries.discard();
  await unlock();
}

/** Makes the roles and the database where they are missing. */
async function makeDatabase(url: string): Promise<void> {
  const admin = new Client({ connectionString: url });
  await admin.connect();
  try {
    const { rowCount } = await admin.query("select from pg_roles where rolname = 'privacy_owner'");
    if (rowCount === 0) await admin.query(await readFile(join(import.meta.dirname, 'roles.sql'), 'utf8'));
    const found = await admin.query('select from pg_database where datname = $1', [DATABASE]);
    if (found.rowCount === 0) await admin.query(`create database ${DATABASE} owner privacy_owner`);
  } finally {
    await admin.end();
  }
}
