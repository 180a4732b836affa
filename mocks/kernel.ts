import type { Answer, Body, OperationId, PathParams, Query } from '../src/api/operation.ts';
import type { Scope } from '../src/domain/ids.ts';
import type { AccessRow, NewAccess } from './access/state.ts';
import { parseNow } from './clock.ts';
import {
  checkAnswer,
  checkBody,
  checkHeaders,
  checkPath,
  checkQuery,
  matchRoute,
  methodsOf,
  type Route,
} from './contract.ts';
import { nextId, seed, type Db } from './db.ts';
import { forgetParts, sweep, worldParts, type WorldParts } from './exports/parts.ts';
import { memoryStore, type PartStore } from './exports/store.ts';
import { handlers } from './handlers.ts';
import { isPersona, principalOf, type Persona, type Principal } from './personas.ts';
import {
  isProblem,
  problem,
  problemResponse,
  statusOf,
  type FieldError,
  type Lang,
  type MockProblem,
} from './problem.ts';
import { fraction, hash } from './random.ts';
import { downSystems, isScenario, PROXY_PAGE, WRONG_SHAPE, type Scenario } from './scenarios.ts';
import { scopesOf } from './session/scopes.ts';
import { stepUpUntil } from './session/state.ts';
import { isPublicPath, publicProblem } from './unsubscribe/problem-page.ts';

export { PERSONAS, type Persona, type Principal } from './personas.ts';
export { SCENARIOS, type Scenario } from './scenarios.ts';
export { problem, type FieldError, type Lang } from './problem.ts';
export type { Db } from './db.ts';

/** What a handler is given: everything validated, everything of this request's now. */
export interface Context<Id extends OperationId> {
  readonly id: Id;
  readonly params: PathParams<Id>;
  readonly query: Query<Id>;
  readonly body: Body<Id>;
  readonly request: Request;
  /** API base, an absolute path. */
  readonly base: string;
  readonly now: Date;
  /** Milliseconds of the machine's own clock: for progress that goes on while the mock's clock stands still. */
  readonly realTime: number;
  readonly lang: Lang;
  /** The scope asked for, or the default of the role. */
  readonly scope: Scope;
  readonly scenario: Scenario;
  readonly db: Db;
  /** Packed parts of exports: they lie beside the database. */
  readonly parts: WorldParts;
  readonly me: Principal;
  /** Nobody is signed in: an unsubscribe token or a part link is all there is; `me` is then a placeholder. */
  readonly anonymous: boolean;
  readonly requestId: string;
  readonly stepUpFresh: boolean;
  /** Systems that do not answer now. */
  readonly down: ReadonlySet<string>;
  /** The token writes must carry; undefined for bearer tokens. */
  readonly csrfToken: string | undefined;
  /**
   * Append to every secret that works without a session (unsubscribe token, part link), so that its URL finds this
   * mock session again; the kernel takes it off before the handler sees it. Empty for the default session.
   */
  readonly sessionTag: string;
  readonly problem: typeof problem;
  /** Appends to the access log. */
  record(entry: NewAccess): AccessRow;
  /** Marks the database as changed by a GET (a write is always a change). */
  touch(): void;
}

/** What a handler gives back. `body` becomes JSON; `response` goes out as it is (streams, pages, archives). */
export interface Reply<Id extends OperationId> {
  status?: number;
  body?: Answer<Id>;
  headers?: Record<string, string>;
  response?: Response;
}

/** One operation of the mock. */
export type Handler<Id extends OperationId> = (context: Context<Id>) => Reply<Id> | Promise<Reply<Id>>;
/** Handlers by operation. */
export type Handlers<Ids extends OperationId> = { [Id in Ids]: Handler<Id> };

/** Who is asking, as a door knows it; headers of the request go before it. */
export interface As {
  persona?: Persona | undefined;
  scenario?: Scenario | undefined;
  /** `YYYY-MM-DD` or RFC 3339. */
  now?: string | undefined;
  /** Key of the mock session: one database each. */
  session?: string | undefined;
}

/** Everything the mock remembers of one session, as JSON. */
export interface Snapshot {
  format: 1;
  session: string;
  db: Db;
}

/** The mock backend: one function from request to answer, and its memory. */
export interface MockBackend {
  handle(request: Request, as?: As): Promise<Response>;
  /** Forgets one session, or all: at once, and their files by the time it resolves. */
  reset(session?: string): Promise<void>;
  /** True when a session has a database already; `snapshot` would copy the whole of it to tell. */
  has(session?: string): boolean;
  snapshot(session?: string): Snapshot | undefined;
  restore(snapshot: Snapshot): void;
  /** Called after every change of a session's database; returns the way to stop. */
  subscribe(listener: (session: string) => void): () => void;
  /** The database of a session, for the cards' own controls; made when there is none. */
  db(session?: string, now?: Date): Db;
  /** Tells the listeners that a door changed a database by hand; files it has taken the ground from are deleted. */
  changed(session: string): void;
  /** Resolves when files of a session that may not be had at `now` are deleted. */
  tidy(session?: string, now?: Date): Promise<void>;
  readonly base: string;
}

/** Told when an answer breaks the contract: in tests it must fail the test. */
export type ContractBreak = (operationId: OperationId, errors: readonly FieldError[], body: unknown) => void;

/** Options of the backend; all have defaults. */
export interface BackendOptions {
  base?: string;
  /** The machine's clock. */
  clock?: () => Date;
  /** Waits; tests pass one that does not. */
  delay?: (ms: number) => Promise<void>;
  onContractBreak?: ContractBreak;
  /** Identity and weather when neither the request nor the door says any. */
  as?: As;
  /** Where packed parts of exports lie; without it in memory. */
  parts?: PartStore;
  /** Handlers to take instead of the mock's own: to try what an operation does not do by itself. */
  overrides?: Partial<Handlers<OperationId>>;
}

interface World {
  key: string;
  db: Db;
  calls: number;
  /** Flaky: how often each operation was called, and which of them must succeed now. */
  counts: Map<string, number>;
  owed: Set<string>;
  running: Map<string, Promise<Response>>;
}

const DEFAULT_BASE = '/api/privacy/v1';
const DEFAULT_SESSION = 'default';
const SESSION_KEY = /^[\w-]{1,80}$/;
const KEY_HOURS = 24;
const READ_METHODS = new Set(['GET', 'HEAD']);
/** Bodies the kernel reads and checks; others are the handler's to take from the request. */
const MULTIPART = 'multipart/form-data';
const FORM = 'application/x-www-form-urlencoded';
const TEXTUAL = new Set(['application/json', FORM, MULTIPART]);
/** What programs send a form as that do not name its type. */
const UNNAMED_FORM = new Set(['', 'text/plain', 'application/octet-stream']);
/** Reads that travel by POST because of what they carry. */
const READS: ReadonlySet<OperationId> = new Set<OperationId>([
  'searchRegister',
  'searchRecords',
  'estimateExport',
  'previewErasure',
]);
/** Writes the harness itself needs under every scenario. */
const UNCONFLICTED: ReadonlySet<OperationId> = new Set<OperationId>(['stepUp', 'switchAccount']);

const wait = (ms: number): Promise<void> => new Promise(done => setTimeout(done, ms));

/** The language of an `Accept-Language`: Russian where it names neither of ours. */
export const languageOf = (header: string | null): Lang => {
  const wanted = (header ?? '')
    .split(',')
    .map(part => {
      const [tag = '', ...params] = part.trim().split(';');
      const q = params.map(one => /^\s*q=([\d.]+)\s*$/.exec(one)?.[1]).find(one => one !== undefined);
      return { tag: tag.toLowerCase(), q: q === undefined ? 1 : Number(q) };
    })
    .filter(one => one.q > 0)
    .toSorted((a, b) => b.q - a.q);
  for (const { tag } of wanted) {
    if (tag === 'ru' || tag.startsWith('ru-')) return 'ru';
    if (tag === 'en' || tag.startsWith('en-')) return 'en';
  }
  return 'ru';
};

const cookieOf = (header: string | null, name: string): string | undefined =>
  (header ?? '')
    .split(';')
    .map(part => part.trim().split('='))
    .find(([key]) => key === name)?.[1];

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, one: unknown) =>
    one !== null && typeof one === 'object' && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  ) ?? '';

/** A form as a body. White space around names and values does not count: mail programs end the body with a line end. */
const formBody = (form: Iterable<[string, string]>): Record<string, string | string[]> => {
  const body: Record<string, string | string[]> = {};
  for (const [name, text] of form) {
    const key = name.trim();
    const value = text.trim();
    if (key === '') continue;
    const before = body[key];
    body[key] = before === undefined ? value : [before, value].flat();
  }
  return body;
};

const invalid = (...errors: FieldError[]) => problem('validation', { errors });

/** A mock backend. Several may live beside each other; each session in one is a database of its own. */
export const createBackend = (options: BackendOptions = {}): MockBackend => {
  const base = new URL(options.base ?? DEFAULT_BASE, 'http://mock.invalid').pathname.replace(/\/+$/, '');
  const clock = options.clock ?? (() => new Date());
  const delay = options.delay ?? wait;
  const onContractBreak: ContractBreak =
    options.onContractBreak ??
    ((id, errors, body) => {
      console.error(`The mock broke the contract in ${id}`, JSON.stringify(errors.slice(0, 5)), body);
    });
  const worlds = new Map<string, World>();
  const listeners = new Set<(session: string) => void>();

  const worldOf = (key: string, now: Date, db?: Db): World => {
    const known = worlds.get(key);
    if (known !== undefined) return known;
    const world: World = {
      key,
      db: db ?? seed(now),
      calls: 0,
      counts: new Map(),
      owed: new Set(),
      running: new Map(),
    };
    worlds.set(key, world);
    return world;
  };

  const changed = (key: string) => {
    for (const listener of listeners) listener(key);
  };

  const store = options.parts ?? memoryStore();
  const partsByKey = new Map<string, WorldParts>();
  const partsOf = (key: string): WorldParts => {
    const known = partsByKey.get(key);
    if (known !== undefined) return known;
    const made = worldParts(
      store,
      key,
      () => worlds.get(key)?.db,
      () => changed(key),
    );
    partsByKey.set(key, made);
    return made;
  };

  interface Call {
    request: Request;
    url: URL;
    lang: Lang;
    requestId: string;
    scenario: Scenario;
    now: Date;
    world: World;
    persona: Persona | undefined;
    bearer: boolean;
    route: Route;
    params: Record<string, string>;
  }

  const readBody = async ({ request, route, lang }: Call): Promise<unknown> => {
    if (READ_METHODS.has(request.method)) return undefined;
    const [named = ''] = (request.headers.get('Content-Type') ?? '')
      .split(';')
      .map(part => part.trim().toLowerCase());
    const type = route.open && UNNAMED_FORM.has(named) ? FORM : named;
    if (route.bodyTypes.length === 0) {
      if (route.open) return undefined;
      const text = await request.clone().text();
      // Some clients send an empty object with every POST; anything more would be ignored, so it is refused.
      if (text.trim() === '' || text.trim() === '{}') return undefined;
      throw invalid({
        pointer: '',
        code: 'unknown',
        detail: lang === 'ru' ? 'Здесь тело запроса не нужно' : 'No body is taken here',
      });
    }
    if (route.bodyTypes.every(one => !TEXTUAL.has(one))) {
      if (!route.bodyTypes.includes(type)) throw problem('unsupported-media');
      return undefined;
    }
    const text = await request.clone().text();
    if (route.open ? text.trim() === '' : text === '') {
      if (!route.bodyRequired) return {};
      if (type !== '' && !route.bodyTypes.includes(type)) throw problem('unsupported-media');
      throw invalid({
        pointer: '',
        code: 'required',
        detail: lang === 'ru' ? 'Тело запроса пустое' : 'The body is empty',
      });
    }
    if (!route.bodyTypes.includes(type)) throw problem('unsupported-media');
    let body: unknown;
    if (type === 'application/json') {
      try {
        body = JSON.parse(text);
      } catch {
        throw invalid({
          pointer: '',
          code: 'json',
          detail: lang === 'ru' ? 'Это не JSON' : 'This is not JSON',
        });
      }
    } else if (type === MULTIPART) {
      // Members that are files say nothing here; what is left is a form like the other.
      const form = await request
        .clone()
        .formData()
        .catch(() => {
          throw invalid({
            pointer: '',
            code: 'form',
            detail: lang === 'ru' ? 'Это не форма' : 'This is not a form',
          });
        });
      const fields = [...form].filter((entry): entry is [string, string] => typeof entry[1] === 'string');
      body = formBody(fields);
    } else body = formBody(new URLSearchParams(text));
    const errors = checkBody(route, type, body, lang);
    if (errors.length > 0) throw invalid(...errors);
    return body;
  };

  const run = async (call: Call): Promise<Response> => {
    const { request, route, world, now, lang, scenario, url } = call;
    const link = route.id === 'downloadPart' && url.searchParams.has('link');
    const anonymous = route.open || (link && call.persona === undefined);
    if (call.persona === undefined && !anonymous) throw problem('session-expired');
    const write = !READ_METHODS.has(request.method);
    const csrfToken = call.bearer ? undefined : `csrf-${hash(`csrf ${world.key}`).toString(36)}`;
    if (
      write &&
      !route.open &&
      csrfToken !== undefined &&
      request.headers.get('X-CSRF-Token') !== csrfToken
    ) {
      throw problem('csrf');
    }
    const params: Record<string, unknown> = { ...call.params };
    const { query, errors } = checkQuery(route, url.searchParams, lang);
    errors.push(...checkPath(route, params, lang), ...checkHeaders(route, request.headers, lang));
    let body: unknown;
    try {
      body = await readBody(call);
    } catch (thrown) {
      if (!isProblem(thrown) || thrown.problemName !== 'validation') throw thrown;
      // All that is wrong is told at once.
      errors.push(...(thrown.extra.errors ?? []));
    }
    if (errors.length > 0) throw invalid(...errors);
    for (const holder of [params, query]) {
      for (const name of ['token', 'link']) {
        if (typeof holder[name] === 'string') holder[name] = holder[name].replace(/~[\w-]+$/, '');
      }
    }
    if (scenario === 'conflict' && write && !READS.has(route.id) && !UNCONFLICTED.has(route.id))
      throw problem('conflict');

    const persona = call.persona ?? 'owner';
    const me = principalOf(persona, world.db.session[principalOf(persona).userId]?.accountId);
    const given = (query['scope'] ?? (body as { scope?: unknown } | undefined)?.scope) as Scope | undefined;
    let dirty = write;

    const perform = async (): Promise<Response> => {
      const context = {
        id: route.id,
        params,
        query,
        body,
        request,
        base,
        now,
        realTime: Date.now(),
        lang,
        scope: given ?? scopesOf(me)[0] ?? 'person',
        scenario,
        db: world.db,
        parts: partsOf(world.key),
        me,
        anonymous,
        requestId: call.requestId,
        stepUpFresh: stepUpUntil(world.db.session, me.userId, now) !== undefined,
        down: downSystems(scenario),
        csrfToken,
        sessionTag: world.key === DEFAULT_SESSION ? '' : `~${world.key}`,
        problem,
        record: (entry: NewAccess): AccessRow => {
          dirty = true;
          const row = {
            id: nextId(world.db, 'al'),
            at: now.toISOString(),
            accountId: me.accountId,
            userId: me.userId,
            ...entry,
          };
          world.db.access.push(row);
          return row;
        },
        touch: () => {
          dirty = true;
        },
      };
      const handler = (options.overrides?.[route.id] ?? handlers[route.id]) as unknown as
        ((given: unknown) => Promise<Reply<OperationId>>) | undefined;
      if (handler === undefined) throw new Error(`no handler for ${route.id}`);
      try {
        const reply = await handler(context);
        // What the write took the ground from leaves the store before anybody is told that it is done.
        if (write) await sweep(partsOf(world.key), now);
        return answer(route, reply, lang);
      } catch (thrown) {
        if (isProblem(thrown) && !route.statuses.has(statusOf(thrown.problemName))) {
          const detail = `status ${statusOf(thrown.problemName)} is not in the contract`;
          onContractBreak(route.id, [{ pointer: '', detail, code: 'status' }], thrown.problemName);
        }
        throw thrown;
      }
    };

    const key = request.headers.get('Idempotency-Key');
    const keyed =
      key !== null && route.parameters.some(one => one.in === 'header' && one.name === 'Idempotency-Key');
    if (!keyed) {
      const response = await perform();
      if (dirty) changed(world.key);
      return response;
    }
    const slot = [anonymous ? 'anonymous' : me.userId, me.accountId, route.id, url.pathname, key].join(' ');
    const sent = canonical(body ?? {});
    // A double click: the second call waits for the first answer instead of acting too.
    for (let before = world.running.get(slot); before !== undefined; before = world.running.get(slot)) {
      await before.catch(() => undefined);
    }
    const kept = world.db.idempotency[slot];
    if (kept !== undefined && now.getTime() - Date.parse(kept.at) < KEY_HOURS * 3_600_000) {
      if (kept.body !== sent) throw problem('key-reused');
      return new Response(kept.answer, { status: kept.status, headers: kept.headers });
    }
    const running = perform();
    world.running.set(slot, running);
    try {
      const response = await running;
      if (response.ok && (response.headers.get('Content-Type') ?? '').startsWith('application/json')) {
        world.db.idempotency[slot] = {
          operation: route.id,
          body: sent,
          at: now.toISOString(),
          status: response.status,
          headers: Object.fromEntries(response.headers),
          answer: await response.clone().text(),
        };
      }
      changed(world.key);
      return response;
    } finally {
      world.running.delete(slot);
    }
  };

  const answer = (route: Route, reply: Reply<OperationId>, lang: Lang): Response => {
    const broken = (errors: FieldError[], body: unknown) => {
      onContractBreak(route.id, errors, body);
      return problem('internal', {
        detail: `The mock broke the contract in ${route.id}: ${JSON.stringify(errors.slice(0, 3))}`,
      });
    };
    if (reply.response !== undefined) {
      const { response } = reply;
      const [type = ''] = (response.headers.get('Content-Type') ?? '').split(';').map(part => part.trim());
      const errors = checkAnswer(route, response.status, type, response.body === null ? undefined : '');
      if (errors.length > 0) throw broken(errors, undefined);
      if (!response.headers.has('Cache-Control')) response.headers.set('Cache-Control', 'no-store');
      if (!response.headers.has('Content-Language')) response.headers.set('Content-Language', lang);
      return response;
    }
    const status = reply.status ?? route.answers[0]?.status ?? 200;
    const errors = checkAnswer(route, status, 'application/json', reply.body);
    if (errors.length > 0) throw broken(errors, reply.body);
    return new Response(reply.body === undefined ? null : JSON.stringify(reply.body), {
      status,
      headers: {
        ...(reply.body === undefined ? {} : { 'Content-Type': 'application/json' }),
        'Content-Language': lang,
        'Cache-Control': 'no-store',
        ...reply.headers,
      },
    });
  };

  /** Weather that keeps a call from arriving at all; undefined when it arrives. */
  const weather = async ({ scenario, world, route, request, url }: Call): Promise<Response | undefined> => {
    switch (scenario) {
      case 'slow':
        await delay(2000 + Math.floor(fraction(hash(`slow ${world.calls}`)) * 3000));
        return undefined;
      case 'flaky': {
        const call = `${request.method} ${url.pathname}`;
        const count = (world.counts.get(call) ?? 0) + 1;
        world.counts.set(call, count);
        if (world.owed.delete(call)) return undefined;
        const luck = fraction(hash(`flaky ${call} ${count}`));
        if (luck >= 0.3) return undefined;
        world.owed.add(call);
        if (luck < 0.15) return Response.error();
        throw problem('internal');
      }
      case 'error-500':
        throw problem('internal');
      case 'html-502':
        return new Response(PROXY_PAGE, {
          status: 502,
          headers: { 'Content-Type': 'text/html', 'Cache-Control': 'no-store' },
        });
      case 'offline':
        return Response.error();
      case 'session-expired':
        if (route.open) return undefined;
        throw problem('session-expired');
      case 'rate-limited':
        throw problem('rate-limited', { retryAfter: 3 });
      case 'maintenance':
        throw problem('maintenance', { retryAfter: 120 });
      default:
        return undefined;
    }
  };

  const spoil = async (scenario: Scenario, response: Response): Promise<Response> => {
    const json = (response.headers.get('Content-Type') ?? '').startsWith('application/json');
    if (!response.ok || !json || (scenario !== 'malformed' && scenario !== 'truncated')) return response;
    const text = await response.text();
    const spoiled = scenario === 'malformed' ? WRONG_SHAPE : text.slice(0, Math.floor(text.length / 2));
    return new Response(spoiled, { status: response.status, headers: response.headers });
  };

  let requests = 0;

  const handle = async (request: Request, as: As = {}): Promise<Response> => {
    const response = await respond(request, as);
    // An answer to HEAD has the status and the headers of GET and no body (RFC 9110, 9.3.2), in the page's own process, too.
    if (request.method !== 'HEAD' || response.type === 'error') return response;
    await response.body?.cancel();
    return new Response(null, { status: response.status, headers: response.headers });
  };

  const respond = async (request: Request, as: As): Promise<Response> => {
    const url = new URL(request.url);
    const { headers } = request;
    const lang = languageOf(headers.get('Accept-Language'));
    requests += 1;
    const requestId = `req-${hash(`${requests} ${request.method} ${url.pathname} ${clock().getTime()}`).toString(16).padStart(8, '0')}`;
    let route: Route | undefined;
    const below = url.pathname.startsWith(`${base}/`) ? url.pathname.slice(base.length) : '';
    const isPublic = isPublicPath(below);
    // A link that was copied by hand may end in a slash.
    const path = isPublic ? below.replace(/\/+$/, '') : below;
    let allowed: readonly string[] = [];
    const refuse = (thrown: MockProblem) =>
      isPublic
        ? publicProblem(thrown, request, lang, requestId, allowed)
        : problemResponse(thrown, lang, requestId, url.pathname);
    try {
      const nowText = headers.get('X-Mock-Now') ?? as.now ?? options.as?.now;
      const now = nowText === undefined ? clock() : parseNow(nowText);
      if (now === undefined)
        throw invalid({ pointer: 'header/x-mock-now', code: 'format', detail: 'YYYY-MM-DD, RFC 3339' });
      const scenario = headers.get('X-Mock-Scenario') ?? as.scenario ?? options.as?.scenario ?? 'normal';
      if (!isScenario(scenario))
        throw invalid({ pointer: 'header/x-mock-scenario', code: 'enum', detail: scenario });
      const bearer = /^Bearer mock-([a-z]+)$/.exec(headers.get('Authorization') ?? '')?.[1];
      const cookie = headers.get('Cookie');
      const persona =
        headers.get('X-Mock-Persona') ??
        (headers.has('Authorization') ? bearer : undefined) ??
        as.persona ??
        cookieOf(cookie, 'mock_persona') ??
        options.as?.persona;
      if (persona !== undefined && !isPersona(persona)) {
        if (persona === bearer) throw problem('session-expired');
        throw invalid({ pointer: 'header/x-mock-persona', code: 'enum', detail: persona });
      }
      if (url.pathname !== base && !url.pathname.startsWith(`${base}/`)) throw problem('not-found');
      const matched = matchRoute(request.method, path);
      if (matched === undefined) {
        const known = isPublic ? methodsOf(path) : [];
        if (!known.includes(request.method)) allowed = known;
        throw problem('not-found');
      }
      route = matched.route;
      const secret = matched.params['token'] ?? url.searchParams.get('link') ?? '';
      const session =
        headers.get('X-Mock-Session') ??
        as.session ??
        cookieOf(cookie, 'mock_session') ??
        options.as?.session ??
        /~([\w-]+)$/.exec(secret)?.[1] ??
        DEFAULT_SESSION;
      if (!SESSION_KEY.test(session))
        throw invalid({ pointer: 'header/x-mock-session', code: 'pattern', detail: session });
      const world = worldOf(session, now);
      world.calls += 1;
      const call: Call = {
        request,
        url,
        lang,
        requestId,
        scenario,
        now,
        world,
        persona,
        bearer: bearer !== undefined && headers.get('X-Mock-Persona') === null,
        ...matched,
      };
      return (await weather(call)) ?? (await spoil(scenario, await run(call)));
    } catch (thrown) {
      if (!isProblem(thrown)) {
        console.error(`The mock failed in ${route?.id ?? url.pathname}`, thrown);
        return refuse(problem('internal'));
      }
      return refuse(thrown);
    }
  };

  return {
    base,
    handle,
    async reset(session) {
      const keys = session === undefined ? [...new Set([...worlds.keys(), ...partsByKey.keys()])] : [session];
      if (session === undefined) worlds.clear();
      else worlds.delete(session);
      for (const key of keys) changed(key);
      const forgotten = keys.map(partsOf);
      for (const key of keys) partsByKey.delete(key);
      await Promise.all(forgotten.map(forgetParts));
    },
    has: (session = DEFAULT_SESSION) => worlds.has(session),
    snapshot(session = DEFAULT_SESSION) {
      const world = worlds.get(session);
      return world === undefined ? undefined : { format: 1, session, db: structuredClone(world.db) };
    },
    restore(snapshot) {
      // A world an older build wrote down lacks an area: better a new one than half of one.
      if (Object.keys(seed(clock())).some(area => !(area in snapshot.db))) return;
      worlds.delete(snapshot.session);
      worldOf(snapshot.session, clock(), structuredClone(snapshot.db));
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    db: (session = DEFAULT_SESSION, now) => worldOf(session, now ?? clock()).db,
    changed: session => {
      changed(session);
      void sweep(partsOf(session), clock());
    },
    tidy: async (session = DEFAULT_SESSION, now = clock()) => {
      if (await sweep(partsOf(session), now)) changed(session);
    },
  };
};

/** A function like `fetch` that asks this backend; relative addresses are below its origin. */
export const createFetch =
  (backend: MockBackend, as?: As): typeof fetch =>
  async (input, init) => {
    const request =
      input instanceof Request
        ? new Request(input, init)
        : new Request(new URL(String(input), 'http://mock.invalid'), init);
    // As things are now: who is asking may be somebody else before the answer is made.
    const response = await backend.handle(request, { ...as });
    if (response.type === 'error') throw new TypeError('Failed to fetch');
    return response;
  };
