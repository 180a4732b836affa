/** What is made piece by piece: all at once, or as it comes. */
export type Pieces<T> = Iterable<T> | AsyncIterable<T>;

/** A piece of text is encoded once it is this long, in UTF-16 units: few calls, little memory. */
const TEXT_PIECE = 65_536;
/** A task gives way to others after this long, ms. */
const TURN = 8;

/** The chunks of a stream; whoever stops early cancels it. */
export async function* chunksOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  let whole = false;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      yield value;
    }
    whole = true;
  } finally {
    if (!whole) await reader.cancel().catch(() => undefined);
  }
}

/** A stream of chunks, each made when it is asked for and not before; cancelling it ends their maker. */
export const streamOf = (chunks: () => AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> => {
  let maker: AsyncGenerator<Uint8Array> | undefined;
  return new ReadableStream<Uint8Array>(
    {
      pull: async controller => {
        maker ??= chunks();
        const { done, value } = await maker.next();
        if (done === true) controller.close();
        else controller.enqueue(value);
      },
      cancel: async () => {
        await maker?.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
};

/** Text as UTF-8, small pieces put together. */
export async function* encoded(texts: Pieces<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  let piece = '';
  for await (const text of texts) {
    piece += text;
    if (piece.length < TEXT_PIECE) continue;
    yield encoder.encode(piece);
    piece = '';
  }
  if (piece !== '') yield encoder.encode(piece);
}

/** The same bytes in chunks of at least `size`: a file is written by hundreds of them, not by millions. */
export async function* gathered(chunks: Pieces<Uint8Array>, size: number): AsyncGenerator<Uint8Array> {
  let held: Uint8Array[] = [];
  let length = 0;
  const whole = (): Uint8Array => {
    const bytes = new Uint8Array(length);
    let at = 0;
    for (const chunk of held) {
      bytes.set(chunk, at);
      at += chunk.length;
    }
    held = [];
    length = 0;
    return bytes;
  };
  for await (const chunk of chunks) {
    held.push(chunk);
    length += chunk.length;
    if (length >= size) yield whole();
  }
  if (length > 0) yield whole();
}

/** Long work that lets others have their turn: to be awaited between its steps. */
export const turns = (): (() => Promise<void>) => {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < TURN) return;
    await new Promise(resolve => setTimeout(resolve, 0));
    since = performance.now();
  };
};
