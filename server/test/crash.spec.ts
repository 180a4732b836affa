import { expect, test } from 'vitest';
import { killsOf, runCrashes } from '../soak/crash/run.ts';
import { KILLS, type Kill, type Victim } from '../soak/crash/kill-steps.ts';

const SHORT: readonly [string, Victim][] = [
  ['the key is inserted', 'server'],
  ['after the sync of the second place', 'server'],
  ['after the sync of the second place', 'postgres'],
  ['after the commit, before the answer', 'server'],
  ['after the commit, before the answer', 'postgres'],
  ['a chunk is in its place, before its row', 'server'],
  ['before the commit', 'postgres'],
  ['before the commit of a job', 'worker'],
  ['after the commit of a job', 'worker'],
  ['a part is in its place, before its row', 'worker'],
];

const killOf = ([name, victim]: readonly [string, Victim]): Kill => {
  const found = KILLS.find(one => one.step.name === name && one.victim === victim);
  if (found === undefined) throw new Error(`no kill of ${victim} at «${name}»`);
  return found;
};

test('what was acknowledged is stored once after server, worker or PostgreSQL was killed at a step', async () => {
  const state = await runCrashes({
    kills: SHORT.map(killOf),
    writers: 3,
    records: 500,
  });
  expect(state.differences).toEqual([]);
  expect([killsOf(state), state.missed]).toEqual([SHORT.length, []]);
  expect(state.acknowledged).toBeGreaterThan(20);
  expect(Math.max(0, ...state.takeovers.worker)).toBeLessThan(10_000);
  expect(Math.max(0, ...state.takeovers.postgres)).toBeLessThan(15_000);
}, 180_000);
