import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Api } from '../../api/client.ts';
import { Failure } from '../../api/errors.ts';
import type { Part } from '../queries.ts';
import { PartFetch } from './part-fetch.ts';

const BYTES = Uint8Array.from({ length: 1000 }, (_, i) => i % 251);
const PART: Part = {
  n: 1,
  size: BYTES.length,
  sha256: createHash('sha256').update(BYTES).digest('hex'),
  fileName: 'Копия.zip',
  sensitive: false,
  categories: ['services'],
};
const PAUSES = [1, 1, 1];

/** How one request goes: so many bytes of the file, then its end or a break; or a refusal. */
interface Exchange {
  bytes?: number;
  /** `undefined` where the header was dropped. */
  etag?: string | undefined;
  /** `Content-Range`, where it is not as served. */
  place?: string;
  /** Whether `If-Range` counts; a proxy may drop it. */
  ignoresIfRange?: boolean;
  refuse?: Failure;
  spoil?: boolean;
}

/** A server that serves ranges and breaks off as listed; after the last entry it serves everything. */
function server(turns: Exchange[]) {
  const requests: { range: string | undefined; ifRange: string | undefined }[] = [];
  const statuses: number[] = [];
  const api = {
    read: async (
      _operation: unknown,
      { headers = {} }: { headers?: Record<string, string> },
      read: (response: Response) => Promise<unknown>,
    ) => {
      requests.push({ range: headers['Range'], ifRange: headers['If-Range'] });
      const served = turns.shift() ?? {};
      if (served.refuse !== undefined) throw served.refuse;
      const etag = 'etag' in served ? served.etag : '"a"';
      const given = headers['If-Range'];
      const serves = given === undefined || given === etag || served.ignoresIfRange === true;
      const from = serves ? Number(/\d+/.exec(headers['Range'] ?? '0')?.[0]) : 0;
      const rest = BYTES.slice(from, served.bytes === undefined ? undefined : from + served.bytes);
      if (served.spoil === true) rest[0] = (rest[0] ?? 0) ^ 1;
      let step = 0;
      const body = new ReadableStream<Uint8Array>(
        {
          pull(controller) {
            step += 1;
            if (step === 1) controller.enqueue(rest);
            else if (served.bytes === undefined) controller.close();
            else controller.error(new TypeError('cut'));
          },
        },
        { highWaterMark: 0 },
      );
      const status = from > 0 ? 206 : 200;
      statuses.push(status);
      try {
        return await read(
          new Response(body, {
            status,
            headers: {
              ...(etag === undefined ? {} : { ETag: etag }),
              ...(served.place === undefined ? {} : { 'Content-Range': served.place }),
            },
          }),
        );
      } catch (cause) {
        throw cause instanceof Failure ? cause : new Failure('downloadPart', 'network', { cause });
      }
    },
  } as unknown as Pick<Api, 'read'>;
  return { api, requests, statuses };
}

const run = (api: Pick<Api, 'read'>, signal = new AbortController().signal) =>
  new PartFetch(api, 'ex-1', PART, PAUSES).run(() => undefined, signal);

test('the fetch continues from the last byte received, and the file is complete', async () => {
  const { api, requests, statuses } = server([{ bytes: 400 }, { bytes: 300 }]);
  const { blob, matches } = await run(api);
  expect(requests).toEqual([
    { range: undefined, ifRange: undefined },
    { range: 'bytes=400-', ifRange: '"a"' },
    { range: 'bytes=700-', ifRange: '"a"' },
  ]);
  expect(statuses).toEqual([200, 206, 206]);
  expect([matches, new Uint8Array(await blob.arrayBuffer())]).toEqual([true, BYTES]);
});

test('the fetch begins again when the ETag shows another file', async () => {
  const { api, statuses } = server([{ bytes: 400 }, { etag: '"b"' }]);
  const { blob, matches } = await run(api);
  expect([statuses, matches, blob.size]).toEqual([[200, 200], true, BYTES.length]);
});

test('the fetch reports bytes that do not match the recorded digest', async () => {
  const { matches } = await run(server([{ spoil: true }]).api);
  expect(matches).toBe(false);
});

test('the fetch stops after its retries without a new byte, and the next run continues from the bytes received', async () => {
  const away = new Failure('downloadPart', 'network');
  const { api, requests } = server([{ bytes: 400 }, ...[1, 2, 3, 4].map(() => ({ refuse: away }))]);
  const fetching = new PartFetch(api, 'ex-1', PART, PAUSES);
  const signal = new AbortController().signal;
  await expect(fetching.run(() => undefined, signal)).rejects.toBe(away);
  expect(fetching.got).toBe(400);
  const before = requests.length;
  const { matches } = await fetching.run(() => undefined, signal);
  expect([matches, requests[before]?.range]).toEqual([true, 'bytes=400-']);
});

test('a rejection by the server is not repeated', async () => {
  const gone = new Failure('downloadPart', 'gone', { status: 410 });
  const { api, requests } = server([{ refuse: gone }]);
  await expect(run(api)).rejects.toBe(gone);
  expect(requests).toHaveLength(1);
});

test('a fetch that is aborted during a pause ends at once', async () => {
  const end = new AbortController();
  const { api } = server([{ bytes: 10 }, { refuse: new Failure('downloadPart', 'network') }]);
  const started = performance.now();
  const fetching = new PartFetch(api, 'ex-1', PART, [60_000]).run(() => undefined, end.signal);
  setTimeout(() => end.abort(), 20);
  await expect(fetching).rejects.toThrow();
  expect(performance.now() - started).toBeLessThan(2000);
});

test.each([
  ['weakened', 'W/"a"'],
  ['extended and weakened', 'W/"a-gzip"'],
  ['dropped', undefined],
])(
  'a tag that was %s is not sent as If-Range: the rest is fetched, and the digest is compared',
  async (_, etag) => {
    const { api, requests, statuses } = server([{ bytes: 400, etag }, { etag }]);
    const { blob, matches } = await run(api);
    expect(requests[1]).toEqual({ range: 'bytes=400-', ifRange: undefined });
    expect([statuses, matches, blob.size]).toEqual([[200, 206], true, BYTES.length]);
  },
);

test('pieces of two files without an ETag fail the digest, and the whole file is fetched once', async () => {
  const { api, statuses } = server([{ bytes: 400, etag: undefined, spoil: true }, { etag: undefined }]);
  const { matches } = await run(api);
  expect([statuses, matches]).toEqual([[200, 206, 200], true]);
});

test('a piece with another offset is not appended', async () => {
  const { api, statuses } = server([{ bytes: 400 }, { place: 'bytes 0-999/1000' }]);
  const { matches } = await run(api);
  expect([statuses, matches]).toEqual([[200, 206, 200], true]);
});

test('the fetch begins again when the server answers 416', async () => {
  const outside = new Failure('downloadPart', 'range', { status: 416 });
  const { api, statuses } = server([{ bytes: 400 }, { refuse: outside }]);
  const { matches } = await run(api);
  expect([statuses, matches]).toEqual([[200, 200], true]);
});

test('the fetch ends with a failure when every answer breaks at the same byte and ranges are ignored', async () => {
  const turns = Array.from({ length: 50 }, (_, i) => ({ bytes: 400, etag: `"${i}"` }));
  const { api, requests } = server(turns);
  await expect(run(api)).rejects.toThrow(Failure);
  expect(requests.length).toBeLessThan(10);
});

test('the file name comes from the record, not from the header', async () => {
  expect((await run(server([]).api)).name).toBe(PART.fileName);
});
