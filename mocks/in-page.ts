/**
 * Lets `answer` take the page's own requests to `base`, where there is no service worker to do it: a page that is not a
 * secure context (a phone that opens a developer's machine by its address), a window that allows none.
 * @returns the way to stop
 */
export function answerInPage(base: string, answer: (request: Request) => Promise<Response>): () => void {
  const beyond = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    const { origin, pathname } = new URL(request.url);
    if (origin !== location.origin || !pathname.startsWith(`${base}/`)) return beyond(request);
    const { signal } = request;
    const response = await Promise.race([
      answer(request),
      new Promise<never>((_, reject) => {
        // The reason of the request's own signal is the one that was given to `init.signal`.
        const stop = () => reject(signal.reason as Error);
        if (signal.aborted) stop();
        else signal.addEventListener('abort', stop);
      }),
    ]);
    if (response.type === 'error') throw new TypeError('Failed to fetch');
    return response;
  };
  return () => {
    globalThis.fetch = beyond;
  };
}
