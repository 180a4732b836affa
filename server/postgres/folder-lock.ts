import { createHash } from 'node:crypto';
import { realpathSync, rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const SPARE_MS = 1000;

/** The address of a folder's lock. On Linux an abstract socket: it ends with its process, whatever ends that. */
function addressOf(folder: string): { path: string; abstract: boolean } {
  const name = `privacy-data-${createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 24)}`;
  return process.platform === 'linux'
    ? { path: `\0${name}`, abstract: true }
    : { path: join(tmpdir(), `${name}.sock`), abstract: false };
}

const listen = (path: string): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = createServer(socket => socket.end(String(process.pid)));
    server.once('error', reject);
    server.listen(path, () => {
      // The lock does not keep the process alive.
      server.unref();
      resolve(server);
    });
  });

/** The id of the process that listens at the address: empty where it does not say it, undefined where none listens. */
const holderOf = (path: string): Promise<string | undefined> =>
  new Promise(resolve => {
    const socket = connect(path).setEncoding('utf8');
    let holder: string | undefined;
    socket.setTimeout(SPARE_MS, () => socket.destroy());
    socket.once('connect', () => {
      holder = '';
    });
    socket.on('data', text => {
      holder = `${holder ?? ''}${String(text)}`;
    });
    socket.once('close', () => resolve(holder));
    socket.once('error', () => resolve(holder));
  });

/**
 * Locks a data folder for this process.
 * @returns the way to unlock it
 * @throws Error in words for the operator when another process has it
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const { path, abstract } = addressOf(folder);
  // A socket file outlives a killed process.
  if (!abstract && (await holderOf(path)) === undefined) rmSync(path, { force: true });
  const server = await listen(path).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    const holder = await holderOf(path);
    throw new Error(
      `The data folder ${folder} is in use by another server${holder ? ` (process ${holder})` : ''}. Stop it, or choose another folder`,
    );
  });
  return () => new Promise(resolve => server.close(() => resolve()));
}
