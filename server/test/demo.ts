import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDemo } from '../demo/demo.ts';
import { createLog } from '../log.ts';

/** A port that is free now: the origin of the demo has it, so it is chosen before the start. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

/** A folder that PostgreSQL may be started in, also by another user. */
export function dataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'privacy-demo-'));
  chmodSync(folder, 0o755);
  return folder;
}

/** A demo with data of its own. */
export interface DemoForTests {
  readonly origin: string;
  /** The cookie of a person who has just signed in. */
  cookieOf(person: string): Promise<string>;
  /** Stops it and deletes its data. */
  stop(): Promise<void>;
}

/** Starts a demo for one suite. */
export async function demoForTests(): Promise<DemoForTests> {
  const [port, folder] = [await freePort(), dataFolder()];
  const running = await startDemo({ port, dataFolder: folder }, createLog('silent'));
  const origin = `http://localhost:${port}`;
  return {
    origin,
    cookieOf: async person => {
      const response = await fetch(`${origin}/demo/sign-in?person=${person}`);
      return (response.headers.get('Set-Cookie') ?? '').split(';')[0] ?? '';
    },
    stop: async () => {
      await running.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
