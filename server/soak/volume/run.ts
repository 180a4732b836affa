import { setTimeout as sleep } from 'node:timers/promises';
import type { TestUrls } from '../../test/database.ts';
import { bytesIn, copyNow, isBeingMade, orderCopy, untilMade } from './copies.ts';
import { atRate, type Figure, quantile } from './figures.ts';
import { LARGE, SMALL, type Stage, startStage } from './stage.ts';

const MB = 1024 * 1024;
const RATE = 100;
/** How long each kind of call is made before it is measured, s. */
const UNMEASURED_S = 3;
const KEPT_MS = 60_000;
/** What a person looks at: rows of ours, and records of a system. */
const READS = [
  '/session',
  '/requests',
  '/consents',
  '/exports',
  '/mailings',
  '/register/services/records?limit=50',
];

/** Options of the runs. */
export interface VolumeOptions {
  readonly urls: TestUrls;
  readonly records: number;
  /** How long each rate is kept, s. */
  readonly seconds: number;
  readonly mostMs: number;
  print(line: string): void;
}

const read = (stage: Stage, path: string) => async (): Promise<void> => {
  const response = await stage.call(SMALL, 'GET', path);
  const text = await response.text();
  if (response.status !== 200) throw new Error(`${path} → ${response.status} ${text}`);
};

/** Reads in turns. */
const readAny =
  (stage: Stage) =>
  (number: number): Promise<void> =>
    read(stage, READS[number % READS.length] ?? '')();

/** Waits until nothing is left beside the copies that are ready: what they were collected from is deleted by a job. */
async function untilKept(stage: Stage, readySize: number): Promise<void> {
  const end = performance.now() + KEPT_MS;
  while (bytesIn(stage.copies) > readySize * 1.01) {
    if (performance.now() > end) throw new Error('what a copy was collected from is not deleted');
    await sleep(200);
  }
}

const p99 = (times: readonly number[]): number => quantile(times, 0.99);

/**
 * Makes a copy of a large customer, then two at once.
 * @param most how many are made at once at the end
 * @returns memory and disk they have cost
 */
export async function runExport(
  { urls, records, mostMs, print }: VolumeOptions,
  most: 1 | 2 = 2,
): Promise<Figure[]> {
  const stage = await startStage({ urls, records, subscribers: 1 });
  try {
    const figures: Figure[] = [];
    await atRate(readAny(stage), 20, 3);
    await sleep(2000);
    const idle = stage.memory();
    let readySize = 0;
    for (const customers of [LARGE.slice(0, 1), LARGE].slice(0, most)) {
      const name = customers.length === 1 ? 'one copy' : 'two copies at once';
      await untilKept(stage, readySize);
      const kept = bytesIn(stage.copies);
      let [memory, disk] = [0, 0];
      const began = performance.now();
      const ordered = await Promise.all(customers.map(person => orderCopy(stage, person)));
      const made = await untilMade(stage, ordered, mostMs, () => {
        memory = Math.max(memory, stage.memory());
        disk = Math.max(disk, bytesIn(stage.copies) - kept);
      });
      const size = made.flatMap(({ parts }) => parts).reduce((sum, part) => sum + part.size, 0);
      readySize += size;
      const collected = made.flatMap(({ systems }) => systems).reduce((sum, one) => sum + (one.done ?? 0), 0);
      print(
        `${name}: ${made.map(({ status }) => status).join(', ')}, ${collected} records, ${Math.round(size / MB)} MB in ${Math.round((performance.now() - began) / 1000)} s`,
      );
      const wanted = records * customers.length;
      if (collected < wanted) throw new Error(`${name}: ${collected} of ${wanted} records were collected`);
      figures.push(
        {
          name: `${name}: memory above idle`,
          value: (memory - idle) / MB,
          unit: 'MB',
          goal: customers.length === 1 ? 128 : 200,
          from: `${Math.round(idle / MB)} MB idle`,
        },
        {
          name: `${name}: disk`,
          value: disk / size,
          unit: '× the copy',
          goal: 2.2,
          from: `${Math.round(disk / MB)} MB`,
        },
      );
    }
    return figures;
  } finally {
    await stage.close();
  }
}

/** Measures reads and opt-outs at a rate, without and with a copy that is made. @returns their ratios to bare statements */
export async function runLoad({ urls, records, seconds, mostMs, print }: VolumeOptions): Promise<Figure[]> {
  const stage = await startStage({ urls, records, subscribers: RATE * (seconds + UNMEASURED_S) });
  try {
    const bareSelect = async (number: number): Promise<void> => {
      await stage.admin.query('select body from bare where key = $1', [`key-${1 + (number % 10_000)}`]);
    };
    const bareInsert = async (number: number): Promise<void> => {
      await stage.admin.query('insert into bare_log (body) values ($1)', [{ number }]);
    };
    const optOut = async (number: number): Promise<void> => {
      const response = await stage.optOut(number + 1);
      const text = await response.text();
      if (response.status !== 200) throw new Error(`an opt-out → ${response.status} ${text}`);
    };
    // Code is compiled and connections are opened before anything is measured.
    for (const call of [bareSelect, bareInsert, readAny(stage)]) await atRate(call, RATE, UNMEASURED_S);
    await atRate(number => optOut(seconds * RATE + number), RATE, UNMEASURED_S);
    /**
     * Makes calls in turns, a second each, so that whatever else the machine does slows all of them.
     * @returns of each the p99 of its waits and the server's processor time a call, ms
     */
    const inTurns = async <Name extends string>(
      calls: Readonly<Record<Name, (number: number) => Promise<void>>>,
    ): Promise<Record<Name, { p99: number; processor: number }>> => {
      const measured = Object.entries<(number: number) => Promise<void>>(calls).map(([name, call]) => ({
        name,
        call,
        times: [] as number[],
        processor: 0,
      }));
      for (let second = 0; second < seconds; second += 1)
        for (const one of measured) {
          const before = stage.processorMs();
          one.times.push(...(await atRate(number => one.call(second * RATE + number), RATE, 1)));
          one.processor += stage.processorMs() - before;
        }
      return Object.fromEntries(
        measured.map(({ name, times, processor }) => {
          print(`${name}: p50 ${quantile(times, 0.5).toFixed(1)} ms, p99 ${p99(times).toFixed(1)} ms`);
          return [name, { p99: p99(times), processor: processor / times.length }];
        }),
      ) as Record<Name, { p99: number; processor: number }>;
    };
    print('without a copy');
    const alone = await inTurns({
      select: bareSelect,
      insert: bareInsert,
      reads: readAny(stage),
      optOuts: optOut,
    });
    const { rows } = await stage.admin.query<{ off: number }>(
      "select count(*)::int as off from privacy.subscriptions where body ->> 'state' = 'off'",
    );
    if (rows[0]?.off !== RATE * (seconds + UNMEASURED_S))
      throw new Error(`${rows[0]?.off} opt-outs were written down`);

    const copy = await orderCopy(stage, LARGE[0]);
    await sleep(2000);
    print('beside a copy');
    const beside = await inTurns({ select: bareSelect, reads: readAny(stage) });
    const made = await copyNow(stage, copy);
    if (!isBeingMade(made))
      throw new Error(`the copy was ${made.status} before the reads ended: more records`);
    print(`the copy: ${made.status}`);
    await stage.call(copy.person, 'POST', `/exports/${copy.id}/cancel`);
    await untilMade(stage, [copy], mostMs, () => undefined);

    let passed: number | undefined;
    for (let rate = RATE; passed === undefined && rate <= 6400; rate *= 1.5) {
      const times = await atRate(readAny(stage), Math.round(rate), 4);
      print(`reads at ${Math.round(rate)}/s: p99 ${p99(times).toFixed(1)} ms`);
      if (p99(times) > 100) passed = Math.round(rate);
    }
    return [
      {
        name: 'reads beside a copy, p99',
        value: beside.reads.p99 / alone.reads.p99,
        unit: '× without it',
        goal: 3,
      },
      {
        name: 'reads beside a copy, p99',
        value: beside.reads.p99 / beside.select.p99,
        unit: '× a bare select',
        goal: 12,
      },
      {
        name: 'reads without a copy, p99',
        value: alone.reads.p99 / alone.select.p99,
        unit: '× a bare select',
      },
      {
        name: 'opt-outs by one click, p99',
        value: alone.optOuts.p99 / alone.insert.p99,
        unit: '× a bare durable insert',
        goal: 6,
      },
      { name: 'processor time of the server, a read', value: alone.reads.processor, unit: 'ms' },
      { name: 'processor time of the server, an opt-out', value: alone.optOuts.processor, unit: 'ms' },
      { name: 'p99 of reads passes 100 ms', value: passed ?? Number.NaN, unit: 'a second' },
    ];
  } finally {
    await stage.close();
  }
}
