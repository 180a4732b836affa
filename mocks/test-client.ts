import type { OperationId } from '../src/api/operation.ts';
import {
  createBackend,
  createFetch,
  type As,
  type BackendOptions,
  type FieldError,
  type MockBackend,
} from './backend.ts';

/** What a spec asks the mock with. */
export interface TestClient {
  readonly backend: MockBackend;
  /** Every break of the contract by the mock itself, so that a spec can expect none. */
  readonly breaks: { id: OperationId; errors: readonly FieldError[] }[];
  /** Any request; `path` is below the API base. JSON bodies, CSRF and keys are added as the client would. */
  send(path: string, init?: SendInit): Promise<Received>;
}

/** A request of a spec: at most one of `json` and `body`. */
export interface SendInit {
  method?: string;
  json?: unknown;
  body?: string | Uint8Array<ArrayBuffer>;
  headers?: Record<string, string>;
  as?: As;
}

/** An answer, read. */
export interface Received {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The answer read as JSON; throws when it is none. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly json: any;
}

/** The day the specs live in. */
export const SPEC_NOW = '2026-06-15T09:00:00Z';

/** The token of the default session's pages. */
export const csrfOf = async (backend: MockBackend): Promise<string> => {
  const response = await createFetch(backend, { persona: 'owner', scenario: 'normal' })(
    `${backend.base}/session`,
  );
  return ((await response.json()) as { csrfToken: string }).csrfToken;
};

/**
 * A request to the mock as a client makes it: JSON is written, and each write has a key of its own.
 * @param path below the API base, or from `/api/` on
 */
export const requestTo = (
  backend: MockBackend,
  path: string,
  { method = 'GET', json, body, headers = {} }: Omit<SendInit, 'as'>,
): Request =>
  new Request(`http://mock.invalid${path.startsWith('/api/') ? path : `${backend.base}${path}`}`, {
    method,
    headers: {
      ...(isWrite(method) ? { 'Idempotency-Key': crypto.randomUUID() } : {}),
      ...(json === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...headers,
    },
    ...(json === undefined ? (body === undefined ? {} : { body }) : { body: JSON.stringify(json) }),
  });

const isWrite = (method: string): boolean => method !== 'GET' && method !== 'HEAD';

/** A backend at a fixed hour, with no waiting; its client sends the cookies and the token of a page. */
export const testClient = (as: As = {}, options: BackendOptions = {}): TestClient => {
  const breaks: TestClient['breaks'] = [];
  const backend = createBackend({
    clock: () => new Date(SPEC_NOW),
    delay: async () => {},
    onContractBreak: (id, errors) => breaks.push({ id, errors }),
    ...options,
  });
  let token: string | undefined;
  return {
    backend,
    breaks,
    async send(path, { as: once, ...init } = {}) {
      if (isWrite(init.method ?? 'GET')) token ??= await csrfOf(backend);
      const headers = { ...(token === undefined ? {} : { 'X-CSRF-Token': token }), ...init.headers };
      const request = requestTo(backend, path, { ...init, headers });
      const response = await backend.handle(request, { ...as, ...once });
      const text = response.type === 'error' ? '' : await response.text();
      return {
        status: response.status,
        headers: response.headers,
        text,
        get json() {
          return JSON.parse(text) as unknown;
        },
      };
    },
  };
};
