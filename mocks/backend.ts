import { parseCookie } from 'cookie';
import type { OperationId } from '../src/api/operation.ts';
import type { Handlers } from '../core/context.ts';
import type { ContractBreak } from '../core/http/answer.ts';
import { languageOf } from '../core/http/language.ts';
import { createPipeline, type Matched } from '../core/http/pipeline.ts';
import type { Files } from '../core/ports.ts';
import { problem } from '../core/problem.ts';
import { type StaffAction, staffAction, type StaffInput } from '../core/requests/staff.ts';
import type { ExportRow } from '../core/exports/state.ts';
import type { RequestRow } from '../core/requests/state.ts';
import { parseNow } from './clock.ts';
import { seed, type Db } from './db.ts';
import { createWorker, type Worker } from '../core/jobs/worker.ts';
import { durationMs } from './exports/durations.ts';
import { type Completing, completeCopies } from './exports/seeded.ts';
import { memoryStore as memoryPartStore, partFilesOf, partPrefix, type PartStore } from './exports/store.ts';
import { filesOf, type FileStore, memoryFiles } from './files.ts';
import { handlers } from '../core/handlers.ts';
import type { Witness } from '../core/ports.ts';
import { NOTHING_SIGNED } from '../core/seals.ts';
import { nextDueMs } from './memory-jobs.ts';
import { type Exclusive, oneByOne } from './exclusive.ts';
import { type MemoryStore, memoryStore } from './memory-store.ts';
import { isPersona, type Persona, userOf } from './personas.ts';
import { fraction, hash } from './random.ts';
import {
  downSystems,
  isScenario,
  LONG_SESSION_MS,
  PROXY_PAGE,
  type Scenario,
  SHORT_SESSION_MS,
  SIGNED_OUT_MS,
  WRONG_SHAPE,
} from './scenarios.ts';
import { createSources } from './register/sources.ts';
import { panelGrantsOf } from './session/panel-grants.ts';
import { copyPortsOf, surroundingsOf } from './surroundings.ts';

export { PERSONAS, type Persona } from './personas.ts';
export { SCENARIOS, type Scenario } from './scenarios.ts';
export { type FieldError } from '../core/problem.ts';
export type { Db } from './db.ts';

/** Who is asking, as an adapter knows it; headers of the request go before it. */
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
  /** True when a session has a database already; `snapshot` would copy all of it to find out. */
  has(session?: string): boolean;
  snapshot(session?: string): Snapshot | undefined;
  restore(snapshot: Snapshot): void;
  /** Called after every change of a session's database; returns the way to stop. */
  subscribe(listener: (session: string) => void): () => void;
  /** The database of a session, for the adapters’ own controls; made when there is none. */
  db(session?: string, now?: Date): Db;
  /** Notifies the listeners that an adapter changed a database directly. */
  changed(session: string): void;
  /** What a member of staff does with a request: one transaction, like any write. @throws Problem */
  staff(
    id: string,
    action: StaffAction,
    options?: { session?: string | undefined; now?: Date; staffInput?: StaffInput },
  ): Promise<RequestRow>;
  /** The files of requests of a session. */
  files(session?: string): Files;
  readonly base: string;
}

/** Options of the backend; all have defaults. */
export interface BackendOptions {
  base?: string;
  /** The machine's clock. */
  clock?: () => Date;
  /** Waits; tests pass one that does not. */
  delay?: (ms: number) => Promise<void>;
  onContractBreak?: ContractBreak;
  /** Identity and scenario when neither the request nor the adapter names any. */
  as?: As;
  /** Where packed parts of exports lie; without it in memory. */
  parts?: PartStore;
  /** Where the files of requests lie; without it in memory. */
  files?: FileStore;
  /** Does a transaction of a session while no other is open; without it one after another in this process. */
  exclusive?: (session: string) => Exclusive;
  /** Signs what is proof; without it nothing is signed, for it is invented. */
  witness?: Witness;
  /** Handlers to take instead of the mock's own: to try what an operation does not do by itself. */
  overrides?: Partial<Handlers<OperationId>>;
}

interface Database {
  readonly key: string;
  readonly store: MemoryStore;
  readonly worker: Worker;
  /** Invented copies that are being counted and packed. */
  readonly completing: Completing;
  /** The instant of the last request, where its clock stands still. */
  standing: Date | undefined;
  /** Wakes the worker for the next job. */
  timer: ReturnType<typeof setTimeout> | undefined;
  /** When the sign-in ends under the scenario `session-ending`, by the machine's clock in ms. */
  endsAt?: number;
  /** How many calls it has answered: what the scenarios draw their luck from. */
  calls: number;
  /** Flaky: how often each operation was called, and which of them must succeed now. */
  counts: Map<string, number>;
  owed: Set<string>;
}

/** Operations that show the files of copies: invented ones are packed before. */
const COPY_LOOKS: ReadonlySet<OperationId> = new Set<OperationId>([
  'listExports',
  'getExport',
  'streamExport',
  'getExportChanges',
  'downloadPart',
  'createPartLink',
  'revokeExport',
  'retryExport',
]);
/** A job that is due later than this waits for a request, ms. */
const LONGEST_TIMER_MS = 3_600_000;
const DEFAULT_BASE = '/api/privacy/v1';
const DEFAULT_SESSION = 'default';
/** Where the customer of the playground is: an address of documentation (RFC 5737). */
const INVENTED_ADDRESS = '203.0.113.24';
const SESSION_KEY = /^[\w-]{1,80}$/;
/** Reads that travel by POST: no scenario of writes concerns them. */
const READS: ReadonlySet<OperationId> = new Set<OperationId>([
  'searchRegister',
  'searchRecords',
  'estimateExport',
  'previewErasure',
]);
/** Writes the playground itself needs under every scenario. */
const UNCONFLICTED: ReadonlySet<OperationId> = new Set<OperationId>(['stepUp', 'switchAccount']);

const wait = (ms: number): Promise<void> => new Promise(done => setTimeout(done, ms));

const cookiesOf = ({ headers }: Request) => parseCookie(headers.get('Cookie') ?? '');

const invalid = (pointer: string, code: string, detail: string) =>
  problem('validation', { errors: [{ pointer, code, detail }] });

/** Who asks, in which scenario and when: from the headers of the mock, then the adapter, then the defaults. */
interface Circumstances {
  /** Whether `now` was given: the clock stands still then. */
  standing: boolean;
  persona: Persona | undefined;
  bearer: boolean;
  scenario: Scenario;
  now: Date;
}

/** A mock backend. Several may live beside each other; each session in one is a database of its own. */
export const createBackend = (options: BackendOptions = {}): MockBackend => {
  const base = new URL(options.base ?? DEFAULT_BASE, 'http://mock.invalid').pathname.replace(/\/+$/, '');
  const clock = options.clock ?? (() => new Date());
  const delay = options.delay ?? wait;
  const databases = new Map<string, Database>();
  const listeners = new Set<(session: string) => void>();
  const pipeline = createPipeline({
    base,
    handlers: { ...handlers, ...options.overrides },
    onContractBreak:
      options.onContractBreak ??
      ((id, errors, body) => {
        console.error(`The mock broke the contract in ${id}`, JSON.stringify(errors.slice(0, 5)), body);
      }),
    onError: (operation, thrown) => console.error(`The mock failed in ${operation}`, thrown),
  });

  const changed = (key: string) => {
    for (const listener of listeners) listener(key);
  };

  const files = options.files ?? memoryFiles();
  const partStore = options.parts ?? memoryPartStore();

  /** Goes on with the jobs of a database, and comes back when the next one is due. */
  const work = (database: Database): void => {
    const { store, worker, key } = database;
    clearTimeout(database.timer);
    const dueMs = nextDueMs(store.db.jobs);
    if (dueMs === undefined || dueMs > LONGEST_TIMER_MS || databases.get(key) !== database) return;
    database.timer = setTimeout(() => {
      if (databases.get(key) !== database) return;
      // A timer may end before the wall clock has reached its instant: what was not taken is waited for again.
      const again = () => work(database);
      void worker.run(database.standing ?? clock()).then(again, again);
    }, dueMs);
    // A timer keeps no process of Node alive; browsers give a number, which has nothing to be called.
    if (typeof database.timer === 'object') database.timer.unref();
  };

  const databaseOf = (key: string, now: Date, db?: Db): Database => {
    const known = databases.get(key);
    if (known !== undefined) return known;
    const store = memoryStore(db ?? seed(now), {
      changed: () => {
        changed(key);
        work(made);
      },
      exclusive: options.exclusive?.(key) ?? oneByOne(),
      durationMs,
    });
    const worker = createWorker({
      store,
      surroundings: ({ id, dueAt }) => {
        const down = new Set(store.db.jobs.find(row => row.id === id)?.down);
        const latest = made.standing ?? clock();
        // A step is done when it was due; never later than now, where the clock stands still.
        const instant = dueAt < latest ? dueAt : latest;
        const { seededAt } = store.db;
        return {
          ...copyPortsOf(seededAt),
          now: instant,
          sources: createSources({ seededAt, now: instant, down }),
          files: filesOf(files, key),
          partFiles: partFilesOf(partStore, key),
          witness: options.witness ?? NOTHING_SIGNED,
        };
      },
      onError: (job, thrown) => console.error(`The mock failed in ${job.kind}`, thrown),
    });
    const made: Database = {
      key,
      store,
      worker,
      completing: new Map(),
      standing: undefined,
      timer: undefined,
      calls: 0,
      counts: new Map(),
      owed: new Set(),
    };
    databases.set(key, made);
    work(made);
    return made;
  };

  const circumstancesOf = (request: Request, as: As): Circumstances => {
    const { headers } = request;
    const nowText = headers.get('X-Mock-Now') ?? as.now ?? options.as?.now;
    const now = nowText === undefined ? clock() : parseNow(nowText);
    if (now === undefined) throw invalid('header/x-mock-now', 'format', 'YYYY-MM-DD, RFC 3339');
    const scenario = headers.get('X-Mock-Scenario') ?? as.scenario ?? options.as?.scenario ?? 'normal';
    if (!isScenario(scenario)) throw invalid('header/x-mock-scenario', 'enum', scenario);
    const bearer = /^Bearer mock-([a-z]+)$/.exec(headers.get('Authorization') ?? '')?.[1];
    const persona =
      headers.get('X-Mock-Persona') ??
      (headers.has('Authorization') ? bearer : undefined) ??
      as.persona ??
      cookiesOf(request)['mock_persona'] ??
      options.as?.persona;
    if (persona !== undefined && !isPersona(persona)) {
      if (persona === bearer) throw problem('session-expired');
      throw invalid('header/x-mock-persona', 'enum', persona);
    }
    return {
      now,
      standing: nowText !== undefined,
      scenario,
      persona,
      bearer: bearer !== undefined && headers.get('X-Mock-Persona') === null,
    };
  };

  /** The session a request belongs to; a secret that works without one carries it at its end. */
  const sessionOf = (request: Request, as: As, secret: string): string => {
    const session =
      request.headers.get('X-Mock-Session') ??
      as.session ??
      cookiesOf(request)['mock_session'] ??
      options.as?.session ??
      /~([\w-]+)$/.exec(secret)?.[1] ??
      DEFAULT_SESSION;
    if (!SESSION_KEY.test(session)) throw invalid('header/x-mock-session', 'pattern', session);
    return session;
  };

  /** Writes that the scenario `conflict` refuses once they have been validated. */
  const conflicted = new WeakSet<Request>();

  /** The answer of a scenario that keeps a call from arriving at all; undefined when it arrives. */
  const faultOf = async (
    { scenario }: Circumstances,
    database: Database,
    { route }: Matched,
    request: Request,
  ): Promise<Response | undefined> => {
    switch (scenario) {
      case 'slow':
        await delay(2000 + Math.floor(fraction(hash(`slow ${database.calls}`)) * 3000));
        return undefined;
      case 'flaky': {
        const call = `${request.method} ${new URL(request.url).pathname}`;
        const count = (database.counts.get(call) ?? 0) + 1;
        database.counts.set(call, count);
        if (database.owed.delete(call)) return undefined;
        const luck = fraction(hash(`flaky ${call} ${count}`));
        if (luck >= 0.3) return undefined;
        database.owed.add(call);
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
      case 'session-ending': {
        if (route.open) return undefined;
        const at = clock().getTime();
        const { endsAt } = database;
        if (endsAt !== undefined && at >= endsAt && at < endsAt + SIGNED_OUT_MS)
          throw problem('session-expired');
        // Like a panel that counts idle time. Reading the session is no activity: the module does it by itself.
        if (endsAt === undefined || at >= endsAt || route.id !== 'getSession')
          database.endsAt = at + SHORT_SESSION_MS;
        return undefined;
      }
      case 'rate-limited':
        throw problem('rate-limited', { retryAfter: 3 });
      case 'maintenance':
        throw problem('maintenance', { retryAfter: 120 });
      case 'conflict': {
        const write = request.method !== 'GET' && request.method !== 'HEAD';
        if (write && !READS.has(route.id) && !UNCONFLICTED.has(route.id)) conflicted.add(request);
        return undefined;
      }
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
    const lang = languageOf(request.headers.get('Accept-Language'));
    requests += 1;
    const requestId = `req-${hash(`${requests} ${request.method} ${url.pathname} ${clock().getTime()}`).toString(16).padStart(8, '0')}`;
    try {
      const circumstances = circumstancesOf(request, as);
      const { now, persona, scenario } = circumstances;
      const matched = pipeline.match(request, url);
      const secret = matched.params['token'] ?? url.searchParams.get('link') ?? '';
      const session = sessionOf(request, as, secret);
      const database = databaseOf(session, now);
      database.calls += 1;
      const fault = await faultOf(circumstances, database, matched, request);
      if (fault !== undefined) return fault;
      database.standing = circumstances.standing ? now : undefined;
      const down = downSystems(scenario);
      const { seededAt } = database.store.db;
      const partFiles = partFilesOf(partStore, session);
      // Time has passed since the last request: what was due by now was done by now.
      await database.worker.run(now);
      if (COPY_LOOKS.has(matched.route.id) && persona !== undefined) {
        const accounts = new Set(userOf(persona).memberships.map(one => one.accountId));
        const named = matched.params['id'];
        const which = (row: ExportRow) =>
          accounts.has(row.accountId) &&
          (named === undefined || row.id === named || row.id === url.searchParams.get('since'));
        const ports = { ...copyPortsOf(seededAt), partFiles };
        await completeCopies(database.store, ports, database.completing, which, now);
      }
      const response = await pipeline.run({
        request,
        url,
        matched,
        now,
        lang,
        requestId,
        userId: persona === undefined ? undefined : userOf(persona).id,
        // A browser with the cookie and a page with the bearer token are two sign-ins of one person.
        session: circumstances.bearer ? 'bearer' : 'cookie',
        address: request.headers.get('X-Forwarded-For') ?? INVENTED_ADDRESS,
        expiresAt: new Date(
          now.getTime() +
            (scenario === 'session-ending' && database.endsAt !== undefined
              ? database.endsAt - clock().getTime()
              : LONG_SESSION_MS),
        ),
        csrfToken: circumstances.bearer ? undefined : `csrf-${hash(`csrf ${session}`).toString(36)}`,
        store: database.store.whileDown(down),
        surroundings: surroundingsOf({
          seededAt,
          now,
          origin: url.origin,
          files: filesOf(files, session),
          partFiles,
          panelGrants: panelGrantsOf(database.store.db, now),
          witness: options.witness ?? NOTHING_SIGNED,
          down,
          secretSuffix: session === DEFAULT_SESSION ? (/~default$/.exec(secret)?.[0] ?? '') : `~${session}`,
        }),
        ...(conflicted.has(request) ? { beforeHandler: () => problem('conflict') } : {}),
        afterWrite: () => database.worker.run(now),
      });
      return await spoil(scenario, response);
    } catch (thrown) {
      return pipeline.refuse(thrown, request, url, lang, requestId);
    }
  };

  return {
    base,
    files: (session = DEFAULT_SESSION) => filesOf(files, session),
    handle,
    async reset(session) {
      const forgotten = [...databases.values()].filter(({ key }) => session === undefined || key === session);
      for (const { key, timer, worker } of forgotten) {
        databases.delete(key);
        clearTimeout(timer);
        worker.stop();
        changed(key);
      }
      const keys = session === undefined ? forgotten.map(({ key }) => key) : [session];
      await Promise.all(keys.map(key => files.clear(`${key}/`)));
      // What a step was writing when it was stopped goes after it.
      await Promise.all(forgotten.map(({ worker }) => worker.settled()));
      await Promise.all(keys.map(key => partStore.clear(partPrefix(key))));
    },
    has: (session = DEFAULT_SESSION) => databases.has(session),
    snapshot(session = DEFAULT_SESSION) {
      const database = databases.get(session);
      return database === undefined
        ? undefined
        : { format: 1, session, db: structuredClone(database.store.db) };
    },
    restore(snapshot) {
      // A database that an older build saved lacks an area: a new one is better than half of one.
      if (Object.keys(seed(clock())).some(area => !(area in snapshot.db))) return;
      const db = structuredClone(snapshot.db);
      const known = databases.get(snapshot.session);
      if (known === undefined) databaseOf(snapshot.session, clock(), db);
      else {
        known.store.replace(db);
        work(known);
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    staff: async (id, action, { session = DEFAULT_SESSION, now = clock(), staffInput } = {}) => {
      const { store, worker } = databaseOf(session, now);
      const row = store.db.requests.find(one => one.id === id);
      if (row === undefined) throw problem('not-found');
      const owner = { userId: row.preparedBy.id, accountIds: [row.accountId], whole: true };
      await store.write(owner, now, undefined, unit => {
        staffAction(unit, id, action, now, staffInput);
        return { value: undefined };
      });
      await worker.run(now);
      return store.db.requests.find(one => one.id === id) ?? row;
    },
    db: (session = DEFAULT_SESSION, now) => databaseOf(session, now ?? clock()).store.db,
    changed,
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
