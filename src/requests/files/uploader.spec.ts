import { afterEach, describe, expect, it, vi } from 'vitest';
import { bytesOf } from '../../../core/requests/attachments.ts';
import { until } from '../../../test/wait.ts';
import { Failure } from '../../api/errors.ts';
import {
  REQUEST,
  setup,
  item,
  settled,
  sha256,
  pdfBytes,
  pdf,
  MB,
  broken,
  isChunk,
} from '../../../test/uploader.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('an uploaded file', () => {
  it('is created, sent in chunks and stored unchanged', async () => {
    const w = setup();
    const sent: number[] = [];
    w.uploader.subscribe(() => {
      const state = item(w)?.state;
      if (state?.at === 'uploading') sent.push(state.sent);
    });
    w.uploader.add([pdf(MB)]);
    expect(w.uploader.get().busy).toBe(true);
    await settled(w, 'ready');
    const [row] = w.rows();
    expect(row && sha256(await bytesOf(w.backend.files(), row))).toBe(sha256(pdfBytes(MB)));
    expect(w.uploader.get()).toMatchObject({ busy: false, ready: [{ id: row?.id, name: 'справка.pdf' }] });
    expect(w.calls.filter(call => call === 'POST /attachments')).toHaveLength(1);
    expect(w.calls.some(call => call.startsWith('HEAD'))).toBe(false);
    // The progress only grows.
    expect(new Set(sent).size).toBeGreaterThan(4);
    expect(sent).toEqual(sent.toSorted((a, b) => a - b));
  });

  it('is sent in chunks of at most 256 kB', async () => {
    const sizes: number[] = [];
    const w = setup();
    const inner = globalThis.fetch;
    vi.stubGlobal('fetch', (input: string, init: RequestInit) => {
      if (init.method === 'PATCH') sizes.push((init.body as Blob).size);
      return inner(input, init);
    });
    w.uploader.add([pdf(2 * MB)]);
    await settled(w, 'ready');
    expect(Math.max(...sizes)).toBe(262_144);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(2 * MB);
  });

  it('is sent after the previous one, in the order chosen', async () => {
    const w = setup();
    w.uploader.add([pdf(300_000, '1.pdf'), pdf(300_000, '2.pdf'), pdf(10, '3.pdf')]);
    await settled(w, 'ready', 'ready', 'ready');
    expect(w.uploader.get().ready.map(({ name }) => name)).toEqual(['1.pdf', '2.pdf', '3.pdf']);
    expect(w.rows().map(({ name }) => name)).toEqual(['1.pdf', '2.pdf', '3.pdf']);
  });
});

describe('the removal of a file', () => {
  it('during the upload leaves no file on the server', async () => {
    const w = setup({
      fault: async ({ method, n }, answer) => {
        if (isChunk(method) && n === 3) w.uploader.remove(item(w)?.id ?? '');
        return answer();
      },
    });
    w.uploader.add([pdf(2 * MB)]);
    await settled(w);
    expect(w.rows()).toEqual([]);
    await new Promise(done => setTimeout(done, 30));
    expect(w.calls.filter(call => call.startsWith('PATCH'))).toHaveLength(3);
  });

  it('during the creation removes the file from the server too', async () => {
    const w = setup({
      fault: async ({ method, n }, answer) => {
        if (method === 'POST' && n === 1) {
          await answer();
          w.uploader.remove(item(w)?.id ?? '');
          return broken();
        }
        return answer();
      },
    });
    w.uploader.add([pdf(10)]);
    await settled(w);
    expect(w.rows()).toEqual([]);
    expect(w.calls).toContain('DELETE /attachments/at');
  });

  it('that is ready removes it from the list; after a failure it stays listed', async () => {
    let away = false;
    const w = setup({ fault: (_, answer) => (away ? broken() : answer()) });
    w.uploader.add([pdf(10)]);
    await settled(w, 'ready');
    away = true;
    w.uploader.remove(item(w)?.id ?? '');
    expect(w.uploader.get()).toMatchObject({ ready: [], busy: true });
    await settled(w, 'ready');
    expect(item(w)?.removalFailure).toBeInstanceOf(Failure);
    expect(w.uploader.get().ready).toHaveLength(1);
    away = false;
    w.uploader.remove(item(w)?.id ?? '');
    await settled(w);
    expect(w.rows()).toEqual([]);
  });

  it('is final, although an older list of the page still has the file', async () => {
    const w = setup();
    w.uploader.add([pdf(10)]);
    await settled(w, 'ready');
    const listed = w.uploader.get().ready;
    w.uploader.sync(listed, REQUEST);
    w.uploader.remove(item(w)?.id ?? '');
    await settled(w);
    w.uploader.sync([...listed], REQUEST);
    expect(w.uploader.get().items).toEqual([]);
  });

  it('that another tab has removed succeeds', async () => {
    const w = setup();
    w.uploader.add([pdf(10)]);
    await settled(w, 'ready');
    w.backend.db().attachments = [];
    w.uploader.remove(item(w)?.id ?? '');
    await settled(w);
  });
});

describe('the uploader with the draft and the session', () => {
  it('pauses the file when the draft cannot be created; resuming creates the draft', async () => {
    let id: string | undefined;
    const w = setup({ request: () => Promise.resolve(id === undefined ? undefined : { id }) });
    w.uploader.add([pdf(10)]);
    await settled(w, 'paused');
    expect(item(w)?.state).toEqual({ at: 'paused', sent: 0, why: undefined });
    expect(w.calls).toEqual([]);
    id = REQUEST;
    w.uploader.resume(item(w)?.id ?? '');
    await settled(w, 'ready');
  });

  it('pauses the file when the session ends, and resumes it after signing in', async () => {
    let out = true;
    const w = setup({
      fault: async ({ method, n }, answer) =>
        out && isChunk(method) && n > 1 ? new Response('', { status: 401 }) : answer(),
    });
    w.uploader.add([pdf(MB)]);
    await settled(w, 'paused');
    expect(item(w)?.state).toMatchObject({ why: { kind: 'session-expired' } });
    out = false;
    w.uploader.resumeAfterSignIn();
    await settled(w, 'ready');
    expect(w.rows()).toHaveLength(1);
  });

  it('creates a file again that another tab has removed', async () => {
    let once = true;
    const w = setup({
      fault: ({ method, n }, answer) => {
        if (isChunk(method) && n === 2 && once) {
          once = false;
          w.backend.db().attachments = [];
        }
        return answer();
      },
    });
    w.uploader.add([pdf(MB)]);
    await settled(w, 'ready');
    expect(w.rows()).toHaveLength(1);
    expect(w.rows()[0]?.state).toBe('ready');
  });
});

describe('closing the uploader', () => {
  it('ends all requests, timers and listeners', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const w = setup({ waitsMs: [5000, 5000], fault: () => broken() });
    const removed = vi.spyOn(w.network, 'removeEventListener');
    w.uploader.add([pdf(10), pdf(20)]);
    await until(() => vi.getTimerCount() === 1);
    expect(w.calls).toHaveLength(1);
    w.close();
    w.network.dispatchEvent(new Event('online'));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(w.calls).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
    expect(removed.mock.calls.map(([type]) => type)).toEqual(['online']);
  });

  it('and opening again, as React’s strict mode does, resumes', async () => {
    const w = setup({ fault: () => new Promise<Response>(() => undefined) });
    w.close();
    const again = w.uploader.open(() => Promise.resolve({ id: REQUEST }));
    const calm = setup({ backend: w.backend });
    w.uploader.add([pdf(10)]);
    await settled(w, 'ready');
    again();
    calm.close();
  });
});
