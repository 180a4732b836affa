import type { TestProject } from 'vitest/node';
import setup, { type TestUrls } from '../test/database.ts';
import { runTenancy } from './tenancy/run.ts';
import { ATTACKERS } from './tenancy/tenants.ts';

// `npm run soak -- tenancy`: calls every operation as everybody else with everything one customer has.

const print = (line: string): void => void process.stdout.write(`${line}\n`);

/** A PostgreSQL of this run. */
async function database(): Promise<{ urls: TestUrls; close(): Promise<void> }> {
  const given: { urls?: TestUrls } = {};
  const provide = (_name: string, urls: TestUrls): void => void (given.urls = urls);
  const close = await setup({ provide } as unknown as TestProject);
  if (given.urls === undefined) throw new Error('the database has no addresses');
  return { urls: given.urls, close };
}

async function tenancy(): Promise<boolean> {
  const { urls, close } = await database();
  const began = performance.now();
  try {
    const { calls, operations, findings } = await runTenancy({ urls });
    for (const { who, where, what } of findings) print(`${who}  ${where}  ${what}`);
    const seconds = Math.round((performance.now() - began) / 1000);
    print(
      `${operations.size} operations, ${ATTACKERS.length} callers, ${calls} calls in ${seconds} s: ${findings.length} findings`,
    );
    return findings.length === 0;
  } finally {
    await close();
  }
}

const RUNS: Record<string, (args: readonly string[]) => Promise<boolean>> = { tenancy };

const [, , name = '', ...args] = process.argv;
const run = RUNS[name];
if (run === undefined) {
  print(`Usage: npm run soak -- ${Object.keys(RUNS).join('|')}`);
  process.exitCode = 1;
} else process.exitCode = (await run(args)) ? 0 : 1;
