import type { Answer, Body, OperationId, PathParams, Query } from '../src/api/operation.ts';
import type { Scope } from '../src/domain/ids.ts';
import type { AccessRow, NewAccess } from './access/state.ts';
import { parseNow } from './clock.ts';
import { checkAnswer, checkBody, checkParameters, type ContractOperation, matchOperation } from './contract.ts';
import { type Db, seed } from './db.ts';
import { canonicalJson } from './digest.ts';
import { allHandlers } from './handlers.ts';
import { newId } from './ids.ts';
import { isPersona, type Persona, type Principal, principalOf } from './personas.ts';
import { type FieldError, isProblem, type Lang, problem, problemResponse } from './problem.ts';
import { hash } from './random.ts';
import { downSystems, isScenario, PROXY_PAGE, type Scenario, WRONG_SHAPE } from './scenarios.ts';
import { scopesOf, stepUpUntil } from './session/handlers.ts';

export { problem } from './problem.ts';
export type { Persona, Principal } from './personas.ts';
export type { Scenario } from './scenarios.ts';

/** What a handler is given: inputs that the contract has checked, the state, the caller and the moment. */
export interface Context<Id extends OperationId> {
  id: Id;
  params: PathParams<Id>;
  query: Query<Id>;
  body: Body<Id>;
  request: Request;
  /** The API base as an absolute path. */
  base: string;
  now: Date;
  lang: Lang;
  /** The scope asked for (query or body), or the default of the role. */
  scope: Scope;
  scenario: Scenario;
  db: Db;
  me: Principal;
  requestId: string;
  stepUpFresh: boolean;
  csrfToken: string | undefined;
  /** Systems that do not answer now. */
  down: ReadonlySet<string>;
  problem: typeof problem;
  /** Writes to the access log the customer sees. */
  record(entry: NewAccess): AccessRow;
}

/** What a handler answers: a body of the contract, or a response of its own (streams, pages, files). */
export interface Reply<Id extends OperationId> {
  status?: number;
  body?: Answer<Id>;
  headers?: Record<string, string>;
  response?: Response;
}

/** A handler carries the name of its operation. */
export type Handler<Id extends OperationId> = (context: Context<Id>) => Reply<Id> | Promise<Reply<Id>>;

/** The handlers of an area. */
export type Handlers<Ids extends OperationId> = { [Id in Ids]: Handler<Id> };

/** Who asks, in what weather and when, where the request does not say so itself. */
export interface Circumstances {
  persona?: Persona | undefined;
  scenario?: Scenario | undefined;
  /** `YYYY-MM-DD` (noon in Moscow) or RFC 3339; real time without it. */
  now?: string | undefined;
}

/** A break of the contract by the mock itself: a defect that a test must fail on. */
export type ContractBreak = (operation: string, errors: readonly FieldError[], body: unknown) => void;

export interface BackendOptions {
  /** Path of the API base; default `/api/privacy/v1`. */
  base?: string;
  onContractBreak?: ContractBreak;
  /** Called with the name of each operation that answered with success. */
  onAnswer?: (operation: OperationId, status: number) => void;
  /** How the slow scenario waits; tests pass an instant one. */
  delay?: (milliseconds: number) => Promise<void>;
}

/** One database and what belongs to it: a mock session, so that parallel tests do not meet. */
export interface MockSession {
  id: string;
  db: Db | undefined;
  /** The persona that signed in by cookie. */
  signedIn: Persona | undefined;
  answers: Map<string, { body: string; response: Promise<StoredAnswer> }>;
  counters: Map<string, number>;
  failedOnce: Set<string>;
}

interface StoredAnswer {
  status: number;
  headers: [string, string][];
  body: string;
}

/** The mock backend: one set of handlers behind every door. */
export interface MockBackend {
  readonly base: string;
  /** Answers a request; rejects with `Offline` when the connection has to break. */
  handle(request: Request, as?: Circumstances): Promise<Response>;
  session(id?: string): MockSession;
  /** The state of a mock session; seeded on first need. */
  db(id?: string, now?: Date): Db;
  /** Forgets everything, or one mock session. */
  reset(id?: string): void;
  /** The state as JSON, and back. */
  snapshot(id?: string): string | undefined;
  restore(json: string, id?: string): void;
  /** Word of every write. */
  subscribe(listener: (sessionId: string) => void): () => void;
}

/** Thrown where the connection breaks before an answer. */
export class Offline extends Error {
  override readonly name = 'Offline';
}

const WRITES = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);
const sleep = (milliseconds: number) => new Promise<void>(resolve => setTimeout(resolve, milliseconds));

function languageOf(request: Request): Lang {
  return (request.headers.get('Accept-Language') ?? 'ru').toLowerCase().startsWith('en') ? 'en' : 'ru';
}

function cookieOf(request: Request, name: string): string | undefined {
  const match = new RegExp(`(?:^|;\\s*)${name}=([^;]+)`).exec(request.headers.get('Cookie') ?? '');
  return match?.[1];
}

/** Makes a mock backend. Nothing is seeded before the first request. */
export function createBackend(options: BackendOptions = {}): MockBackend {
  const base = options.base ?? '/api/privacy/v1';
  const delay = options.delay ?? sleep;
  const onContractBreak: ContractBreak =
    options.onContractBreak ??
    ((operation, errors) => console.error(`The mock broke the contract in ${operation}`, errors));
  const sessions = new Map<string, MockSession>();
  const listeners = new Set<(sessionId: string) => void>();

  function session(id = 'default'): MockSession {
    let found = sessions.get(id);
    if (!found) {
      found = { id, db: undefined, signedIn: undefined, answers: new Map(), counters: new Map(), failedOnce: new Set() };
      sessions.set(id, found);
    }
    return found;
  }

  const db = (id?: string, now = new Date()): Db => {
    const own = session(id);
    own.db ??= seed(now.toISOString());
    return own.db;
  };

  async function handle(request: Request, as: Circumstances = {}): Promise<Response> {
    const requestId = newId('req');
    const lang = languageOf(request);
    const url = new URL(request.url);
    try {
      const response = await answer(request, url, as, requestId, lang);
      response.headers.set('X-Request-Id', requestId);
      return response;
    } catch (thrown) {
      if (thrown instanceof Offline) throw thrown;
      if (!isProblem(thrown)) console.error(thrown);
      const response = problemResponse(isProblem(thrown) ? thrown : problem('internal'), lang, requestId, url.pathname);
      response.headers.set('X-Request-Id', requestId);
      return response;
    }
  }

  async function answer(request: Request, url: URL, as: Circumstances, requestId: string, lang: Lang): Promise<Response> {
    const path = url.pathname.startsWith(`${base}/`) ? url.pathname.slice(base.length) : undefined;
    const matched = path === undefined ? undefined : matchOperation(request.method, path);
    if (!matched) throw problem('not-found');
    const { operation } = matched;
    const own = session(cookieOf(request, 'mock_session') ?? request.headers.get('X-Mock-Session') ?? undefined);
    const scenario = scenarioOf(request, as);
    const now = nowOf(request, as);
    await weather(scenario, operation, own);

    const state = db(own.id, now);
    const bearer = /^Bearer mock-(\w+)$/.exec(request.headers.get('Authorization') ?? '')?.[1];
    const wanted = request.headers.get('X-Mock-Persona') ?? bearer ?? own.signedIn ?? as.persona;
    const persona = wanted !== undefined && isPersona(wanted) ? wanted : undefined;
    if (!operation.open && !persona) throw problem('session-expired');
    const who = persona ?? 'owner';
    const first = principalOf(who);
    const me = principalOf(who, state.accountOf[first.userId]);
    const csrfToken = bearer === undefined ? csrfOf(own.id, me.userId) : undefined;

    const query = searchOf(url);
    const parameters = [
      checkParameters(operation, 'path', matched.params),
      checkParameters(operation, 'query', query),
      checkParameters(operation, 'header', Object.fromEntries(request.headers)),
    ];
    if (WRITES.has(request.method) && !operation.open && csrfToken !== undefined) {
      if (request.headers.get('X-CSRF-Token') !== csrfToken) throw problem('csrf');
    }
    const parameterErrors = parameters.flatMap(({ errors }) => errors);
    if (parameterErrors.length > 0) throw problem('validation', { errors: parameterErrors });
    const body = await bodyOf(operation, request);
    if (scenario === 'conflict' && WRITES.has(request.method)) throw problem('conflict');

    const scopes = scopesOf(me);
    const asked = parameters[1]?.value['scope'] ?? (body as { scope?: string } | undefined)?.scope;
    const scope: Scope = asked === 'person' || asked === 'account' ? asked : (scopes[0] ?? 'person');
    const context = {
      id: operation.id,
      params: parameters[0]?.value,
      query: withDefaults(operation, parameters[1]?.value ?? {}),
      body,
      request,
      base,
      now,
      lang,
      scope,
      scenario,
      db: state,
      me,
      requestId,
      stepUpFresh: stepUpUntil(state.stepUps, me.userId, now) !== undefined,
      csrfToken,
      down: downSystems(scenario),
      problem,
      record: (entry: NewAccess): AccessRow => {
        const row: AccessRow = {
          id: newId('al'),
          at: now.toISOString(),
          accountId: me.accountId,
          userId: me.userId,
          ...entry,
        };
        state.access.push(row);
        return row;
      },
    };
    const act = async (): Promise<Response> => {
      const handler = allHandlers[operation.id] as unknown as Handler<OperationId>;
      const reply = await handler(context as unknown as Context<OperationId>);
      return finish(operation, reply, lang);
    };

    const key = request.headers.get('Idempotency-Key');
    const response =
      key === null ? await act() : await repeatable(own, `${me.userId} ${request.method} ${url.pathname} ${key}`, body, act);
    options.onAnswer?.(operation.id, response.status);
    if (WRITES.has(request.method)) for (const listener of listeners) listener(own.id);
    return scenario === 'malformed' || scenario === 'truncated' ? spoil(response, scenario) : response;
  }

  /** The first answer of a key, again: kept with what was asked, so that another body under it is refused. */
  async function repeatable(own: MockSession, name: string, body: unknown, act: () => Promise<Response>): Promise<Response> {
    const asked = canonicalJson(body ?? null);
    const before = own.answers.get(name);
    if (before && before.body !== asked) throw problem('key-reused');
    if (before) {
      const { status, headers, body: text } = await before.response;
      return new Response(status === 204 ? null : text, { status, headers });
    }
    const made = act();
    const stored = made.then(async response => ({
      status: response.status,
      headers: [...response.headers],
      body: await response.clone().text(),
    }));
    own.answers.set(name, { body: asked, response: stored });
    stored.catch(() => own.answers.delete(name));
    return made;
  }

  function finish(operation: ContractOperation, reply: Reply<OperationId>, lang: Lang): Response {
    const headers = { 'Cache-Control': 'no-store', 'Content-Language': lang, ...reply.headers };
    if (reply.response) {
      for (const [name, value] of Object.entries(headers)) {
        if (!reply.response.headers.has(name)) reply.response.headers.set(name, value);
      }
      const type = (reply.response.headers.get('Content-Type') ?? '').split(';')[0] ?? '';
      breaks(operation, checkAnswer(operation, reply.response.status, type, undefined), undefined);
      return reply.response;
    }
    const status = reply.status ?? 200;
    const type = 'application/json';
    if (reply.body === undefined) {
      breaks(operation, status === 204 || operation.method === 'HEAD' ? [] : checkAnswer(operation, status, type, undefined), undefined);
      return new Response(null, { status, headers });
    }
    // What the handler gives may share objects with the state; the answer is what JSON makes of it.
    const text = JSON.stringify(reply.body);
    breaks(operation, checkAnswer(operation, status, type, JSON.parse(text)), reply.body);
    return new Response(text, { status, headers: { 'Content-Type': type, ...headers } });
  }

  function breaks(operation: ContractOperation, errors: readonly FieldError[], body: unknown): void {
    if (errors.length === 0) return;
    onContractBreak(operation.id, errors, body);
    throw problem('internal');
  }

  async function weather(scenario: Scenario, operation: ContractOperation, own: MockSession): Promise<void> {
    const count = (own.counters.get(operation.id) ?? 0) + 1;
    own.counters.set(operation.id, count);
    const chance = hash(`${operation.id} ${count}`) % 100;
    switch (scenario) {
      case 'offline':
        throw new Offline('offline');
      case 'slow':
        await delay(2000 + chance * 30);
        return;
      case 'flaky':
        // What has failed once succeeds the next time.
        if (own.failedOnce.delete(operation.id)) return;
        if (chance < 30) {
          own.failedOnce.add(operation.id);
          if (chance % 2 === 0) throw new Offline('flaky');
          throw problem('internal');
        }
        return;
      case 'error-500':
        throw problem('internal');
      case 'session-expired':
        if (!operation.open) throw problem('session-expired');
        return;
      case 'rate-limited':
        throw problem('rate-limited', { retryAfter: 3 });
      case 'maintenance':
        throw problem('maintenance', { retryAfter: 120 });
      default:
    }
  }

  return {
    base,
    handle: async (request, as) => {
      if (scenarioOf(request, as ?? {}) === 'html-502')
        return new Response(PROXY_PAGE, { status: 502, headers: { 'Content-Type': 'text/html' } });
      return handle(request, as);
    },
    session,
    db,
    reset: id => {
      if (id === undefined) sessions.clear();
      else sessions.delete(id);
    },
    snapshot: (id = 'default') => {
      const own = sessions.get(id);
      return own?.db === undefined ? undefined : JSON.stringify(own.db);
    },
    restore: (json, id) => {
      session(id).db = JSON.parse(json) as Db;
    },
    subscribe: listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function scenarioOf(request: Request, as: Circumstances): Scenario {
  const wanted = request.headers.get('X-Mock-Scenario');
  return wanted !== null && isScenario(wanted) ? wanted : (as.scenario ?? 'normal');
}

function nowOf(request: Request, as: Circumstances): Date {
  const wanted = request.headers.get('X-Mock-Now') ?? as.now;
  return (wanted === undefined ? undefined : parseNow(wanted)) ?? new Date();
}

/** The CSRF token of a user in a mock session: stable, and of no use elsewhere. */
function csrfOf(sessionId: string, userId: string): string {
  return `csrf-${hash(`${sessionId}/${userId}`).toString(36)}`;
}

function searchOf(url: URL): Record<string, string | string[]> {
  const names = new Set(url.searchParams.keys());
  return Object.fromEntries(
    [...names].map(name => {
      const all = url.searchParams.getAll(name);
      return [name, all.length === 1 ? (all[0] ?? '') : all];
    }),
  );
}

function withDefaults(operation: ContractOperation, query: Record<string, unknown>): Record<string, unknown> {
  const defaults = operation.parameters
    .filter(({ in: place, schema }) => place === 'query' && schema['default'] !== undefined)
    .map(({ name, schema }) => [name, schema['default']] as const);
  return { ...Object.fromEntries(defaults), ...query };
}

/** The body, read as the contract says; a form's members become an object. Bytes stay with the request. */
async function bodyOf(operation: ContractOperation, request: Request): Promise<unknown> {
  if (!operation.body) return undefined;
  const type = (request.headers.get('Content-Type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  const accepted = Object.keys(operation.body.content);
  if (accepted.includes('application/offset+octet-stream') && type === accepted[0]) return undefined;
  const text = await request.clone().text();
  if (text === '' && !operation.body.required) return undefined;
  if (!accepted.includes(type)) throw problem('unsupported-media');
  let body: unknown;
  if (type === 'application/json') {
    try {
      body = JSON.parse(text);
    } catch {
      throw problem('validation', { errors: [{ pointer: '', code: 'json', detail: 'JSON' }] });
    }
  } else {
    const form = new URLSearchParams(text);
    body = Object.fromEntries(
      [...new Set(form.keys())].map(name => {
        const all = form.getAll(name);
        return [name, all.length === 1 ? all[0] : all];
      }),
    );
  }
  const errors = checkBody(operation, type, body);
  if (errors.length > 0) throw problem('validation', { errors });
  return body;
}

/** An answer of the wrong shape, or one that ends in the middle. */
async function spoil(response: Response, how: 'malformed' | 'truncated'): Promise<Response> {
  if (!(response.headers.get('Content-Type') ?? '').includes('json')) return response;
  const headers = new Headers(response.headers);
  headers.delete('Content-Length');
  if (how === 'malformed') return new Response(WRONG_SHAPE, { status: response.status, headers });
  const text = await response.text();
  return new Response(text.slice(0, Math.floor(text.length / 2)), { status: response.status, headers });
}
