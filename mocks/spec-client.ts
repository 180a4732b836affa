import type { Unit } from '../core/ports.ts';
import { createBackend, type BackendOptions, type Db, type MockBackend, type Persona } from './backend.ts';
import { requestTo } from './test-client.ts';

/** What a call may add: a body, headers, the instant it is made at. */
export interface CallOptions {
  body?: unknown;
  bytes?: Uint8Array<ArrayBuffer>;
  headers?: Record<string, string>;
  now?: string;
  scenario?: string;
  lang?: 'ru' | 'en';
}

/** An answer, read. */
export interface Called {
  status: number;
  // The specs look into bodies of sixty operations: the contract’s shape is checked by the kernel itself.
  // oxlint-disable-next-line no-explicit-any
  body: any;
  headers: Headers;
  response: Response;
}

/** Calls of a spec to one backend. */
export interface SpecClient {
  backend: MockBackend;
  call(persona: Persona | 'nobody', method: string, path: string, options?: CallOptions): Promise<Called>;
  get(persona: Persona, path: string, options?: CallOptions): Promise<Called>;
  post(persona: Persona, path: string, body?: unknown, options?: CallOptions): Promise<Called>;
  /** Signs in freshly: for what needs a step-up. */
  stepUp(persona: Persona, now?: string): Promise<void>;
}

/** A backend with a client that signs in by bearer; a break of the contract by the mock fails the spec. */
export const specClient = (
  options: Pick<BackendOptions, 'parts' | 'files' | 'exclusive' | 'witness'> = {},
): SpecClient => {
  const backend = createBackend({
    ...options,
    onContractBreak: (operation, errors) => {
      throw new Error(`${operation} broke the contract: ${JSON.stringify(errors)}`);
    },
  });
  const call: SpecClient['call'] = async (persona, method, path, given = {}) => {
    const { body, bytes, headers = {}, now, scenario, lang } = given;
    const request = requestTo(backend, path, {
      method,
      headers: {
        ...(persona === 'nobody' ? {} : { Authorization: `Bearer mock-${persona}` }),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...(bytes === undefined ? {} : { 'Content-Type': 'application/offset+octet-stream' }),
        ...(now === undefined ? {} : { 'X-Mock-Now': now }),
        ...(scenario === undefined ? {} : { 'X-Mock-Scenario': scenario }),
        ...(lang === undefined ? {} : { 'Accept-Language': lang }),
        ...headers,
      },
      ...(bytes === undefined ? {} : { body: bytes }),
      // A text is sent as it stands: specs try what is no JSON.
      ...(typeof body === 'string' ? { body } : {}),
      ...(body === undefined || typeof body === 'string' ? {} : { json: body }),
    });
    const response = await backend.handle(request);
    const type = response.headers.get('Content-Type') ?? '';
    const read = type.includes('json') && response.body !== null ? await response.clone().json() : undefined;
    return { status: response.status, body: read, headers: response.headers, response };
  };
  return {
    backend,
    call,
    get: (persona, path, given) => call(persona, 'GET', path, given),
    post: (persona, path, body, given) =>
      call(persona, 'POST', path, { ...given, ...(body === undefined ? {} : { body }) }),
    stepUp: async (persona, now) => {
      await call(persona, 'POST', '/session/step-up', {
        body: { method: 'code', secret: '000000' },
        ...(now === undefined ? {} : { now }),
      });
    },
  };
};

/** A unit over a database itself: what is done with it stays, and no job is put down. */
export const unitOn = (db: Db): Pick<Unit, 'rows' | 'enqueue' | 'mail'> => ({
  rows: db,
  enqueue: () => undefined,
  mail: () => undefined,
});
