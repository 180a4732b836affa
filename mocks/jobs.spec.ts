import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { pack } from '../core/archive/pack.ts';
import { readCollected } from '../core/exports/collected.ts';
import { jobHandlers } from '../core/jobs/handlers.ts';
import { createWorker } from '../core/jobs/worker.ts';
import type { LeasedJob } from '../core/ports.ts';
import { NOTHING_SIGNED } from '../core/seals.ts';
import type { Persona, Snapshot } from './backend.ts';
import { seed } from './db.ts';
import { type Exclusive, oneByOne } from './exclusive.ts';
import { memoryStore as memoryParts, partFilesOf } from './exports/store.ts';
import { settled, SPEC, wholeOf } from './exports/test-copy.ts';
import { memoryFiles } from './files.ts';
import { LEASE_MS } from './memory-jobs.ts';
import { memoryStore } from './memory-store.ts';
import { createSources } from './register/sources.ts';
import { type SpecClient, specClient } from './spec-client.ts';
import { copyPortsOf } from './surroundings.ts';

const NOW = '2026-11-23T09:00:00Z';
const AT = { now: NOW };

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(NOW) });
});
afterEach(() => {
  vi.useRealTimers();
});

const later = (ms: number) => vi.setSystemTime(Date.now() + ms);

/** Ids and digests of the parts of a copy. */
const digests = (body: { parts: { n: number; sha256: string }[] }) =>
  body.parts.map(({ n, sha256 }) => `${n} ${sha256}`);

describe('a copy whose worker was killed', () => {
  test.each(['queued', 'collecting', 'packing'])('while it was %s is the same, to the byte', async status => {
    const client = specClient();
    const { body } = await client.post(
      'owner',
      '/exports',
      { ...SPEC, categories: ['account', 'services', 'calls'] },
      AT,
    );
    for (let look = 0; look < 40; look += 1) {
      const seen = (await client.get('owner', `/exports/${body.id}`, AT)).body.status;
      if (seen === status) break;
      later(100);
    }
    const left = client.backend.snapshot();
    expect(left?.db.exports.find(row => row.id === body.id)?.status).toBe(status);
    const whole = await settled(client, 'owner', body.id, AT);

    // The job that was being done is held by a worker that says nothing any more.
    if (left === undefined) throw new Error('no rows');
    for (const row of left.db.jobs)
      if (row.job.kind !== 'delete-copy-files') {
        row.attempt = 1;
        row.lease = { name: 'ls-dead', until: Date.now() + LEASE_MS };
      }
    const other = specClient();
    other.backend.restore(left);
    await other.get('owner', `/exports/${body.id}`, AT);
    expect((await other.get('owner', `/exports/${body.id}`, AT)).body.status).toBe(status);
    later(LEASE_MS + 1);
    const again = await settled(other, 'owner', body.id, AT);
    expect(again.body.status).toBe('ready');
    expect(digests(again.body)).toEqual(digests(whole.body));
    expect(again.body.systems).toEqual(whole.body.systems);
  });
});

test('a job whose timer ends before the wall clock has come so far is done nevertheless', async () => {
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'], now: Date.parse(NOW) });
  const client = specClient();
  const { body } = await client.post('owner', '/exports', SPEC);
  const statusNow = () => client.backend.db().exports.find(row => row.id === body.id)?.status;
  for (let look = 0; look < 2000 && statusNow() !== 'ready'; look += 1) {
    // The clock of the machine is set back a little, again and again, as a timer of Node sees it.
    vi.setSystemTime(Date.now() - 5);
    await vi.advanceTimersByTimeAsync(20);
    // Digests are counted on threads, by the real time.
    await new Promise(setImmediate);
  }
  expect(statusNow()).toBe('ready');
});

describe('a lease', () => {
  const owner = { userId: 'u-owner', accountIds: ['acc-1'] };
  const job = { kind: 'delete-attachment-bytes', attachmentId: 'at-none' } as const;
  const storeWithJob = async () => {
    const db = { ...seed(new Date(NOW)), jobs: [] };
    const store = memoryStore(db, { changed: () => undefined });
    await store.write(owner, new Date(NOW), undefined, unit => {
      unit.enqueue(job);
      return { value: undefined };
    });
    return store;
  };
  const taken = async (store: Awaited<ReturnType<typeof storeWithJob>>): Promise<LeasedJob> => {
    const leased = await store.jobs.lease(new Date());
    if (leased === undefined) throw new Error('no job');
    return leased;
  };

  test('is held by one worker at a time, and by the next ten seconds after the first has gone', async () => {
    const store = await storeWithJob();
    const first = await taken(store);
    expect(await store.jobs.lease(new Date())).toBeUndefined();
    later(LEASE_MS / 2);
    expect(await store.jobs.renew(first)).toBe(true);
    later(LEASE_MS - 1);
    expect(await store.jobs.lease(new Date())).toBeUndefined();
    later(2);
    const second = await taken(store);
    expect([first.attempt, second.attempt]).toEqual([1, 2]);
    expect(await store.jobs.renew(first)).toBe(false);
  });

  test('that was lost commits nothing', async () => {
    const store = await storeWithJob();
    const first = await taken(store);
    later(LEASE_MS + 1);
    const second = await taken(store);
    const change = (by: string) => (unit: Parameters<Parameters<typeof store.jobs.commit>[2]>[0]) => {
      unit.rows.policy.acknowledgements.push({ userId: 'u-owner', version: by, at: NOW });
      unit.enqueue(job);
    };
    expect(await store.jobs.commit(first, new Date(), change('first'))).toBe(false);
    expect(await store.jobs.commit(second, new Date(), change('second'))).toBe(true);
    expect(await store.jobs.commit(second, new Date(), change('twice'))).toBe(false);
    expect(store.db.policy.acknowledgements.map(row => row.version)).toEqual(['second']);
    expect(store.db.jobs).toHaveLength(1);
  });

  test('of a job that throws in its decision keeps nothing of it', async () => {
    const store = await storeWithJob();
    const leased = await taken(store);
    await expect(
      store.jobs.commit(leased, new Date(), unit => {
        unit.rows.policy.acknowledgements.push({ userId: 'u-owner', version: 'x', at: NOW });
        throw new Error('planted');
      }),
    ).rejects.toThrow('planted');
    expect(store.db.policy.acknowledgements).toEqual([]);
    expect(store.db.jobs).toHaveLength(1);
  });

  test('a job that fails is tried again later each time, and given up in the end', async () => {
    const store = await storeWithJob();
    const failures: number[] = [];
    const files = { ...memoryFiles(), clear: () => Promise.reject(new Error('no disk')) };
    const worker = createWorker({
      store,
      surroundings: () => ({
        ...copyPortsOf(store.db.seededAt),
        now: new Date(),
        sources: createSources({ seededAt: store.db.seededAt, now: new Date() }),
        files,
        partFiles: memoryParts(),
        witness: NOTHING_SIGNED,
      }),
      onError: () => failures.push(Date.now()),
    });
    for (let minute = 0; minute < 60; minute += 0.05) {
      await worker.run(new Date());
      later(3000);
    }
    const waits = failures.slice(1).map((at, i) => Math.round((at - (failures[i] ?? 0)) / 1000));
    expect(failures).toHaveLength(8);
    expect(waits).toEqual(waits.toSorted((a, b) => a - b));
    expect(waits[0]).toBeGreaterThanOrEqual(5);
    expect(store.db.jobs).toEqual([]);
  });
});

test('a copy that can never be packed fails in the end, and can be tried again', async () => {
  const inner = memoryParts();
  let full = true;
  const client = specClient({
    parts: {
      ...inner,
      write: (name, chunks) =>
        full && name.endsWith('.zip') ? Promise.reject(new Error('no space')) : inner.write(name, chunks),
    },
  });
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const { body } = await client.post('owner', '/exports', { ...SPEC, categories: ['mailings'] });
  for (let minute = 0; minute < 40; minute += 0.5) {
    await client.get('owner', `/exports/${body.id}`);
    await new Promise(resolve => setTimeout(resolve, 5));
    later(30_000);
  }
  const failed = (await client.get('owner', `/exports/${body.id}`)).body;
  expect([failed.status, failed.parts, failed.allowedActions]).toEqual(['failed', [], ['retry']]);
  full = false;
  expect((await client.post('owner', `/exports/${body.id}/retry`)).status).toBe(200);
  expect((await settled(client, 'owner', body.id)).body.status).toBe('ready');
});

describe('collected files', () => {
  /** A client, its store of files and the copies it has made. */
  const begun = async (persona: Persona, spec: object, parts = memoryParts()) => {
    const client = specClient({ parts });
    const { body } = await client.post(persona, '/exports', { ...SPEC, ...spec }, AT);
    const look = () => client.get(persona, `/exports/${body.id}`, AT);
    const until = async (status: string) => {
      for (let looks = 0; looks < 200; looks += 1) {
        if ((await look()).body.status === status) return;
        later(50);
      }
      throw new Error(`never ${status}`);
    };
    const row = () => {
      const found = client.backend.db().exports.find(({ id }) => id === body.id);
      if (found === undefined) throw new Error('no copy');
      return found;
    };
    const collectedNames = async () => (await parts.names()).filter(name => name.includes('.collected.'));
    return { client, parts, id: body.id as string, until, row, collectedNames };
  };

  test('are deleted when the copy is ready', async () => {
    const { client, id, until, row, collectedNames } = await begun('owner', { categories: ['services'] });
    await until('packing');
    expect((await collectedNames()).length).toBeGreaterThan(2);
    await settled(client, 'owner', id, AT);
    expect(await collectedNames()).toEqual([]);
    expect(
      row()
        .runs.flatMap(run => run.systems)
        .some(({ pages }) => pages !== undefined),
    ).toBe(false);
  });

  test('are deleted when the copy is cancelled', async () => {
    const { client, id, until, collectedNames } = await begun('owner', { categories: ['services', 'calls'] });
    await until('collecting');
    later(900);
    await client.get('owner', `/exports/${id}`, AT);
    expect((await collectedNames()).length).toBeGreaterThan(0);
    await client.post('owner', `/exports/${id}/cancel`, undefined, AT);
    expect(await collectedNames()).toEqual([]);
  });

  test.each(['lost', 'altered'])(
    'are collected again when one is %s, and the copy is the same',
    async how => {
      const spec = { categories: ['services', 'calls'] };
      const one = await begun('owner', spec);
      await one.until('packing');
      const left = one.client.backend.snapshot();
      if (left === undefined) throw new Error('no rows');
      const [page] = one.row().runs[0]?.systems.flatMap(({ pages = [] }) => pages) ?? [];
      if (page === undefined) throw new Error('no page');
      const parts = memoryParts();
      for (const name of how === 'altered' ? await one.parts.names() : []) {
        const size = (await one.parts.size(name)) ?? 0;
        const bytes = await wholeOf(one.parts.read(name, 0, size - 1));
        await parts.write(name, [name.endsWith(page.file) ? bytes.map(byte => byte ^ 1) : bytes]);
      }
      const whole = await settled(one.client, 'owner', one.id, AT);

      const other = specClient({ parts });
      other.backend.restore(left);
      const again = await settled(other, 'owner', one.id, AT);
      expect([again.body.status, digests(again.body)]).toEqual(['ready', digests(whole.body)]);
    },
  );

  test('of fifty thousand records have each once, in pages of five thousand', async () => {
    const { until, row, parts } = await begun('huge', { categories: ['services'], scope: 'account' });
    await until('packing');
    const systems = row().runs.flatMap(run => run.systems);
    expect(systems.map(({ total, done }) => total === done)).not.toContain(false);
    const pages = systems.flatMap(system => system.pages ?? []);
    expect(pages.length).toBeGreaterThan(9);
    const ids: string[] = [];
    for (const { file, size } of pages) {
      const text = new TextDecoder().decode(await wholeOf(parts.read(`default.${file}`, 0, size - 1)));
      const lines = text.split('\n').filter(line => line !== '');
      expect(lines.length).toBeLessThanOrEqual(5500);
      ids.push(...lines.map(line => JSON.parse(line).record.id));
    }
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toHaveLength(systems.reduce((sum, { done }) => sum + done, 0));
  });

  test('are all that packing reads: no system is queried any more', async () => {
    const { client, parts: store, until, id } = await begun('owner', { categories: ['services'] });
    await until('packing');
    const ports = copyPortsOf(client.backend.db().seededAt);
    const row = client.backend.db().exports.find(one => one.id === id);
    if (row === undefined) throw new Error('no copy');
    expect(row.status).toBe('packing');
    const silent = new Proxy(ports.sourcesAt(new Date(NOW)), {
      get: (_, name) => () => {
        throw new Error(`${String(name)} was asked`);
      },
    });
    const parts = partFilesOf(store, 'default');
    const packed = await pack({
      ports: { ...ports, sourcesAt: () => silent },
      rows: client.backend.db(),
      row,
      collected: await readCollected(parts, row),
      signal: new AbortController().signal,
    });
    const whole = await settled(client, 'owner', id, AT);
    expect(digests({ parts: packed })).toEqual(digests(whole.body));
  });
});

describe('two tabs', () => {
  /** Two backends over one saved database, each transaction on what the last one left, as in a browser. */
  function tabs(): [SpecClient, SpecClient] {
    const locked = oneByOne();
    let saved: Snapshot | undefined;
    const parts = memoryParts();
    const tab = (): SpecClient => {
      const exclusive: Exclusive = work =>
        locked(async () => {
          if (saved !== undefined) client.backend.restore(saved);
          const result = await work();
          saved = client.backend.snapshot();
          return result;
        });
      const client = specClient({ parts, exclusive: () => exclusive });
      return client;
    };
    return [tab(), tab()];
  }

  test('that file at once get two numbers, and each sees both', async () => {
    const [one, two] = tabs();
    await one.get('owner', '/session');
    const made = await Promise.all(
      [one, two, one, two].map(tab => tab.post('owner', '/exports', { ...SPEC, categories: ['mailings'] })),
    );
    const numbers = made.map(({ body }) => body.number);
    expect(new Set(numbers).size).toBe(4);
    await two.post('owner', '/policy/acknowledgements', { version: '2020-10-21' });
    expect(two.backend.db().exports.filter(row => numbers.includes(row.number))).toHaveLength(4);
  });

  test('do a job once', async () => {
    const [one, two] = tabs();
    const begun: string[] = [];
    const gather = jobHandlers['pack-copy'].gather;
    const spy = vi.spyOn(jobHandlers['pack-copy'], 'gather').mockImplementation(step => {
      begun.push(step.job.exportId);
      return gather?.(step) as Promise<unknown>;
    });
    const { body } = await one.post('owner', '/exports', { ...SPEC, categories: ['mailings'] });
    later(20_000);
    await Promise.all(
      Array.from({ length: 10 }, (_, i) => (i % 2 === 0 ? one : two).get('owner', `/exports/${body.id}`)),
    );
    await settled(one, 'owner', body.id);
    expect(begun.filter(id => id === body.id)).toHaveLength(1);
    spy.mockRestore();
  });
});
