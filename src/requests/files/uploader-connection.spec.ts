import { afterEach, describe, expect, it, vi } from 'vitest';
import { bytesOf } from '../../../core/requests/attachments.ts';
import { proves, until } from '../../../test/wait.ts';
import { setup, item, settled, sha256, pdfBytes, pdf, MB, broken, isChunk } from '../../../test/uploader.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('after a lost connection', () => {
  it('in the middle of the upload, the uploader resumes by itself, and the digest matches', async () => {
    const w = setup({
      fault: ({ method, n }, answer) => (isChunk(method) && n === 3 ? broken() : answer()),
    });
    w.uploader.add([pdf(MB)]);
    await settled(w, 'ready');
    const [row] = w.rows();
    expect(row && sha256(await bytesOf(w.backend.files(), row))).toBe(sha256(pdfBytes(MB)));
    expect(w.calls.filter(call => call.startsWith('HEAD'))).toHaveLength(1);
  });

  it('with a chunk the server has stored, the uploader queries the offset and sends no byte twice', async () => {
    const sent: string[] = [];
    const w = setup({
      fault: async ({ method, n }, answer) => {
        const response = await answer();
        if (isChunk(method)) sent.push(String(response.status));
        return isChunk(method) && n === 2 ? broken() : response;
      },
    });
    w.uploader.add([pdf(MB)]);
    await settled(w, 'ready');
    const [row] = w.rows();
    expect(row && sha256(await bytesOf(w.backend.files(), row))).toBe(sha256(pdfBytes(MB)));
    expect(sent).not.toContain('409');
  });

  it('at the last answer, the uploader queries the state of the file', async () => {
    const w = setup({
      fault: async ({ method }, answer) => {
        const response = await answer();
        return isChunk(method) ? broken() : response;
      },
    });
    w.uploader.add([pdf(1000)]);
    await settled(w, 'ready');
    expect(w.calls).toEqual(['POST /attachments', 'PATCH /attachments/at', 'HEAD /attachments/at', 'GET ']);
  });

  it.each([
    ['lost', () => undefined],
    ['not a number', () => 'chunked'],
    ['repeated by two proxies', (offset: string) => `${offset}, ${offset}`],
    ['beyond the end of the file', () => '99999999'],
  ])(
    'with the offset header of the answer %s, the uploader takes the offset from the attachment',
    async (_, alter) => {
      const w = setup({
        fault: async ({ method, n }, answer) => {
          if (isChunk(method) && n === 3) return broken();
          const response = await answer();
          const headers = new Headers(response.headers);
          const offset = headers.get('Upload-Offset');
          headers.delete('Upload-Offset');
          const altered = offset === null ? undefined : alter(offset);
          if (altered !== undefined) headers.set('Upload-Offset', altered);
          return new Response(response.body, { status: response.status, headers });
        },
      });
      w.uploader.add([pdf(MB)]);
      await settled(w, 'ready');
      const [row] = w.rows();
      expect(row && sha256(await bytesOf(w.backend.files(), row))).toBe(sha256(pdfBytes(MB)));
    },
  );

  it('with a conflict about the offset, the uploader takes the offset from the problem without a query', async () => {
    const w = setup({
      fault: async ({ method, n }, answer) => {
        if (isChunk(method) && n === 2) await answer();
        return answer();
      },
    });
    w.uploader.add([pdf(MB)]);
    await settled(w, 'ready');
    expect(w.calls.some(call => call.startsWith('HEAD'))).toBe(false);
  });

  it('with the offset header of the request removed, the uploader sends the offset in the query', async () => {
    const w = setup();
    const inner = globalThis.fetch;
    vi.stubGlobal('fetch', (input: string, init: RequestInit) => {
      const headers = new Headers(init.headers);
      headers.delete('Upload-Offset');
      return inner(input, { ...init, headers });
    });
    w.uploader.add([pdf(MB)]);
    await settled(w, 'ready');
    const [row] = w.rows();
    expect(row && sha256(await bytesOf(w.backend.files(), row))).toBe(sha256(pdfBytes(MB)));
  });

  it('with another offset on the server, the uploader takes the offset of the server', async () => {
    const w = setup({
      fault: async ({ method, n }, answer) => {
        // Browsers may repeat a request: the first copy is accepted, the second refused.
        if (isChunk(method) && n === 2) await answer();
        return answer();
      },
    });
    w.uploader.add([pdf(MB)]);
    await settled(w, 'ready');
    const [row] = w.rows();
    expect(row && sha256(await bytesOf(w.backend.files(), row))).toBe(sha256(pdfBytes(MB)));
  });

  it('at the answer to the creation, the uploader sends the same idempotency key, and the server has one file', async () => {
    const w = setup({
      fault: async ({ method, n }, answer) => {
        const response = await answer();
        return method === 'POST' && n < 3 ? broken() : response;
      },
    });
    w.uploader.add([pdf(10)]);
    await settled(w, 'ready');
    expect(w.rows()).toHaveLength(1);
  });

  it('without a return, the upload is paused, keeps its offset, and can be resumed', async () => {
    let away = false;
    const w = setup({
      fault: ({ method, n }, answer) => {
        if (isChunk(method) && n === 3) away = true;
        return away ? broken() : answer();
      },
    });
    w.uploader.add([pdf(MB)]);
    await settled(w, 'paused');
    expect(item(w)?.state).toMatchObject({ why: { kind: 'network' }, sent: w.rows()[0]?.offset });
    expect(w.uploader.get()).toMatchObject({ busy: true, ready: [] });
    away = false;
    w.uploader.resume(item(w)?.id ?? '');
    await settled(w, 'ready');
    expect(w.rows()).toHaveLength(1);
  });

  it('with a return, a waiting or paused upload resumes at once', async () => {
    let away = true;
    for (const waitsMs of [[60_000], []]) {
      away = true;
      const w = setup({ waitsMs, fault: (_, answer) => (away ? broken() : answer()) });
      w.uploader.add([pdf(1000)]);
      if (waitsMs.length === 0) await settled(w, 'paused');
      else await proves(() => expect(item(w)?.state).toMatchObject({ at: 'uploading', broken: true }));
      away = false;
      w.network.dispatchEvent(new Event('online'));
      await settled(w, 'ready');
      w.close();
    }
  });

  it.each(['flaky', 'truncated', 'malformed'] as const)(
    'in the scenario %s, no byte is lost or doubled',
    async scenario => {
      // Answers that cannot be read, except the poll for the verification.
      const w = setup({ waitsMs: [0, 0, 0, 0, 0] });
      const plain = globalThis.fetch;
      setup({ backend: w.backend, as: { scenario } });
      const faulty = globalThis.fetch;
      vi.stubGlobal('fetch', (input: string, init: RequestInit) =>
        (init.method === 'GET' || init.method === 'POST' ? plain : faulty)(input, init),
      );
      w.uploader.add([pdf(MB)]);
      await settled(w, 'ready');
      const [row, ...more] = w.rows();
      expect(row && sha256(await bytesOf(w.backend.files(), row))).toBe(sha256(pdfBytes(MB)));
      expect(more).toEqual([]);
    },
  );

  it('with a Retry-After, the uploader waits for a short pause and is paused for a long one', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const started = Date.now();
    const w = setup({ as: { scenario: 'maintenance' } });
    w.uploader.add([pdf(10)]);
    await until(() => item(w)?.state.at === 'paused');
    expect(item(w)?.state).toMatchObject({ why: { kind: 'maintenance', retryAfter: 120 } });
    expect(Date.now() - started).toBeLessThan(3000);
    const limited = setup({ as: { scenario: 'rate-limited' } });
    limited.uploader.add([pdf(10)]);
    await until(() => item(limited)?.state.at === 'uploading' && limited.calls.length === 1);
    await until(() => vi.getTimerCount() === 1);
    await vi.advanceTimersByTimeAsync(2000);
    expect(limited.calls).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1000);
    await until(() => limited.calls.length === 2);
    limited.close();
  });
});
