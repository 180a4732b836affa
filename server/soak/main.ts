import { loadavg } from 'node:os';
import type { TestProject } from 'vitest/node';
import setup, { type TestUrls } from '../test/database.ts';
import { type CrashState, killsOf, readState, runCrashes, writeState } from './crash/run.ts';
import { KILLS, STEPS } from './crash/kill-steps.ts';
import { runTenancy } from './tenancy/run.ts';
import { type Figure, isWithin, tableOf } from './volume/figures.ts';
import { runExport, runLoad, type VolumeOptions } from './volume/run.ts';
import { ATTACKERS } from './tenancy/tenants.ts';

// `npm run soak -- tenancy` calls every operation as everybody else with everything one customer has.
// `npm run soak -- crash --kills 1000 --state .soak/crash.json` kills server, worker and PostgreSQL at named steps; it goes on
// where the run before it ended.
// `npm run soak -- export --records 1000000` makes copies of large customers, and measures memory and disk.
// `npm run soak -- load --seconds 15` measures reads and opt-outs at 100 a second, without and with a copy that is made.

const VICTIMS = ['server', 'worker', 'postgres'] as const;
const print = (line: string): void => void process.stdout.write(`${line}\n`);

/** A PostgreSQL of this run. */
async function database(): Promise<{ urls: TestUrls; close(): Promise<void> }> {
  const given: { urls?: TestUrls } = {};
  const provide = (name: string, value: unknown): void => {
    if (name === 'urls') given.urls = value as TestUrls;
  };
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

/** The value of an option, or its default. */
const optionOf = (args: readonly string[], name: string, fallback: string): string => {
  const at = args.indexOf(`--${name}`);
  return at < 0 ? fallback : (args[at + 1] ?? fallback);
};

/** The value that 95 of 100 do not exceed, s; a dash where there is none. */
function p95(values: readonly number[]): string {
  const sorted = values.toSorted((a, b) => a - b);
  const value = sorted[Math.ceil(sorted.length * 0.95) - 1];
  return value === undefined ? '–' : (value / 1000).toFixed(1);
}

function printState(state: CrashState): void {
  const names = new Set(Object.keys(state.kills).map(name => name.slice(name.indexOf(':') + 1)));
  const cell = (victim: string, name: string): string =>
    String(state.kills[`${victim}:${name}`] ?? '').padStart(9);
  print(`${'step'.padEnd(44)}${VICTIMS.map(one => one.padStart(9)).join('')}`);
  for (const { name } of STEPS.filter(one => names.has(one.name)))
    print(`${name.padEnd(44)}${VICTIMS.map(victim => cell(victim, name)).join('')}`);
  print(`${'all'.padEnd(44)}${VICTIMS.map(victim => String(killsOf(state, victim)).padStart(9)).join('')}`);
  print(
    `${state.acknowledged} acknowledged calls with a key, ${state.missed.length} steps not reached in time ${state.missed.join(', ')}`,
  );
  print(`${state.repeatedOutside} decisions repeated outside the database`);
  for (const victim of ['worker', 'postgres'] as const)
    print(
      `taken over after the death of ${victim}: ${state.takeovers[victim].length} times, p95 ${p95(state.takeovers[victim])} s`,
    );
  print(`${state.differences.length} differences`);
  for (const one of state.differences) print(`  ${one}`);
}

async function crash(args: readonly string[]): Promise<boolean> {
  const wanted = Number(optionOf(args, 'kills', '1000'));
  const path = optionOf(args, 'state', '.soak/crash.json');
  const state = readState(path);
  const done = killsOf(state);
  const kills = Array.from(
    { length: Math.max(0, wanted - done) },
    (_, i) => KILLS[(done + i) % KILLS.length],
  );
  let last = Date.now();
  await runCrashes({
    kills: kills.filter(kill => kill !== undefined),
    writers: 4,
    records: 12_000,
    state,
    onKill: ({ step, victim }) => {
      writeState(path, state);
      const ms = Date.now() - last;
      last = Date.now();
      print(`${killsOf(state)}  ${victim}  ${step.name}  ${ms} ms  ${state.differences.length} differences`);
    },
  });
  printState(state);
  return state.differences.length === 0;
}

/** Runs one that measures. @returns false when a figure is past its goal */
const volume =
  (run: (options: VolumeOptions) => Promise<Figure[]>) =>
  async (args: readonly string[]): Promise<boolean> => {
    const { urls, close } = await database();
    try {
      const figures = await run({
        urls,
        records: Number(optionOf(args, 'records', '1000000')),
        seconds: Number(optionOf(args, 'seconds', '15')),
        mostMs: 60_000 * Number(optionOf(args, 'minutes', '30')),
        print,
      });
      print(
        `load of the machine: ${loadavg()
          .map(one => one.toFixed(1))
          .join(', ')}`,
      );
      for (const line of tableOf(figures)) print(line);
      return figures.every(isWithin);
    } finally {
      await close();
    }
  };

const RUNS: Record<string, (args: readonly string[]) => Promise<boolean>> = {
  tenancy,
  crash,
  export: volume(options => runExport(options)),
  load: volume(runLoad),
};

const [, , name = '', ...args] = process.argv;
const run = RUNS[name];
if (run === undefined) {
  print(`Usage: npm run soak -- ${Object.keys(RUNS).join('|')}`);
  process.exitCode = 1;
} else process.exitCode = (await run(args)) ? 0 : 1;
