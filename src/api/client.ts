import { createFinalURL, createQuerySerializer, defaultPathSerializer } from 'openapi-fetch';
import type { Host } from '../host.ts';
import { Failure, failureOf } from './errors.ts';
import type { Answer, Body, Operation, OperationId, PathParams, Query } from './operation.ts';

/** What an operation is asked with. */
export interface Input<Id extends OperationId> {
  path?: PathParams<Id>;
  query?: Query<Id>;
  body?: Body<Id>;
  /** Idempotency key of a write: one per intended action, kept by the caller across retries. */
  key?: string;
  /** The `ETag` of the version that was edited. */
  ifMatch?: string;
}

/** What the client needs to know at the moment of a request. */
export interface Surroundings {
  host(): Host;
  locale(): string;
  csrfToken(): string | undefined;
  /** Asks the customer to confirm that it is them; resolves when done, rejects when they decline. */
  stepUp(failure: Failure): Promise<void>;
  onFailure(failure: Failure): void;
}

/** The only road to the server. */
export interface Api {
  /**
   * Calls an operation and checks the shape of its answer.
   * @throws Failure for everything that can go wrong, never anything else (a caller's abort excepted).
   */
  call<Id extends OperationId>(
    operation: Operation<Id>,
    input?: Input<Id>,
    signal?: AbortSignal,
  ): Promise<Answer<Id>>;
}

const PATIENCE = 30_000;

/** Makes the client. Reads are repeated by the cache (query-cache.ts), writes never but with the same key. */
export function createApi(around: Surroundings): Api {
  async function headersOf<Id extends OperationId>(operation: Operation<Id>, input: Input<Id>) {
    const host = around.host();
    const headers: Record<string, string> = {
      'Accept-Language': around.locale(),
      Accept: 'application/json',
    };
    if (host.auth === 'bearer') {
      if (!host.getToken) throw new Failure(operation.id, 'session-expired');
      headers['Authorization'] = `Bearer ${await host.getToken()}`;
    }
    if (input.body !== undefined) headers['Content-Type'] = 'application/json';
    const token = around.csrfToken();
    if (operation.method !== 'get' && token !== undefined) headers['X-CSRF-Token'] = token;
    if (input.key !== undefined) headers['Idempotency-Key'] = input.key;
    if (input.ifMatch !== undefined) headers['If-Match'] = input.ifMatch;
    return headers;
  }

  async function once<Id extends OperationId>(
    operation: Operation<Id>,
    input: Input<Id>,
    signal?: AbortSignal,
  ): Promise<Answer<Id>> {
    const host = around.host();
    // Not AbortSignal.timeout: it would hold this request, and the module it belongs to, for its whole time.
    const timeout = new AbortController();
    const timer = setTimeout(() => timeout.abort(), PATIENCE);
    let response: Response;
    let text: string;
    try {
      response = await fetch(urlOf(host.apiBase, operation, input), {
        method: operation.method.toUpperCase(),
        headers: await headersOf(operation, input),
        ...(input.body === undefined ? {} : { body: JSON.stringify(input.body) }),
        credentials: host.auth === 'cookie' ? 'include' : 'omit',
        signal: signal ? AbortSignal.any([signal, timeout.signal]) : timeout.signal,
      });
      text = await response.text();
    } catch (cause) {
      if (cause instanceof Failure || signal?.aborted) throw cause;
      throw new Failure(operation.id, timeout.signal.aborted ? 'timeout' : 'network', { cause });
    } finally {
      clearTimeout(timer);
    }
    let body: unknown;
    try {
      body = text === '' ? undefined : JSON.parse(text);
    } catch {
      throw failureOf(operation.id, response, undefined);
    }
    if (!response.ok) throw failureOf(operation.id, response, body);
    if (!operation.check(body))
      throw new Failure(operation.id, 'unreadable', {
        status: response.status,
        requestId: response.headers.get('X-Request-Id') ?? undefined,
      });
    return body as Answer<Id>;
  }

  return {
    async call(operation, input = {}, signal) {
      try {
        return await once(operation, input, signal);
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        if (error.kind === 'step-up-required' && operation.id !== 'stepUp') {
          await around.stepUp(error);
          return once(operation, input, signal);
        }
        around.onFailure(error);
        throw error;
      }
    },
  };
}

const querySerializer = createQuerySerializer({ array: { style: 'form', explode: true } });

function urlOf<Id extends OperationId>(base: string, operation: Operation<Id>, input: Input<Id>): string {
  return createFinalURL(operation.path, {
    baseUrl: base,
    params: { path: { ...input.path }, query: { ...input.query } },
    querySerializer,
    pathSerializer: defaultPathSerializer,
  });
}
