import { createFinalURL, createQuerySerializer, defaultPathSerializer } from 'openapi-fetch';
import type { Host } from '../host.ts';
import { Failure, failureOf } from './errors.ts';
import { writeJson } from './json.ts';
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
  /** A piece of a file instead of a JSON body, and the byte it begins at. */
  chunk?: { bytes: Blob; offset: number };
  /** Headers of one kind of call: a range, the event seen last. */
  headers?: Record<string, string>;
  /** A failure is the caller's to mend and no news for the host: a stream that is cut, to be opened again. */
  quiet?: boolean;
}

/** An answer with what its headers say. */
export interface Exchange<Id extends OperationId> {
  answer: Answer<Id>;
  headers: Headers;
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
  /** The same, with the headers of the answer. @throws Failure */
  exchange<Id extends OperationId>(
    operation: Operation<Id>,
    input?: Input<Id>,
    signal?: AbortSignal,
  ): Promise<Exchange<Id>>;
  /** What is no JSON (a file, a stream of events): `read` takes the answer as it comes, for as long as it takes. @throws Failure */
  read<Id extends OperationId, Content>(
    operation: Operation<Id>,
    input: Input<Id>,
    read: (response: Response) => Promise<Content>,
    signal?: AbortSignal,
  ): Promise<Content>;
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
    if (input.chunk !== undefined) {
      headers['Content-Type'] = 'application/offset+octet-stream';
      headers['Upload-Offset'] = String(input.chunk.offset);
    }
    const token = around.csrfToken();
    if (operation.method !== 'get' && token !== undefined) headers['X-CSRF-Token'] = token;
    if (input.key !== undefined) headers['Idempotency-Key'] = input.key;
    if (input.ifMatch !== undefined) headers['If-Match'] = input.ifMatch;
    return { ...headers, ...input.headers };
  }

  /** One request, until its body is here; `read` takes the body as the operation gives it. */
  async function once<Id extends OperationId, Content>(
    operation: Operation<Id>,
    input: Input<Id>,
    signal: AbortSignal | undefined,
    read: (response: Response) => Promise<Content>,
    patient: boolean,
  ): Promise<{ response: Response; content: Content | string }> {
    const host = around.host();
    // Not AbortSignal.timeout: it would hold this request, and the module it belongs to, for its whole time.
    const timeout = new AbortController();
    const timer = setTimeout(() => timeout.abort(), PATIENCE);
    try {
      const response = await fetch(urlOf(host.apiBase, operation, input), {
        method: operation.method.toUpperCase(),
        headers: await headersOf(operation, input),
        ...(input.chunk === undefined ? {} : { body: input.chunk.bytes }),
        ...(input.body === undefined ? {} : { body: writeJson(input.body as object) }),
        credentials: host.auth === 'cookie' ? 'include' : 'omit',
        signal: signal ? AbortSignal.any([signal, timeout.signal]) : timeout.signal,
      });
      // A file may take its time once it is coming.
      if (patient) clearTimeout(timer);
      return { response, content: response.ok ? await read(response) : await response.text() };
    } catch (cause) {
      if (cause instanceof Failure || signal?.aborted) throw cause;
      throw new Failure(operation.id, timeout.signal.aborted ? 'timeout' : 'network', { cause });
    } finally {
      clearTimeout(timer);
    }
  }

  /** The JSON of an answer; what is no JSON is a failure of its own. */
  function parsed<Id extends OperationId>(
    operation: Operation<Id>,
    response: Response,
    text: string,
  ): unknown {
    try {
      return text === '' ? undefined : JSON.parse(text);
    } catch {
      throw failureOf(operation.id, response, undefined);
    }
  }

  /** Makes the call, again after a step-up where one is asked for. */
  async function attempt<Id extends OperationId, Content>(
    operation: Operation<Id>,
    input: Input<Id>,
    signal: AbortSignal | undefined,
    read: (response: Response) => Promise<Content>,
    patient = false,
  ): Promise<{ response: Response; content: Content }> {
    async function checked() {
      const { response, content } = await once(operation, input, signal, read, patient);
      if (!response.ok) throw failureOf(operation.id, response, parsed(operation, response, String(content)));
      return { response, content: content as Content };
    }
    try {
      return await checked();
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      if (error.kind === 'step-up-required' && operation.id !== 'stepUp') {
        await around.stepUp(error);
        return checked();
      }
      if (input.quiet !== true || error.kind === 'session-expired') around.onFailure(error);
      throw error;
    }
  }

  async function exchange<Id extends OperationId>(
    operation: Operation<Id>,
    input: Input<Id> = {},
    signal?: AbortSignal,
  ): Promise<Exchange<Id>> {
    const { response, content } = await attempt(operation, input, signal, answer => answer.text());
    let failure: Failure;
    try {
      const body = parsed(operation, response, content);
      if (operation.check(body)) return { answer: body as Answer<Id>, headers: response.headers };
      failure = new Failure(operation.id, 'unreadable', {
        status: response.status,
        requestId: response.headers.get('X-Request-Id') ?? undefined,
      });
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      failure = error;
    }
    around.onFailure(failure);
    throw failure;
  }

  return {
    exchange,
    call: async (operation, input, signal) => (await exchange(operation, input, signal)).answer,
    read: async (operation, input, read, signal) =>
      (
        await attempt(
          operation,
          { ...input, headers: { Accept: '*/*', ...input.headers } },
          signal,
          read,
          true,
        )
      ).content,
  };
}

const querySerializer = createQuerySerializer({ array: { style: 'form', explode: true } });

/** The address of an operation: for what the browser itself fetches. */
export function urlOf<Id extends OperationId>(
  base: string,
  operation: Operation<Id>,
  input: Input<Id>,
): string {
  return createFinalURL(operation.path, {
    baseUrl: base,
    // Without a prototype: openapi-fetch takes each enumerable member, and a host's script may have given all objects some.
    params: { path: { ...input.path }, query: Object.assign(Object.create(null), input.query) },
    querySerializer,
    pathSerializer: defaultPathSerializer,
  });
}
