import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
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

/** A support desk whose database nobody answers at: its records are missing from copies until it is back. */
const SILENT_SYSTEM = `
system: kayako
connection: SOURCE_SILENT
subject: select 1 as account_id where :accountId <> ''
categories:
  account:
    fields:
      query: select name from people where account_id = :account_id
      columns:
        name: { label: { ru: Имя, en: Name }, type: text, sensitivity: open, source: order-form }
`;

/** Starts a demo for one suite. @param silent whether a system is connected that does not answer */
export async function demoForTests({ silent = false } = {}): Promise<DemoForTests> {
  const [port, folder] = [await freePort(), dataFolder()];
  const manifest = join(folder, 'silent.yaml');
  if (silent) writeFileSync(manifest, SILENT_SYSTEM);
  const systems = { SOURCES: manifest, SOURCE_SILENT: 'postgres://nobody@127.0.0.1:1/none' };
  const running = await startDemo(
    { port, dataFolder: folder, ...(silent ? { systems } : {}) },
    createLog('silent'),
  );
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
