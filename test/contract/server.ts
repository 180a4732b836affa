import { operationIds, routeOf, type Route } from '../../core/http/contract.ts';
import { namesVersion } from '../../core/http/etag.ts';
import { statusOf, type ProblemBody, type ProblemName } from '../../core/problem.ts';
import type { Answer, OperationId } from '../../src/api/operation.ts';
import { Broken, Unable, type Report } from './report.ts';
import { answerErrors, namedHeaders, problemErrors, unnamedMembers } from './shapes.ts';

/** How an operation is asked. */
export interface CallInput {
  path?: Record<string, string | number>;
  query?: Record<string, string | number>;
  json?: unknown;
  /** A body as it stands, with its media type. */
  body?: { type: string; content: string | Uint8Array<ArrayBuffer> };
  headers?: Record<string, string>;
  /** The idempotency key. */
  key?: string;
  /** Without the headers that sign in. */
  nobody?: true;
  /** Without the CSRF token. */
  forged?: true;
  /** HEAD of an operation that the contract names by GET. */
  head?: true;
  /** The status that is due; without it, a success the contract names. */
  due?: number;
  /** The problem that is due, without `/problems/`; its status is due with it. */
  problem?: ProblemName;
  /** How long the whole answer may take, ms. */
  timeoutMs?: number;
}

/** An answer, read and held against the contract. */
export interface CallResult<Id extends OperationId> {
  /** Method and path, for sentences. */
  readonly call: string;
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly text: string;
  /** Only after a success with JSON. */
  readonly json: Answer<Id>;
  readonly rejection: ProblemBody | undefined;
  /** The longest pause between two chunks of the body. */
  readonly longestPauseMs: number;
}

/** The server that is tested. */
export interface Server {
  /** @throws Broken when the answer has another status than is due; Unable when this account may not do it */
  call<Id extends OperationId>(id: Id, input?: CallInput): Promise<CallResult<Id>>;
  /** Any request to an address below the base, unchecked. */
  raw(method: string, path: string, headers: Record<string, string>): Promise<Response>;
  csrfToken: string | undefined;
  role: string | undefined;
  /** Whether a bearer token signs in: then no CSRF token is needed. */
  readonly bearer: boolean;
  /** The origin of the module's pages: that of the `Origin` header, or of the API. */
  readonly origin: string;
  /** Operations that were answered with a success, and with a refusal. */
  readonly seen: { readonly succeeded: ReadonlySet<OperationId>; readonly refused: ReadonlySet<OperationId> };
}

/** What the sign-ins together have not seen succeed. */
export function missedBy(servers: readonly Server[]): { refusedOnly: OperationId[]; never: OperationId[] } {
  const unseen = operationIds.filter(id => !servers.some(({ seen }) => seen.succeeded.has(id)));
  const isRefused = (id: OperationId) => servers.some(({ seen }) => seen.refused.has(id));
  return {
    refusedOnly: unseen.filter(isRefused).toSorted(),
    never: unseen.filter(id => !isRefused(id)).toSorted(),
  };
}

export interface ServerOptions {
  baseUrl: string;
  /** What signs in: a cookie, or a bearer token. */
  headers: Record<string, string>;
  fetch?: typeof fetch;
}

const TIMEOUT_MS = 30_000;

async function readAll(response: Response) {
  const chunks: Uint8Array[] = [];
  let longestPauseMs = 0;
  let last = performance.now();
  const reader = response.body?.getReader();
  for (let next = await reader?.read(); next?.done === false; next = await reader?.read()) {
    longestPauseMs = Math.max(longestPauseMs, performance.now() - last);
    last = performance.now();
    chunks.push(next.value);
  }
  return { bytes: new Uint8Array(Buffer.concat(chunks)), longestPauseMs };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function urlOf(route: Route, { path = {}, query = {} }: CallInput): string {
  const place = route.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(path[name])),
  );
  const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]));
  return search.size === 0 ? place : `${place}?${search.toString()}`;
}

const READS = new Set(['GET', 'HEAD']);

/** What this server is asked by: every answer is held against the contract, whatever the check is about. */
export function createServer(options: ServerOptions, report: Report): Server {
  const input = options.fetch ?? fetch;
  const base = options.baseUrl.replace(/\/+$/, '');
  const bearer = Object.keys(options.headers).some(name => name.toLowerCase() === 'authorization');
  const origin = new Headers(options.headers).get('Origin') ?? new URL(base).origin;
  const succeeded = new Set<OperationId>();
  const refused = new Set<OperationId>();

  function headersOf(route: Route, given: CallInput): Record<string, string> {
    const { nobody, forged, key, json, body, headers } = given;
    const write = !READS.has(route.method);
    const type = json === undefined ? body?.type : 'application/json';
    return {
      Accept: 'application/json',
      ...(nobody ? {} : options.headers),
      ...(write && !route.open && !nobody && !forged && server.csrfToken !== undefined
        ? { 'X-CSRF-Token': server.csrfToken }
        : {}),
      ...(key === undefined ? {} : { 'Idempotency-Key': key }),
      ...(type === undefined ? {} : { 'Content-Type': type }),
      ...headers,
    };
  }

  /** What holds for a problem, whoever it comes from. */
  function heldAsProblem(call: string, response: Response, body: unknown): ProblemBody {
    const problem = body as ProblemBody;
    for (const error of problemErrors(body))
      report.fault(`${call} → ${response.status}: the problem ${error}`);
    report.expect(
      problem.status === response.status,
      `${call}: the problem says status ${problem.status}, the answer is ${response.status}`,
    );
    const name = problem.type?.replace('/problems/', '') as ProblemName;
    if (problemErrors(body).length === 0 && statusOf(name) !== response.status)
      report.fault(`${call}: ${problem.type} is ${statusOf(name)}, the answer is ${response.status}`);
    if (problem.requestId === '') report.fault(`${call} → ${response.status}: /requestId is empty`);
    return problem;
  }

  function bodyOf(route: Route, call: string, response: Response, text: string, head: boolean): unknown {
    const { status, headers } = response;
    const promised = route.answers.find(one => one.status === status)?.types ?? [];
    // No client sees the body of a HEAD.
    if (head) return undefined;
    if (promised.length === 0) {
      report.expect(text === '', `${call} → ${status}: a body where none is promised`);
      return undefined;
    }
    const type = (headers.get('Content-Type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
    if (!promised.includes(type)) {
      report.fault(`${call} → ${status}: Content-Type is «${type}», due is ${promised.join(' or ')}`);
      return undefined;
    }
    if (!type.endsWith('json')) return undefined;
    const json = jsonOf(text);
    if (json === undefined) report.fault(`${call} → ${status}: the body is not JSON`);
    return json;
  }

  /** What holds for every answer: a status, headers and a shape the contract names. */
  function held(route: Route, call: string, response: Response, text: string, head: boolean) {
    const { status, headers } = response;
    if (!route.statuses.has(status)) {
      report.fault(`${call} → ${status}: the contract has no such status here`);
      const body = response.ok ? undefined : jsonOf(text);
      return {
        body: undefined,
        rejection: body === undefined ? undefined : heldAsProblem(call, response, body),
      };
    }
    for (const name of namedHeaders(route, status)) {
      if (headers.has(name)) continue;
      report.fault(`${call} → ${status}: no ${name} header`);
    }
    const body = bodyOf(route, call, response, text, head);
    if (response.ok) {
      report.expect(
        /\bno-store\b/.test(headers.get('Cache-Control') ?? ''),
        `${call} → ${status}: Cache-Control is not no-store`,
      );
      if (body === undefined) return { body, rejection: undefined };
      const { etag } = body as { etag?: unknown };
      const header = headers.get('ETag');
      if (typeof etag === 'string' && header !== null && !namesVersion(header, etag))
        report.fault(`${call} → ${status}: /etag is ${etag}, the ETag header ${header}`);
      const errors = answerErrors(route, status, body);
      for (const error of errors) report.fault(`${call} → ${status} ${error}`);
      if (errors.length === 0) {
        for (const member of unnamedMembers(route, status, body))
          report.note(`${call}: the contract names no such member at ${member}`);
      }
      return { body, rejection: undefined };
    }
    return { body, rejection: body === undefined ? undefined : heldAsProblem(call, response, body) };
  }

  /** Whether the answer is the one that is due. */
  function requireDue(
    call: string,
    route: Route,
    { due, problem }: CallInput,
    { status }: Response,
    rejection?: ProblemBody,
  ) {
    const suffix =
      rejection === undefined ? '' : ` (${rejection.type}: ${rejection.detail ?? rejection.title})`;
    const wanted = problem === undefined ? due : statusOf(problem);
    if (wanted === undefined) {
      if (status < 300 && route.statuses.has(status)) return;
      const name = rejection?.type;
      if (name === '/problems/step-up-required') throw new Unable('needs a fresh sign-in: give --step-up');
      const mine = rejection?.roles?.some(role => role === server.role) === true;
      if (name === '/problems/forbidden' && !mine)
        throw new Unable(`this role may not: ${rejection?.roles?.join(', ') ?? 'no role is named'}`);
      throw new Broken(`${call} → ${status}${suffix} where a success is due`);
    }
    if (status !== wanted) throw new Broken(`${call} → ${status}${suffix} where ${wanted} is due`);
    if (problem !== undefined && rejection !== undefined && rejection.type !== `/problems/${problem}`)
      throw new Broken(`${call} → ${status}${suffix} where /problems/${problem} is due`);
  }

  const server: Server = {
    csrfToken: undefined,
    role: undefined,
    bearer,
    origin,
    async call<Id extends OperationId>(id: Id, given: CallInput = {}): Promise<CallResult<Id>> {
      const route = routeOf(id);
      const method = given.head ? 'HEAD' : route.method;
      const place = urlOf(route, given);
      const call = `${method} ${place}`;
      const content = given.json === undefined ? given.body?.content : JSON.stringify(given.json);
      let response: Response;
      let read: Awaited<ReturnType<typeof readAll>>;
      try {
        response = await input(`${base}${place}`, {
          method,
          headers: headersOf(route, given),
          redirect: 'manual',
          signal: AbortSignal.timeout(given.timeoutMs ?? TIMEOUT_MS),
          ...(content === undefined ? {} : { body: content }),
        });
        read = await readAll(response);
      } catch (cause) {
        throw new Broken(`${call}: no whole answer (${String(cause)})`, { cause });
      }
      const text = new TextDecoder().decode(read.bytes);
      const { body, rejection } = held(route, call, response, text, method === 'HEAD');
      (response.ok ? succeeded : refused).add(id);
      requireDue(call, route, given, response, rejection);
      const { status, headers } = response;
      return { call, status, headers, ...read, text, json: body as Answer<Id>, rejection };
    },
    raw: (method, path, headers) => input(`${base}${path}`, { method, headers, redirect: 'manual' }),
    seen: { succeeded, refused },
  };
  return server;
}
