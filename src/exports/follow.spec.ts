import { expect, test } from 'vitest';
import type { Api } from '../api/client.ts';
import { Failure } from '../api/errors.ts';
import type { Export } from './queries.ts';
import { followExport, type Timing } from './follow.ts';

const TIMING: Timing = { idleTimeout: 40, poll: 5, again: 5, longest: 20 };

/** A copy in a state, as the contract has it. */
const copy = (status: Export['status'], done = 0): Export => ({
  id: 'ex-1',
  number: 'E-26-0001',
  scope: 'person',
  status,
  spec: {
    scope: 'person',
    categories: ['services'],
    formats: ['json'],
    language: 'ru',
    includeAttachments: false,
    includeCorrespondence: false,
  },
  createdAt: '2026-02-02T09:00:00Z',
  createdBy: { id: 'u', name: 'Имя', self: true },
  categories: [{ id: 'services', label: 'Услуги' }],
  systems: [{ id: 'activeplatform', label: 'ActivePlatform', status: 'running', done, fields: 0, total: 10 }],
  parts: [],
  bytes: 0,
  downloads: [],
  excluded: [],
  masked: [],
  allowedActions: [],
});
const event = (id: number, now: Export): string =>
  `event: export\nid: ${id}\ndata: ${JSON.stringify(now)}\n\n`;

/** A piece of a stream: text that comes; `break`, `end`, or `silence`: no bytes until the reader cancels. */
type Piece = string;

function stream(pieces: readonly Piece[], signal: AbortSignal | undefined): ReadableStream<Uint8Array> {
  const left = [...pieces];
  return new ReadableStream(
    {
      async pull(controller) {
        const piece = left.shift() ?? 'end';
        if (piece === 'end') controller.close();
        else if (piece === 'break') controller.error(new TypeError('network error'));
        else if (piece === 'silence')
          await new Promise<void>(resolve => {
            const end = () => {
              controller.error(new DOMException('aborted', 'AbortError'));
              resolve();
            };
            if (signal?.aborted === true) end();
            else signal?.addEventListener('abort', end);
          });
        else controller.enqueue(new TextEncoder().encode(piece));
      },
    },
    { highWaterMark: 0 },
  );
}

/** A server that answers one stream and one question after another; the last goes on being given. */
function server(streams: (readonly Piece[] | Failure)[], answers: (Export | Failure)[]) {
  const requests: string[] = [];
  const seen: (string | undefined)[] = [];
  const next = <T>(list: T[]): T | undefined => (list.length > 1 ? list.shift() : list[0]);
  const api = {
    call: async () => {
      requests.push('poll');
      const answer = next(answers);
      if (answer === undefined) throw new Failure('getExport', 'network');
      if (answer instanceof Failure) throw answer;
      return answer;
    },
    read: async (
      _operation: unknown,
      input: { headers?: Record<string, string> },
      read: (response: Response) => Promise<unknown>,
      signal?: AbortSignal,
    ) => {
      requests.push('stream');
      seen.push(input.headers?.['Last-Event-ID']);
      const given = next(streams);
      if (given === undefined || given instanceof Failure)
        throw given ?? new Failure('streamExport', 'network');
      try {
        return await read(new Response(stream(given, signal)));
      } catch (cause) {
        if (signal?.aborted === true) throw cause;
        throw new Failure('streamExport', 'network', { cause });
      }
    },
  } as unknown as Pick<Api, 'call' | 'read'>;
  return { api, requests, seen };
}

async function follow(given: ReturnType<typeof server>) {
  const reports: string[] = [];
  const losses: (string | undefined)[] = [];
  const end = new AbortController();
  const timer = setTimeout(() => end.abort(), 3000);
  await followExport({
    api: given.api,
    id: 'ex-1',
    onProgress: now => reports.push(`${now.status} ${now.systems[0]?.done ?? 0}`),
    onLost: failure => losses.push(failure?.kind),
    signal: end.signal,
    timing: TIMING,
  });
  clearTimeout(timer);
  expect(end.signal.aborted).toBe(false);
  return { reports, losses };
}

test('`followExport` reports each state from the stream alone, however the stream is split into chunks', async () => {
  const whole = event(1, copy('queued')) + event(2, copy('collecting', 4)) + event(3, copy('ready', 10));
  const characters = [...whole.replaceAll('\n', '\r\n')];
  const given = server([characters], []);
  expect((await follow(given)).reports).toEqual(['queued 0', 'collecting 4', 'ready 10']);
  expect(given.requests).toEqual(['stream']);
});

test('`followExport` opens a broken stream again from the last event id', async () => {
  const given = server(
    [
      [event(1, copy('collecting', 1)), 'break'],
      [': still here\n\n', 'break'],
      [event(2, copy('collecting', 5)), 'end'],
      [event(3, copy('ready', 10))],
    ],
    [],
  );
  expect((await follow(given)).reports).toEqual(['collecting 1', 'collecting 5', 'ready 10']);
  expect(given.seen).toEqual([undefined, '1', '1', '2']);
  expect(given.requests).not.toContain('poll');
});

test('`followExport` polls when a proxy holds the events back, and reports the same states', async () => {
  const given = server([['silence']], [copy('collecting', 3), copy('packing', 10), copy('ready', 10)]);
  expect((await follow(given)).reports).toEqual(['collecting 3', 'packing 10', 'ready 10']);
  expect(given.requests).toEqual(['stream', 'poll', 'poll', 'poll']);
});

test('`followExport` does not poll while heartbeats arrive', async () => {
  const beats = Array.from({ length: 5 }, () => ': still here\n\n');
  const given = server([[...beats, event(1, copy('ready', 10))]], []);
  await follow(given);
  expect(given.requests).toEqual(['stream']);
});

test('without a stream and with a server that is away, the loss is reported after the second failure and cleared by the next answer', async () => {
  const away = new Failure('getExport', 'network');
  const given = server(
    [new Failure('streamExport', 'unreadable')],
    [away, copy('collecting', 1), copy('ready', 10)],
  );
  const { reports, losses } = await follow(given);
  expect(reports).toEqual(['collecting 1', 'ready 10']);
  expect(losses).toContain('network');
  expect(losses.at(-1)).toBeUndefined();
});

test('`followExport` skips an event whose data is no export', async () => {
  const given = server([['data: {"x":1}\n\n', 'data: half', '\n\n', event(9, copy('cancelled'))]], []);
  expect((await follow(given)).reports).toEqual(['cancelled 0']);
});

test.each(['session-expired', 'not-found'] as const)(
  '%s ends the reading, and the loss has the reason',
  async kind => {
    const given = server([new Failure('streamExport', kind)], []);
    const { reports, losses } = await follow(given);
    expect([reports, losses, given.requests]).toEqual([[], [kind], ['stream']]);
  },
);

test('an aborted `followExport` reports nothing more', async () => {
  const end = new AbortController();
  const given = server([[event(1, copy('collecting', 1)), 'silence']], []);
  const reports: string[] = [];
  await followExport({
    api: given.api,
    id: 'ex-1',
    onProgress: now => {
      reports.push(now.status);
      end.abort();
    },
    onLost: () => undefined,
    signal: end.signal,
    timing: TIMING,
  });
  expect([reports, given.requests]).toEqual([['collecting'], ['stream']]);
});

test('a stream that breaks often and still sends heartbeats is no lost connection', async () => {
  const heartbeat = [': still here\n\n', 'break'];
  const given = server([heartbeat, heartbeat, heartbeat, heartbeat, [event(1, copy('ready', 10))]], []);
  const { losses } = await follow(given);
  expect(losses.filter(kind => kind !== undefined)).toEqual([]);
});

test('`followExport` polls again after the Retry-After of the server', async () => {
  const busy = new Failure('getExport', 'rate-limited', { status: 429, retryAfter: 0.02 });
  const given = server([new Failure('streamExport', 'unreadable')], [busy, copy('ready', 10)]);
  expect((await follow(given)).reports).toEqual(['ready 10']);
});
