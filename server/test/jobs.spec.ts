import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, inject, test, vi } from 'vitest';
import { createWorker } from '../../core/jobs/worker.ts';
import type { Files, LeasedJob, Unit } from '../../core/ports.ts';
import { folderFiles } from '../files/folder.ts';
import { createLog } from '../log.ts';
import { startJobLoop } from '../worker.ts';
import { draftOf, NOW } from './examples.ts';
import { stepWithoutSources, withoutSources } from './no-sources.ts';
import { emptyTables, memory, postgres, rowsIn, type StoreUnderTest } from './stores.ts';
import { poolAs } from './pools.ts';

const OWNER = { userId: 'u-owner', accountIds: ['acc-1'] };
const ADMIN = { userId: 'u-admin', accountIds: ['acc-1'] };
const JOB = { kind: 'delete-attachment-bytes', attachmentId: 'at-none' } as const;

let under: StoreUnderTest;
const open = (make: () => StoreUnderTest) => {
  beforeEach(async () => {
    await emptyTables();
    under = make();
  });
  afterEach(() => under.close());
};

const putDown = (afterMs?: number, owner = OWNER) =>
  under.store.write(owner, new Date(), undefined, unit => {
    unit.enqueue(JOB, afterMs);
    return { value: undefined };
  });
const jobsLeft = async () => (await under.beside()).jobs;

describe.each([
  ['in memory', () => memory()],
  ['on PostgreSQL', postgres],
])('jobs %s', (_name, make) => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date'], now: NOW });
  });
  afterEach(() => {
    vi.useRealTimers();
  });
  open(make);

  const later = async (ms: number) => {
    vi.setSystemTime(Date.now() + ms);
    await under.leasesAge(ms);
  };
  const lease = () => under.ofWorker.jobs.lease(new Date());
  const taken = async (): Promise<LeasedJob> => {
    const leased = await lease();
    if (leased === undefined) throw new Error('no job');
    return leased;
  };

  test('are leased with their owner, whose whole account they may change', async () => {
    await under.store.write(ADMIN, NOW, undefined, ({ rows }) => {
      rows.requests.push(draftOf('rq-personal', 'u-admin'));
      return { value: undefined };
    });
    await putDown();
    const leased = await taken();
    expect(leased).toMatchObject({ job: JOB, owner: { ...OWNER, whole: true }, attempt: 1, dueAt: NOW });
    const read = await under.ofWorker.read(leased.owner, rows => rows.requests.map(({ id }) => id));
    expect(read).toEqual(['rq-personal']);
    await under.ofWorker.jobs.commit(leased, NOW, ({ rows }) => {
      for (const row of rows.requests) row.details.situation = 'changed';
    });
    expect((await rowsIn(under.store, 'u-admin')).requests[0]?.details.situation).toBe('changed');
    expect(await jobsLeft()).toBe(0);
  });

  test('are leased when they are due, the one that has been due longest first', async () => {
    await putDown(60_000);
    await putDown(30_000);
    expect(await lease()).toBeUndefined();
    await later(60_000);
    const due = [await taken(), await taken()].map(({ dueAt }) => dueAt.getTime() - NOW.getTime());
    expect(due).toEqual([30_000, 60_000]);
    expect(await lease()).toBeUndefined();
  });

  test('are held by one worker at a time, and by the next when the lease has ended', async () => {
    await putDown();
    const { jobs } = under.ofWorker;
    const first = await taken();
    expect(await lease()).toBeUndefined();
    await later(under.leaseMs / 2);
    expect(await jobs.renew(first)).toBe(true);
    // The machine's own time goes on as well: a second is left for it.
    await later(under.leaseMs - 1000);
    expect(await lease()).toBeUndefined();
    await later(1001);
    const second = await taken();
    expect([first.attempt, second.attempt]).toEqual([1, 2]);
    expect(await jobs.renew(first)).toBe(false);
  });

  test('commit nothing once their lease was lost', async () => {
    await putDown();
    const { jobs } = under.ofWorker;
    const first = await taken();
    await later(under.leaseMs + 1);
    const second = await taken();
    const change = (version: string) => (unit: Unit) => {
      unit.rows.policy.acknowledgements.push({ userId: 'u-owner', version, at: NOW.toISOString() });
      unit.enqueue(JOB);
    };
    expect(await jobs.commit(first, new Date(), change('first'))).toBe(false);
    expect(await jobs.commit(second, new Date(), change('second'))).toBe(true);
    expect(await jobs.commit(second, new Date(), change('twice'))).toBe(false);
    await jobs.retry(first, new Date(), 0);
    const { policy } = await rowsIn(under.store, 'u-owner');
    expect(policy.acknowledgements.map(({ version }) => version)).toEqual(['second']);
    expect(await jobsLeft()).toBe(1);
  });

  test('keep nothing of a decision that throws', async () => {
    await putDown();
    const leased = await taken();
    const failing = under.ofWorker.jobs.commit(leased, new Date(), unit => {
      unit.rows.policy.acknowledgements.push({ userId: 'u-owner', version: 'x', at: NOW.toISOString() });
      throw new Error('planted');
    });
    await expect(failing).rejects.toThrow('planted');
    expect((await rowsIn(under.store, 'u-owner')).policy.acknowledgements).toEqual([]);
    expect(await jobsLeft()).toBe(1);
  });

  test('that fail are tried again later each time, and given up in the end', async () => {
    await putDown();
    const failures: number[] = [];
    const files = { clear: () => Promise.reject(new Error('no disk')) } as unknown as Files;
    const worker = createWorker({
      store: under.ofWorker,
      surroundings: () => ({ ...stepWithoutSources(), files }),
      onError: () => failures.push(Date.now()),
    });
    for (let seconds = 0; seconds < 1500; seconds += 5) {
      await worker.run(new Date());
      await later(5000);
    }
    const waits = failures.slice(1).map((at, i) => Math.round((at - (failures[i] ?? 0)) / 1000));
    expect(failures).toHaveLength(8);
    expect(waits).toEqual(waits.toSorted((a, b) => a - b));
    expect(waits[0]).toBeGreaterThanOrEqual(5);
    expect(await jobsLeft()).toBe(0);
  });
});

describe('workers of several processes', () => {
  open(postgres);
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'privacy-jobs-'));
    return () => rmSync(folder, { recursive: true, force: true });
  });

  const loop = (files = folderFiles(folder)) =>
    startJobLoop({
      ...withoutSources,
      store: under.ofWorker,
      files,
      clock: () => new Date(),
      log: createLog('silent'),
    });
  const ended = () =>
    vi.waitFor(async () => expect(await jobsLeft()).toBe(0), { timeout: 15_000, interval: 50 });

  test('do 200 jobs once each', async () => {
    const done: string[] = [];
    const files = { clear: async (name: string) => void done.push(name) } as unknown as Files;
    await under.store.write(OWNER, new Date(), undefined, unit => {
      for (let at = 0; at < 200; at += 1)
        unit.enqueue({ kind: 'delete-attachment-bytes', attachmentId: 'at', chunk: `chunk-${at}` });
      return { value: undefined };
    });
    const loops = [loop(files), loop(files), loop(files)];
    await ended();
    await Promise.all(loops.map(one => one.stop()));
    expect(done).toHaveLength(200);
    expect(new Set(done).size).toBe(200);
  });

  test('take over the job of a process that was killed within ten seconds', async () => {
    await folderFiles(folder).write('at-1.0', new Uint8Array([1]));
    await under.store.write(OWNER, new Date(), undefined, unit => {
      unit.enqueue({ kind: 'delete-attachment-bytes', attachmentId: 'at-1', chunk: 'at-1.0' });
      return { value: undefined };
    });
    const args = ['--import', 'tsx', join(import.meta.dirname, 'stuck-worker.ts'), inject('urls').jobs];
    const stuck = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(stuck.stdout, 'data');
    const other = loop();
    // It holds its lease for as long as it lives.
    await new Promise(resolve => setTimeout(resolve, under.leaseMs + 1500));
    expect([await jobsLeft(), readdirSync(folder)]).toEqual([1, ['at-1.0']]);
    stuck.kill('SIGKILL');
    const killed = performance.now();
    await ended();
    expect(performance.now() - killed).toBeLessThan(10_000);
    expect(readdirSync(folder)).toEqual([]);
    await other.stop();
  });

  test('stop when what is going on has ended', async () => {
    let release = () => {};
    const held = new Promise<void>(resolve => (release = resolve));
    const begun = vi.fn(() => held);
    await putDown();
    const worker = loop({ clear: begun } as unknown as Files);
    await vi.waitFor(() => expect(begun).toHaveBeenCalled());
    await putDown();
    const stopped = worker.stop();
    release();
    await stopped;
    expect(begun).toHaveBeenCalledTimes(1);
    expect(await jobsLeft()).toBe(1);
  });

  test('leave a job of a kind they do not know, and end one without an owner', async () => {
    const admin = poolAs('admin');
    // The second is as the server of before put it down.
    await admin.query(`insert into privacy.jobs (kind, payload) values ('of-a-newer-version', '{}'),
      ('delete-attachment-bytes', '{"attachmentId":"at-1"}')`);
    const worker = loop();
    await vi.waitFor(async () => expect(await jobsLeft()).toBe(1));
    await worker.stop();
    const { rows } = await admin.query('select kind, attempts from privacy.jobs');
    await admin.end();
    expect(rows).toEqual([{ kind: 'of-a-newer-version', attempts: 0 }]);
  });
});
