import { createHash } from 'node:crypto';
import { expect, vi } from 'vitest';
import { createBackend, createFetch, type As, type BackendOptions } from '../mocks/backend.ts';
import { proves } from './wait.ts';
import { createApi } from '../src/api/client.ts';
import { hostOf } from '../src/host.ts';
import type { UploadItem } from '../src/requests/files/upload-state.ts';
import { createUploader, type UploaderOptions } from '../src/requests/files/uploader.ts';

type Answer = () => Promise<Response>;
type Fault = (call: { method: string; path: string; n: number }, answer: Answer) => Promise<Response>;

interface Options extends Partial<UploaderOptions> {
  as?: As;
  fault?: Fault;
  overrides?: BackendOptions['overrides'];
  backend?: ReturnType<typeof createBackend>;
  request?: () => Promise<{ id: string } | undefined>;
}

/** A draft of the mock. */
export const REQUEST = 'rq-draft-3';

/** The uploader on the mock; `fault` stands between them, `calls` lists what was sent. */
export function setup({
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
    // As on a network, an aborted request has no answer.
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
    sessionNumber: () => 0,
    confirmIdentity: failure => Promise.reject(failure),
    onFailure: () => undefined,
  });
  const uploader = createUploader({
    api,
    network,
    waitsMs: [0, 0, 0],
    ...options,
  });
  const close = uploader.open(request);
  const rows = () => backend.db().attachments.filter(row => row.requestId === REQUEST);
  return { backend, uploader, calls, network, close, rows };
}
export type Setup = ReturnType<typeof setup>;

export const item = ({ uploader }: Setup, place = 0): UploadItem | undefined => uploader.get().items[place];
export const settled = (w: Setup, ...at: string[]) =>
  proves(() => expect(w.uploader.get().items.map(one => one.state.at)).toEqual(at));

export const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
/** Begins like a PDF. The bytes after that differ from place to place: the digest changes when a chunk is misplaced. */
export function pdfBytes(size: number): Uint8Array<ArrayBuffer> {
  const bytes = Uint8Array.from({ length: size }, (_, i) => (i * 31 + (i >> 8) * 7) % 251);
  bytes.set(new TextEncoder().encode('%PDF-1.7\n').subarray(0, size));
  return bytes;
}
export const pdf = (size: number, name = 'справка.pdf') => new File([pdfBytes(size)], name);
export const PNG = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3);
export const photo = (name = 'паспорт.png') => new File([PNG], name);
export const MB = 1024 * 1024;

export const broken = () => Promise.reject(new TypeError('Failed to fetch'));
export const isChunk = (method: string) => method === 'PATCH';
