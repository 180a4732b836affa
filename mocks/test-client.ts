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

export interface SendInit {
  method?: string;
  json?: unknown;
  body?: string;
  headers?: Record<string, string>;
  as?: As;
}

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

/** A backend at a fixed hour, with no waiting. */
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
    async send(path, { method = 'GET', json, body, headers = {}, as: once } = {}) {
      const write = method !== 'GET' && method !== 'HEAD';
      if (write) token ??= await csrfOf(backend);
      const request = new Request(`http://mock.invalid${backend.base}${path}`, {
        method,
        headers: {
          ...(write && token !== undefined ? { 'X-CSRF-Token': token } : {}),
          ...(write ? { 'Idempotency-Key': crypto.randomUUID() } : {}),
          ...(json === undefined ? {} : { 'Content-Type': 'application/json' }),
          ...headers,
        },
        ...(json === undefined ? (body === undefined ? {} : { body }) : { body: JSON.stringify(json) }),
      });
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
