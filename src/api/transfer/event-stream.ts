/** One event of a stream, or a sign of life (a comment, as the heartbeat is). */
export type StreamEvent = { kind: 'event'; name: string; id: string; data: string } | { kind: 'beat' };

/**
 * Reads server-sent events as the HTML standard writes them (§9.2.6): lines end with CR, LF or both, `data` may take
 * several, a comment begins with a colon. An event that is incomplete when the stream ends is dropped.
 * @param body the bytes of a `text/event-stream`
 */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<StreamEvent> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  let name = '';
  let id = '';
  let data: string[] = [];
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      rest += decoder.decode(value, { stream: true });
      // A CR at the end may be the first half of a CRLF: it waits for what comes.
      const held = rest.endsWith('\r') ? '\r' : '';
      const lines = rest.slice(0, rest.length - held.length).split(/\r\n|\n|\r/);
      rest = (lines.pop() ?? '') + held;
      let spoke = false;
      for (const line of lines) {
        if (line === '') {
          if (data.length > 0) {
            yield { kind: 'event', name: name || 'message', id, data: data.join('\n') };
            spoke = true;
          }
          name = '';
          data = [];
          continue;
        }
        const colon = line.indexOf(':');
        const field = colon === -1 ? line : line.slice(0, colon);
        const text = colon === -1 ? '' : line.slice(colon + 1).replace(/^ /, '');
        if (field === 'event') name = text;
        else if (field === 'data') data.push(text);
        else if (field === 'id' && !text.includes('\0')) id = text;
      }
      if (!spoke) yield { kind: 'beat' };
    }
  } finally {
    // Whoever stops listening lets the connection go.
    await reader.cancel().catch(() => undefined);
  }
}
