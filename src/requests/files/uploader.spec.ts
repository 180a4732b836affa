import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { bytesOf } from '../../../core/requests/attachments.ts';
import { createBackend, createFetch, type As, type BackendOptions } from '../../../mocks/backend.ts';
import { createApi } from '../../api/client.ts';
import { Failure } from '../../api/errors.ts';
import { hostOf } from '../../host.ts';
import { type Attachment, createUploader, type UploadItem, type UploaderOptions } from './uploader.ts';
import { proves, until } from '../../../test/wait.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

type Answer = () => Promise<Response>;
type Fault = (call: { method: string; path: string; n: number }, answer: Answer) => Promise<Response>;

interface Options extends Partial<UploaderOptions> {
  as?: As;
  fault?: Fault;
  overrides?: BackendOptions['overrides'];
  backend?: ReturnType<typeof createBackend>;
  request?: () => Promise<{ id: string } | undefined>;
}

const REQUEST = 'rq-draft-3';

function setup({
  as = {},
  fault,
  overrides = {},
  backend: given,
  request = () => Promise.resolve({ id: REQUEST }),
  ...options
}: Options = {}) {
  const backend =
    given ??
    createBackend({
      overrides,
      delay: () => Promise.resolve(),
      onContractBreak: (id, errors) => {
        throw new Error(`${id} broke the contract: ${JSON.stringify(errors)}`);
      },
    });
  const answer = createFetch(backend, as);
  const calls: string[] = [];
  vi.stubGlobal('fetch', (input: string, init: RequestInit) => {
    const method = init.method ?? 'GET';
    const path = input.replace(/^.*\/requests\/[^/]+/, '').replace(/at-[\w-]+/, 'at');
    const call = `${method} ${path}`;
    calls.push(call);
    // As a network does: a request that was aborted has no answer.
    const own = async () => {
      init.signal?.throwIfAborted();
      const response = await answer(input, init);
      init.signal?.throwIfAborted();
      return response;
    };
    return fault ? fault({ method, path, n: calls.filter(one => one === call).length }, own) : own();
  });
  const network = new EventTarget();
  const api = createApi({
    host: () => hostOf({ auth: 'bearer', getToken: () => Promise.resolve('mock-owner') }),
    locale: () => 'ru',
    csrfToken: () => undefined,
    stepUp: failure => Promise.reject(failure),
    onFailure: () => undefined,
  });
  const uploader = createUploader({
    api,
    network,
    waits: [0, 0, 0],
    ...options,
  });
  const close = uploader.open(request);
  const rows = () => backend.db().attachments.filter(row => row.requestId === REQUEST);
  return { backend, uploader, calls, network, close, rows };
}
type Setup = ReturnType<typeof setup>;

const item = ({ uploader }: Setup, place = 0): UploadItem | undefined => uploader.get().items[place];
const settled = (w: Setup, ...at: string[]) =>
  proves(() => expect(w.uploader.get().items.map(one => one.state.at)).toEqual(at));

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
/** A PDF to its first bytes; what follows is different everywhere, so that a chunk in a wrong place is seen. */
function pdfBytes(size: number): Uint8Array<ArrayBuffer> {
  const bytes = Uint8Array.from({ length: size }, (_, i) => (i * 31 + (i >> 8) * 7) % 251);
  bytes.set(new TextEncoder().encode('%PDF-1.7\n').subarray(0, size));
  return bytes;
}
const pdf = (size: number, name = 'справка.pdf') => new File([pdfBytes(size)], name);
const PNG = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3);
const photo = (name = 'паспорт.png') => new File([PNG], name);
const MB = 1024 * 1024;

const broken = () => Promise.reject(new TypeError('Failed to fetch'));
const isChunk = (method: string) => method === 'PATCH';

describe('a file', () => {
  it('is announced, sent in chunks and arrives as it was', async () => {
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
    // Progress moves, and only forward.
    expect(new Set(sent).size).toBeGreaterThan(4);
    expect(sent).toEqual(sent.toSorted((a, b) => a - b));
  });

  it('never sends more than 256 kB at once', async () => {
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

  it('goes one after the other, in the order chosen', async () => {
    const w = setup();
    w.uploader.add([pdf(300_000, '1.pdf'), pdf(300_000, '2.pdf'), pdf(10, '3.pdf')]);
    await settled(w, 'ready', 'ready', 'ready');
    expect(w.uploader.get().ready.map(({ name }) => name)).toEqual(['1.pdf', '2.pdf', '3.pdf']);
    expect(w.rows().map(({ name }) => name)).toEqual(['1.pdf', '2.pdf', '3.pdf']);
  });
});

describe('a lost connection', () => {
  it('in the middle: goes on by itself to the right digest', async () => {
    const w = setup({
      fault: ({ method, n }, answer) => (isChunk(method) && n === 3 ? broken() : answer()),
    });
    w.uploader.add([pdf(MB)]);
    await settled(w, 'ready');
    const [row] = w.rows();
    expect(row && sha256(await bytesOf(w.backend.files(), row))).toBe(sha256(pdfBytes(MB)));
    expect(w.calls.filter(call => call.startsWith('HEAD'))).toHaveLength(1);
  });

  it('after the server took the chunk: asks how far it is and sends nothing twice', async () => {
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

  it('of the last answer: asks what became of the file', async () => {
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
    ['no number', () => 'chunked'],
    ['said twice by two proxies', (offset: string) => `${offset}, ${offset}`],
    ['beyond the file', () => '99999999'],
  ])('with the header of the offset %s: the request itself says how much has arrived', async (_, alter) => {
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
  });

  it('refused for its offset: the refusal says where to go on, without another question', async () => {
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

  it('with the request header of the offset dropped: the query says it', async () => {
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

  it('at another offset than we think: takes the server’s word', async () => {
    const w = setup({
      fault: async ({ method, n }, answer) => {
        // The browser repeats a request of its own accord: the first copy arrives, the second is refused.
        if (isChunk(method) && n === 2) await answer();
        return answer();
      },
    });
    w.uploader.add([pdf(MB)]);
    await settled(w, 'ready');
    const [row] = w.rows();
    expect(row && sha256(await bytesOf(w.backend.files(), row))).toBe(sha256(pdfBytes(MB)));
  });

  it('of the announcement’s answer: the same key, one file on the server', async () => {
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

  it('for good: stops, keeps what has arrived, and goes on when asked', async () => {
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

  it('goes on at once when the network is back, waiting or stopped', async () => {
    let away = true;
    for (const waits of [[60_000], []]) {
      away = true;
      const w = setup({ waits, fault: (_, answer) => (away ? broken() : answer()) });
      w.uploader.add([pdf(1000)]);
      if (waits.length === 0) await settled(w, 'paused');
      else await proves(() => expect(item(w)?.state).toMatchObject({ at: 'uploading', broken: true }));
      away = false;
      w.network.dispatchEvent(new Event('online'));
      await settled(w, 'ready');
      w.close();
    }
  });

  it.each(['flaky', 'truncated', 'malformed'] as const)(
    'the weather %s loses or doubles nothing',
    async scenario => {
      // Answers that cannot be read, of everything but the last look at the case.
      const w = setup({ waits: [0, 0, 0, 0, 0] });
      const plain = globalThis.fetch;
      setup({ backend: w.backend, as: { scenario } });
      const stormy = globalThis.fetch;
      vi.stubGlobal('fetch', (input: string, init: RequestInit) =>
        (init.method === 'GET' || init.method === 'POST' ? plain : stormy)(input, init),
      );
      w.uploader.add([pdf(MB)]);
      await settled(w, 'ready');
      const [row, ...more] = w.rows();
      expect(row && sha256(await bytesOf(w.backend.files(), row))).toBe(sha256(pdfBytes(MB)));
      expect(more).toEqual([]);
    },
  );

  it('does as the server asks: a short pause is waited out, a long one is the customer’s to end', async () => {
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

describe('after a reload', () => {
  async function interrupted(size: number) {
    const w = setup({ fault: ({ method, n }, answer) => (isChunk(method) && n > 2 ? broken() : answer()) });
    w.uploader.add([pdf(size)]);
    await settled(w, 'paused');
    w.close();
    const { attachments } = (await createFetch(w.backend)(`/api/privacy/v1/requests/${REQUEST}`, {
      headers: { Authorization: 'Bearer mock-owner' },
    }).then(response => response.json())) as { attachments: Attachment[] };
    return { backend: w.backend, known: attachments, requestId: REQUEST };
  }

  it('the same file goes on from where it stopped', async () => {
    const before = await interrupted(MB);
    const w = setup(before);
    expect(item(w)?.state).toEqual({ at: 'interrupted', sent: before.known[0]?.offset });
    expect(w.uploader.get().busy).toBe(false);
    // The name may be another one: the bytes are what counts.
    w.uploader.add([pdf(MB, 'другое имя.pdf')]);
    await settled(w, 'ready');
    expect(w.calls).not.toContain('POST /attachments');
    const [row, ...more] = w.rows();
    expect(more).toEqual([]);
    expect(row && sha256(await bytesOf(w.backend.files(), row))).toBe(sha256(pdfBytes(MB)));
  });

  it('another file of the same size is another file', async () => {
    const w = setup(await interrupted(MB));
    const bytes = pdfBytes(MB);
    bytes[MB - 1] = 255;
    w.uploader.add([new File([bytes], 'справка.pdf')]);
    await settled(w, 'interrupted', 'ready');
    expect(w.rows()).toHaveLength(2);
  });

  it('the interrupted file is found again even when ten are there', async () => {
    const before = await interrupted(MB);
    const [first] = before.known;
    if (!first) throw new Error('no file');
    const others = Array.from({ length: 9 }, (_, i) => ({
      ...first,
      id: `at-${i}`,
      state: 'ready' as const,
      sha256: 'a'.repeat(64),
    }));
    const w = setup({ ...before, known: [...before.known, ...others] });
    w.uploader.add([pdf(MB), pdf(10)]);
    await proves(() => expect(item(w)?.state.at).toBe('ready'));
    expect(w.uploader.get().items.at(-1)?.state).toEqual({ at: 'rejected', why: { reason: 'too-many' } });
  });

  it('can be taken off the server instead', async () => {
    const w = setup(await interrupted(MB));
    w.uploader.remove(item(w)?.id ?? '');
    await settled(w);
    expect(w.rows()).toEqual([]);
  });

  it('a file the server still looks at is asked about until it is there', async () => {
    const { backend, known } = await interrupted(MB);
    const row = backend.db().attachments.find(({ id }) => id === known[0]?.id);
    if (row) Object.assign(row, { state: 'ready', offset: row.size });
    const w = setup({
      backend,
      requestId: REQUEST,
      known: known.map(one => ({ ...one, state: 'checking' })),
    });
    expect(item(w)?.state.at).toBe('verifying');
    await settled(w, 'ready');
  });

  it('what was sent with a message, and what is not ours, is not listed', async () => {
    const { known, backend } = await interrupted(MB);
    const [one] = known;
    if (!one) throw new Error('no file');
    const w = setup({
      backend,
      requestId: REQUEST,
      known: [
        { ...one, id: 'at-1', sent: true, state: 'ready' },
        { ...one, id: 'at-2', by: 'staff', state: 'ready' },
        { ...one, id: 'at-3', state: 'ready' },
      ],
    });
    expect(w.uploader.get().ready.map(({ id }) => id)).toEqual(['at-3']);
    w.uploader.sync([{ ...one, id: 'at-3', state: 'ready', sent: true }], REQUEST);
    expect(w.uploader.get().items).toEqual([]);
  });
});

describe('taking back', () => {
  it('cancels in the middle and leaves nothing on the server', async () => {
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

  it('cancels while it is being announced: the server forgets it too', async () => {
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

  it('removes a ready one; a refusal leaves it listed, for it is still there', async () => {
    let away = false;
    const w = setup({ fault: (_, answer) => (away ? broken() : answer()) });
    w.uploader.add([pdf(10)]);
    await settled(w, 'ready');
    away = true;
    w.uploader.remove(item(w)?.id ?? '');
    expect(w.uploader.get()).toMatchObject({ ready: [], busy: true });
    await settled(w, 'ready');
    expect(item(w)?.stuck).toBeInstanceOf(Failure);
    expect(w.uploader.get().ready).toHaveLength(1);
    away = false;
    w.uploader.remove(item(w)?.id ?? '');
    await settled(w);
    expect(w.rows()).toEqual([]);
  });

  it('stays away though the page still has the list from before', async () => {
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

  it('that another tab has removed already is removed', async () => {
    const w = setup();
    w.uploader.add([pdf(10)]);
    await settled(w, 'ready');
    w.backend.db().attachments = [];
    w.uploader.remove(item(w)?.id ?? '');
    await settled(w);
  });
});

describe('chosen at once', () => {
  it('bad files have a reason each, and nothing else is lost', async () => {
    const w = setup();
    const huge = new File([new Uint8Array(25 * MB)], 'большой.pdf');
    w.uploader.add([
      huge,
      new File([Uint8Array.of(0x4d, 0x5a, 0x90, 0)], 'программа.pdf'),
      new File([pdfBytes(20)], '../../справка.pdf'),
      new File([pdfBytes(20)], 'счёт\u202Efdp.pdf'),
      new File([pdfBytes(20)], `${'я'.repeat(296)}.pdf`),
      new File([], 'пустой.pdf'),
      ...Array.from({ length: 8 }, (_, i) => new File([pdfBytes(20)], `${i}.pdf`)),
    ]);
    await proves(() => expect(w.uploader.get().busy).toBe(false));
    const told = w.uploader
      .get()
      .items.map(({ name, state, renamed }) => [
        name.slice(0, 14),
        state.at === 'rejected' ? state.why.reason : state.at,
        ...(renamed ? [renamed] : []),
      ]);
    expect(told).toEqual([
      ['большой.pdf', 'too-large'],
      ['программа.pdf', 'content-mismatch'],
      ['справка.pdf', 'ready', 'cleaned'],
      ['счётfdp.pdf', 'ready', 'cleaned'],
      ['я'.repeat(14), 'ready', 'shortened'],
      ['пустой.pdf', 'empty'],
      ...Array.from({ length: 7 }, (_, i) => [`${i}.pdf`, 'ready']),
      ['7.pdf', 'too-many'],
    ]);
    expect(w.rows()).toHaveLength(10);
    expect(w.rows().some(({ name }) => /[\\/\u202E]/.test(name))).toBe(false);
  });

  it('a file that cannot be read, or be counted through, says so', async () => {
    const w = setup();
    const moved = pdf(10);
    Object.assign(moved, {
      slice: () => ({ arrayBuffer: () => Promise.reject(new DOMException('', 'NotReadableError')) }),
    });
    w.uploader.add([moved, pdf(20)]);
    await settled(w, 'rejected', 'ready');
    expect(item(w)?.state).toEqual({ at: 'rejected', why: { reason: 'unreadable' } });
    const { subtle: _, ...plain } = { getRandomValues: crypto.getRandomValues.bind(crypto), subtle: 0 };
    vi.stubGlobal('crypto', plain);
    w.uploader.add([pdf(30)]);
    await settled(w, 'rejected', 'ready', 'rejected');
    expect(item(w, 2)?.state).toEqual({ at: 'rejected', why: { reason: 'insecure' } });
  });

  it('the server’s refusal is told in its words', async () => {
    const w = setup({
      overrides: {
        createAttachment: ({ problem }) => {
          throw problem('validation', {
            errors: [{ pointer: '/name', code: 'too-many', detail: 'Уже десять' }],
          });
        },
      },
    });
    w.uploader.add([pdf(10)]);
    await settled(w, 'rejected');
    expect(item(w)?.state).toEqual({ at: 'rejected', why: { reason: 'server', text: 'Уже десять' } });
    // There is nothing on the server to take away.
    w.uploader.remove(item(w)?.id ?? '');
    await settled(w);
    expect(w.calls).toEqual(['POST /attachments']);
  });

  it('so is what it found after the last byte', async () => {
    const w = setup();
    // The first bytes are of a text, what follows is not.
    const bytes = new Uint8Array(70_000).fill(0x20);
    bytes[69_999] = 0;
    w.uploader.add([new File([bytes], 'заметка.txt')]);
    await settled(w, 'rejected');
    expect(item(w)?.state).toMatchObject({
      why: { reason: 'server', text: expect.stringContaining('Содержимое') },
    });
    w.uploader.remove(item(w)?.id ?? '');
    await settled(w);
    expect(w.rows()).toEqual([]);
  });

  it('a conflict that is none of ours stops the file with the server’s words', async () => {
    const w = setup({ as: { scenario: 'conflict' } });
    w.uploader.add([pdf(10)]);
    await settled(w, 'paused');
    expect(item(w)?.state).toMatchObject({ why: { kind: 'conflict' } });
  });
});

describe('a photo', () => {
  it('is not sent before the customer decides', async () => {
    const w = setup();
    w.uploader.add([photo(), pdf(10)]);
    await settled(w, 'choice', 'ready');
    expect(w.rows().map(({ name }) => name)).toEqual(['справка.pdf']);
    expect(w.uploader.get().busy).toBe(true);
    w.uploader.send(item(w)?.id ?? '');
    await settled(w, 'ready', 'ready');
  });

  it('with covered areas goes instead of the chosen one', async () => {
    const w = setup();
    w.uploader.add([photo()]);
    await settled(w, 'choice');
    const covered = Uint8Array.from([...PNG, 9, 9]);
    w.uploader.cover(item(w)?.id ?? '', new File([covered], 'паспорт.png'), 2);
    await settled(w, 'ready');
    expect(item(w)?.covered).toBe(2);
    const [row] = w.rows();
    expect(row && [...(await bytesOf(w.backend.files(), row))]).toEqual([...covered]);
  });

  it('that was half sent as it is goes on without being asked about again', async () => {
    const digest = sha256(PNG);
    const before = setup();
    const response = await fetch(`/api/privacy/v1/requests/${REQUEST}/attachments`, {
      method: 'POST',
      headers: {
        Authorization: 'Bearer mock-owner',
        'Content-Type': 'application/json',
        'Idempotency-Key': crypto.randomUUID(),
      },
      body: JSON.stringify({ name: 'паспорт.png', size: PNG.length, sha256: digest }),
    });
    const w = setup({
      backend: before.backend,
      requestId: REQUEST,
      known: [(await response.json()) as Attachment],
    });
    w.uploader.add([photo()]);
    await settled(w, 'ready');
  });
});

describe('the request and the session', () => {
  it('a draft that could not be made stops the file; another try makes it', async () => {
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

  it('an ended session stops the file; it goes on after signing in', async () => {
    let out = true;
    const w = setup({
      fault: async ({ method, n }, answer) =>
        out && isChunk(method) && n > 1 ? new Response('', { status: 401 }) : answer(),
    });
    w.uploader.add([pdf(MB)]);
    await settled(w, 'paused');
    expect(item(w)?.state).toMatchObject({ why: { kind: 'session-expired' } });
    out = false;
    w.uploader.signedIn();
    await settled(w, 'ready');
    expect(w.rows()).toHaveLength(1);
  });

  it('a file another tab has removed is announced anew', async () => {
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

describe('leaving', () => {
  it('ends everything: no request, no timer, no listener', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const w = setup({ waits: [5000, 5000], fault: () => broken() });
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

  it('and coming back, as React does while developing, goes on', async () => {
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
