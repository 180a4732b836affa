/**
 * Lets `answer` take the page's own requests to `base`, where there is no service worker to do it: a page that is not a
 * secure context (a phone that opens a developer's machine by its address), a window that allows none.
 * @param base the address of the API, relative to the page or absolute
 * @returns the way to stop
 */
export function answerInPage(base: string, answer: (request: Request) => Promise<Response>): () => void {
  const beyond = globalThis.fetch;
  const api = new URL(`${base}/`, location.href).href;
  globalThis.fetch = async (input, init) => {
    const address = new URL(input instanceof Request ? input.url : input, location.href).href;
    if (!address.startsWith(api)) return beyond(input, init);
    const request = new Request(input, init);
    const { signal } = request;
    const response = await Promise.race([
      answer(request),
      new Promise<never>((_, reject) => {
        const stop = () => reject(signal.reason as Error);
        if (signal.aborted) stop();
        else signal.addEventListener('abort', stop, { once: true });
      }),
    ]);
    if (response.type === 'error') throw new TypeError('Failed to fetch');
    return response;
  };
  return () => {
    globalThis.fetch = beyond;
  };
}
