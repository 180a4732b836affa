import { createFinalURL, createQuerySerializer, defaultPathSerializer } from 'openapi-fetch';
import type { Host } from '../host.ts';
import type { EagerReads } from './eager-reads.ts';
import { Failure, failureOf, type ProblemsByStatus } from './errors.ts';
import { writeJson } from './write-json.ts';
import type { Answer, Operation, OperationId, OperationInput } from './operation.ts';

/** What a call is made with besides the parameters and the body of its operation. */
interface CallOptions {
  /** Idempotency key of a write: one per intended action, kept by the caller across retries. */
  key?: string;
  /** The `etag` of the version that was edited, as its body said it. */
  ifMatch?: string;
  /** A piece of a file instead of a JSON body, and the byte it begins at. */
  chunk?: { bytes: Blob; offset: number };
  /** Headers of one kind of call: a range, the event seen last. */
  headers?: Record<string, string>;
  /** True when `onFailure` is not called: the caller handles the failure, such as a stream that it opens again. */
  quiet?: boolean;
  /** Language of the answer, when it is not the one the client asks in. */
  locale?: string | undefined;
  /** Given with HEAD, whose answers have no body to name a problem. */
  problems?: ProblemsByStatus;
}

/** What an operation is called with: its parameters and its body as the contract has them, and the options of the call. */
export type Input<Id extends OperationId> = OperationInput<Id> & CallOptions;

/** The operations that can be called without any input. */
export type InputlessId = {
  [Id in OperationId]: Record<never, never> extends Input<Id> ? Id : never;
}[OperationId];

/** The input of any operation, as the client sends it. */
interface AnyInput extends CallOptions {
  path?: object;
  query?: object;
  body?: object;
}

/** An answer with what its headers say. */
export interface Exchange<Id extends OperationId> {
  answer: Answer<Id>;
  headers: Headers;
}

/** What the client needs to know at the moment of a request. */
export interface Surroundings {
  host(): Host;
  /** Resolves when requests may be sent: a host with bearer tokens has to set `getToken` first. Undefined when they may. */
  admitted?(): Promise<void> | undefined;
  locale(): string;
  /** Reads that the entry sent before this client was loaded. */
  eagerReads?: EagerReads;
  csrfToken(): string | undefined;
  /** `Runtime.sessionNumber`. */
  sessionNumber(): number;
  /** `Runtime.confirmIdentity`. */
  confirmIdentity(failure: Failure, by: number): Promise<void>;
  onFailure(failure: Failure): void;
}

/** The only client of the API. */
export interface Api {
  /**
   * Calls an operation and checks the shape of its answer.
   * @throws Failure for everything that can go wrong, never anything else (a caller's abort excepted).
   */
  call<Id extends InputlessId>(
    operation: Operation<Id>,
    input?: Input<Id>,
    signal?: AbortSignal,
  ): Promise<Answer<Id>>;
  call<Id extends OperationId>(
    operation: Operation<Id>,
    input: Input<Id>,
    signal?: AbortSignal,
  ): Promise<Answer<Id>>;
  /** The same, with the headers of the answer. @throws Failure */
  exchange<Id extends OperationId>(
    operation: Operation<Id>,
    input: Input<Id>,
    signal?: AbortSignal,
  ): Promise<Exchange<Id>>;
  /** For answers that are not JSON (a file, a stream of events): `read` consumes the response, without a time limit. @throws Failure */
  read<Id extends OperationId, Content>(
    operation: Operation<Id>,
    input: Input<Id>,
    read: (response: Response) => Promise<Content>,
    signal?: AbortSignal,
  ): Promise<Content>;
}

const TIMEOUT_MS = 30_000;

/** Makes the client. Reads are repeated by the cache (src/shell/frame/module-runtime.ts); a write is repeated only with its idempotency key. */
export function createApi(around: Surroundings): Api {
  /** The host's token; a host that has none to give has nobody signed in. */
  async function tokenOf(operation: OperationId, ended: AbortSignal): Promise<string> {
    const { getToken } = around.host();
    try {
      if (!getToken) throw new Error('no getToken');
      return await unless(
        ended,
        Promise.resolve().then(() => getToken()),
      );
    } catch (cause) {
      if (ended.aborted) throw cause;
      throw new Failure(operation, 'session-expired', { cause });
    }
  }

  async function headersOf(operation: Operation<OperationId>, input: AnyInput, ended: AbortSignal) {
    const headers: Record<string, string> = {
      'Accept-Language': input.locale ?? around.locale(),
      Accept: 'application/json',
    };
    if (around.host().auth === 'bearer')
      headers['Authorization'] = `Bearer ${await tokenOf(operation.id, ended)}`;
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
  async function once<Content>(
    operation: Operation<OperationId>,
    input: AnyInput,
    signal: AbortSignal | undefined,
    read: (response: Response) => Promise<Content>,
    patient: boolean,
  ): Promise<{ response: Response; content: Content | string }> {
    const admitted = around.admitted?.();
    if (admitted) await (signal ? unless(signal, admitted) : admitted);
    const host = around.host();
    // Not AbortSignal.timeout: it would hold this request, and the module it belongs to, for its whole time.
    const timeout = new AbortController();
    const timer = setTimeout(() => timeout.abort(), TIMEOUT_MS);
    try {
      const url = addressOf(host.apiBase, operation, input);
      const ended = signal ? AbortSignal.any([signal, timeout.signal]) : timeout.signal;
      // A failed eager read is sent again by the client, which can say why it fails.
      const eagerReads =
        operation.method === 'get'
          ? around.eagerReads?.take(url, input.locale ?? around.locale())
          : undefined;
      const came =
        eagerReads &&
        (await unless(
          ended,
          eagerReads.catch(() => undefined),
        ));
      const response =
        came ??
        (await fetch(url, {
          method: operation.method.toUpperCase(),
          headers: await headersOf(operation, input, ended),
          ...(input.chunk === undefined ? {} : { body: input.chunk.bytes }),
          ...(input.body === undefined ? {} : { body: writeJson(input.body) }),
          credentials: host.auth === 'cookie' ? 'include' : 'omit',
          // Also where something on the way has dropped the server's `no-store`.
          cache: 'no-store',
          signal: ended,
        }));
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
  function parsed(operation: Operation<OperationId>, response: Response, text: string): unknown {
    try {
      return text === '' ? undefined : JSON.parse(text);
    } catch {
      throw failureOf(operation.id, response);
    }
  }

  /** Makes the call, again after a step-up where one is asked for. */
  async function attempt<Content>(
    operation: Operation<OperationId>,
    input: AnyInput,
    signal: AbortSignal | undefined,
    read: (response: Response) => Promise<Content>,
    patient = false,
  ): Promise<{ response: Response; content: Content }> {
    async function checked() {
      const { response, content } = await once(operation, input, signal, read, patient);
      if (!response.ok)
        throw failureOf(operation.id, response, parsed(operation, response, String(content)), input.problems);
      return { response, content: content as Content };
    }
    const by = around.sessionNumber();
    // Once: a server that still refuses is not asked a third time.
    for (let mayConfirm = operation.id !== 'stepUp'; ; mayConfirm = false) {
      try {
        return await checked();
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        if (!mayConfirm || error.kind !== 'step-up-required') {
          if (input.quiet !== true || error.kind === 'session-expired') around.onFailure(error);
          throw error;
        }
        await around.confirmIdentity(error, by);
      }
    }
  }

  async function exchange<Id extends OperationId>(
    operation: Operation<Id>,
    input: AnyInput = {},
    signal?: AbortSignal,
  ): Promise<Exchange<Id>> {
    const { response, content } = await attempt(operation, input, signal, answer => answer.text());
    try {
      const body = parsed(operation, response, content);
      if (operation.check(body)) return { answer: body, headers: response.headers };
      throw failureOf(operation.id, response);
    } catch (error) {
      if (error instanceof Failure) around.onFailure(error);
      throw error;
    }
  }

  return {
    exchange,
    call: async <Id extends OperationId>(operation: Operation<Id>, input?: Input<Id>, signal?: AbortSignal) =>
      (await exchange(operation, input, signal)).answer,
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

/** Resolves like `thing`, or rejects as soon as the signal is aborted. */
function unless<Thing>(signal: AbortSignal, thing: Promise<Thing>): Promise<Thing> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason as Error);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    thing.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

const querySerializer = createQuerySerializer({ array: { style: 'form', explode: true } });

function addressOf(base: string, operation: Operation<OperationId>, { path, query }: AnyInput): string {
  return createFinalURL(operation.path, {
    baseUrl: base,
    // Without a prototype: openapi-fetch takes each enumerable member, and a host's script may have given all objects some.
    params: { path: { ...path }, query: Object.assign(Object.create(null), query) },
    querySerializer,
    pathSerializer: defaultPathSerializer,
  });
}

/** The address of an operation: for what the browser itself fetches. */
export const urlOf: <Id extends OperationId>(
  base: string,
  operation: Operation<Id>,
  input: Input<Id>,
) => string = addressOf;
