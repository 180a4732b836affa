import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readEvents, type StreamEvent } from './event-stream.ts';

/** The events of a stream of these chunks, without heartbeats. */
async function eventsOf(...pieces: readonly (string | Uint8Array)[]): Promise<StreamEvent[]> {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const piece of pieces)
        controller.enqueue(typeof piece === 'string' ? encoder.encode(piece) : piece);
      controller.close();
    },
  });
  const events: StreamEvent[] = [];
  for await (const event of readEvents(body)) if (event.kind === 'event') events.push(event);
  return events;
}

const event = (data: string, name = 'message', id = ''): StreamEvent => ({ kind: 'event', name, id, data });

test.each([
  ['LF', 'event: export\nid: 7\ndata: a\n\n'],
  ['CRLF', 'event: export\r\nid: 7\r\ndata: a\r\n\r\n'],
  ['CR', 'event: export\rid: 7\rdata: a\r\r\n'],
])('%s ends a line', async (_, text) => {
  expect(await eventsOf(text)).toEqual([event('a', 'export', '7')]);
});

test('a CRLF split between two chunks is one line end', async () => {
  expect(await eventsOf('data: a\r', '\n\r', '\n')).toEqual([event('a')]);
});

test('an event may have several data lines; a line that begins with a colon is a comment; one space after the colon is removed', async () => {
  expect(await eventsOf(': still here\n\ndata: a\ndata:  b\ndata\n\n')).toEqual([event('a\n b\n')]);
});

test('the last id is valid until the next one; an id with NUL is ignored', async () => {
  expect(await eventsOf('id: 1\ndata: a\n\ndata: b\n\nid: 2\0\ndata: c\n\n')).toEqual([
    event('a', 'message', '1'),
    event('b', 'message', '1'),
    event('c', 'message', '1'),
  ]);
});

test('an incomplete event at the end of the stream is dropped', async () => {
  expect(await eventsOf('data: a\n\ndata: half')).toEqual([event('a')]);
});

test('the events are the same wherever the bytes are split into chunks', async () => {
  const whole = new TextEncoder().encode('id: 1\r\ndata: «ё» €\r\n\r\n: x\n\ndata: 😀\ndata: b\n\n');
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: whole.length - 1 }), { maxLength: 8 }),
      async cuts => {
        const at = [0, ...cuts.toSorted((a, b) => a - b), whole.length];
        const pieces = at.slice(1).map((end, i) => whole.slice(at[i], end));
        expect(await eventsOf(...pieces)).toEqual([
          event('«ё» €', 'message', '1'),
          event('😀\nb', 'message', '1'),
        ]);
      },
    ),
  );
});
