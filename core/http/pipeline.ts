import type { OperationId } from '../../src/api/operation.ts';
import { canonicalJson } from '../../src/domain/canonical-json.ts';
import type { Scope } from '../../src/domain/ids.ts';
import type { AccessRow, NewAccess } from '../access/state.ts';
import type { Context, Handler, Handlers, Reply, Surroundings } from '../context.ts';
import { newId } from '../ids.ts';
import type { KeptAnswer, Principal, Store, Unit } from '../ports.ts';
import {
  type FieldError,
  isProblem,
  type Lang,
  problem,
  type Problem,
  problemResponse,
  statusOf,
} from '../problem.ts';
import type { Owner, Rows, TableName } from '../rows.ts';
import { withOwnRecords } from '../register/own-sources.ts';
import { scopesOf } from '../session/scopes.ts';
import { stepUpUntil } from '../session/state.ts';
import { isPublicPath, publicProblem } from '../unsubscribe/problem-page.ts';
import { answerOf, type ContractBreak } from './answer.ts';
import { readBody } from './body.ts';
import { lookEntry, requireLook } from './employee.ts';
import { checkHeaders, checkPath, checkQuery, matchRoute, methodsOf, type Route } from './contract.ts';

const READ_METHODS = new Set(['GET', 'HEAD']);
/** Reads that travel by POST because of what they carry. */
const READS: ReadonlySet<OperationId> = new Set<OperationId>([
  'searchRegister',
  'searchRecords',
  'estimateExport',
  'previewErasure',
]);
/** Writes whose answer holds a secret or a value: their key is remembered, the answer is not. */
const NOT_KEPT: ReadonlySet<OperationId> = new Set<OperationId>(['revealValue', 'stepUp', 'createPartLink']);
/** A context of whatever operation; the handler found by the operation's id takes it. */
type AnyContext = Context<OperationId>;
/** A handler of whatever operation. */
type AnyHandler = Handler<OperationId>;

/** What stands for the caller where nobody is signed in: it belongs to nobody and may see nothing. */
const NOBODY: Principal = { userId: '', accountId: '', role: 'user', jurisdiction: 'RU', name: '' };

/** A request that has found its operation. */
export interface Matched {
  readonly route: Route;
  readonly params: Record<string, string>;
}

/** A request with all the adapter knows of it. */
export interface Exchange {
  readonly request: Request;
  readonly url: URL;
  readonly matched: Matched;
  readonly now: Date;
  readonly lang: Lang;
  readonly requestId: string;
  /** Who is signed in; undefined when nobody is. */
  readonly userId: string | undefined;
  /** The panel's id of the employee whose session acts as the person: they may look, and each look is logged as theirs. */
  readonly employee?: string;
  /** When the person last gave a secret to sign in, where the adapter knows it. */
  readonly signedInAt?: Date;
  /** The address the request came from, where the adapter knows it. */
  readonly address?: string;
  /** When the sign-in ends unless it is prolonged, where the adapter knows it. */
  readonly expiresAt?: Date;
  /** Stands for the session of the sign-in, the same as long as it lasts; left out where the adapter knows none. */
  readonly session?: string;
  /** Whose token or part link the address holds, where the adapter has found it: it is not asked for again. */
  readonly holder?: Owner;
  /** The token writes must carry; undefined for bearer tokens. */
  readonly csrfToken: string | undefined;
  readonly store: Store;
  readonly surroundings: Surroundings;
  /** A refusal of the surroundings for a request that is valid: asked right before the handler. */
  readonly beforeHandler?: () => Problem | undefined;
  /** Called after a write, before its answer leaves: files whose ground is gone are deleted here. */
  readonly afterWrite?: () => Promise<void>;
}

/** The way of a request through the core. */
export interface Pipeline {
  readonly base: string;
  /** Finds the operation. @throws Problem `not-found` */
  match(request: Request, url: URL): Matched;
  /** Authenticates, validates, runs the handler and checks its answer. @throws Problem */
  run(exchange: Exchange): Promise<Response>;
  /** The answer to what was thrown: a problem, or a page for a browser at a public address. */
  refuse(thrown: unknown, request: Request, url: URL, lang: Lang, requestId: string): Response;
}

/** Options of the pipeline. */
export interface PipelineOptions {
  /** Base of the API, an absolute path without a slash at its end. */
  readonly base: string;
  readonly handlers: Handlers<OperationId>;
  readonly onContractBreak: ContractBreak;
  /** Called with a thrown value that is not a problem. */
  readonly onError: (operation: string, thrown: unknown) => void;
}

/** A unit for reads: a read that changes something is a fault of its handler. */
const closedUnit = (rows: Rows): Unit => {
  const closed = () => {
    throw new Error('a read changes nothing');
  };
  return { rows, log: closed, enqueue: closed, mail: closed, optOut: closed, number: closed };
};

/** Who the signed-in person is in the account they work in now: the one they switched to, else their first. */
async function principalOf(
  { store, surroundings: { directory } }: Exchange,
  userId: string,
): Promise<{ me: Principal; session: Rows['session'] }> {
  const user = directory.user(userId);
  const session = await store.read({ userId, accountIds: [] }, rows => rows.session, 'session');
  const membership =
    user?.memberships.find(one => one.accountId === session[userId]?.accountId) ?? user?.memberships[0];
  const account = directory.account(membership?.accountId ?? '');
  if (user === undefined || membership === undefined || account === undefined)
    throw problem('session-expired');
  const { jurisdiction, code } = account;
  const { accountId, role } = membership;
  return {
    me: { userId, accountId, accountCode: code, role, jurisdiction, name: user.name },
    session,
  };
}

/** The checked input of a handler; one problem lists all errors. */
async function validated({ request, url, matched: { route, params: raw }, lang, surroundings }: Exchange) {
  const params: Record<string, unknown> = { ...raw };
  const { query, errors } = checkQuery(route, url.searchParams, lang);
  errors.push(...checkPath(route, params, lang), ...checkHeaders(route, request.headers, lang));
  let body: unknown;
  try {
    body = await readBody(request, route, lang);
  } catch (thrown) {
    if (!isProblem(thrown) || thrown.problemName !== 'validation') throw thrown;
    errors.push(...(thrown.extra.errors ?? []));
  }
  if (errors.length > 0) throw problem('validation', { errors });
  const { secretSuffix } = surroundings;
  for (const holder of secretSuffix === '' ? [] : [params, query]) {
    for (const name of ['token', 'link']) {
      const value = holder[name];
      if (typeof value === 'string' && value.endsWith(secretSuffix))
        holder[name] = value.slice(0, -secretSuffix.length);
    }
  }
  return { params, query, body };
}

/** Makes the pipeline over the handlers of all operations. */
export function createPipeline({ base, handlers, onContractBreak, onError }: PipelineOptions): Pipeline {
  const pathOf = (url: URL): string | undefined =>
    url.pathname.startsWith(`${base}/`) ? url.pathname.slice(base.length) : undefined;

  /** A link that was copied by hand may end in a slash. */
  const publicPathOf = (url: URL): string | undefined => {
    const path = pathOf(url);
    return path !== undefined && isPublicPath(path) ? path.replace(/\/+$/, '') : undefined;
  };

  function match(request: Request, url: URL): Matched {
    const path = publicPathOf(url) ?? pathOf(url);
    const matched = path === undefined ? undefined : matchRoute(request.method, path);
    if (matched === undefined) throw problem('not-found');
    return matched;
  }

  function refuse(thrown: unknown, request: Request, url: URL, lang: Lang, requestId: string): Response {
    if (!isProblem(thrown)) onError(`${request.method} ${url.pathname}`, thrown);
    const found: Problem = isProblem(thrown) ? thrown : problem('internal');
    const path = publicPathOf(url);
    if (path === undefined) return problemResponse(found, lang, requestId, url.pathname);
    const known = methodsOf(path);
    const allowed = known.includes(request.method) ? [] : known;
    return publicProblem(found, request, lang, requestId, allowed);
  }

  async function run(exchange: Exchange): Promise<Response> {
    const { request, url, matched, now, lang, requestId, csrfToken, store, surroundings } = exchange;
    const { route } = matched;
    const read = READ_METHODS.has(request.method);
    const byLink = route.id === 'downloadPart' && url.searchParams.has('link');
    const anonymous = route.open || (byLink && exchange.userId === undefined);
    if (exchange.userId === undefined && !anonymous) throw problem('session-expired');
    const isRead = read || READS.has(route.id);
    const { employee } = exchange;
    if (employee !== undefined) requireLook(route, isRead);
    const unprotected = read || route.open || csrfToken === undefined;
    if (!unprotected && request.headers.get('X-CSRF-Token') !== csrfToken) throw problem('csrf');
    const { params, query, body } = await validated(exchange);
    const refused = exchange.beforeHandler?.();
    if (refused !== undefined) throw refused;
    const { me, session } =
      exchange.userId === undefined
        ? { me: NOBODY, session: {} }
        : await principalOf(exchange, exchange.userId);
    const given = (query['scope'] ?? (body as { scope?: unknown } | undefined)?.scope) as Scope | undefined;

    const handler = handlers[route.id] as unknown as AnyHandler;
    const token = params['token'];
    const nobody: Owner = { userId: '', accountIds: [] };
    const holder = async (): Promise<Owner> =>
      typeof token === 'string'
        ? { ...nobody, userId: (await store.holderOf(token)) ?? '' }
        : ((await store.ownerOfLink(String(params['id']), String(query['link']))) ?? nobody);
    const owner =
      typeof token === 'string' || anonymous
        ? (exchange.holder ?? (await holder()))
        : ownerFor(me, typeof handler === 'function' ? undefined : handler.reach, surroundings);

    // What the customer has confirmed, an employee has not.
    const freshUntil =
      employee === undefined ? stepUpUntil(session, me.userId, now, exchange.signedInAt) : undefined;
    const scope = given ?? scopesOf(me)[0] ?? 'person';

    const contextOn = (db: Rows, unit: Unit, log: (row: AccessRow) => void) =>
      ({
        ...surroundings,
        sources: withOwnRecords(surroundings.sources, () => db),
        id: route.id,
        params,
        query,
        body,
        request,
        base,
        now,
        lang,
        scope,
        db,
        unit,
        latest: (only?: TableName) => store.read(owner, all => all, only),
        me,
        anonymous,
        requestId,
        stepUpFresh: freshUntil !== undefined,
        stepUpUntil: freshUntil,
        session: employee === undefined ? exchange.session : undefined,
        address: exchange.address,
        expiresAt: exchange.expiresAt,
        csrfToken,
        problem,
        record: (
          entry: NewAccess,
          { accountId, userId }: { accountId: string; userId: string } = me,
        ): AccessRow => {
          const row = { id: newId('al'), at: now.toISOString(), accountId, userId, ...entry };
          log(row);
          return row;
        },
      }) as unknown as AnyContext;

    const reading = async (work: (context: AnyContext) => unknown): Promise<unknown> => {
      const logged: AccessRow[] = [];
      const rows = await store.read(owner, all => all);
      const result = await work(contextOn(rows, closedUnit(rows), row => logged.push(row)));
      if (employee !== undefined) {
        const { category } = params;
        const named = typeof category === 'string' ? category : undefined;
        const entry = lookEntry(rows, { employee, route, me, scope, category: named, now });
        if (entry !== undefined) logged.push(entry);
      }
      if (logged.length > 0)
        await store.write(owner, now, undefined, unit => {
          for (const row of logged) unit.log(row);
          return { value: undefined };
        });
      return result;
    };

    try {
      if (isRead) {
        if (typeof handler !== 'function') throw new Error(`${route.id} is a read`);
        return (await reading(async context =>
          answerOf(route, await handler(context), lang, onContractBreak),
        )) as Response;
      }
      const two = typeof handler === 'function' ? { decide: handler } : handler;
      const gathered = 'gather' in two ? await reading(context => two.gather?.(context)) : undefined;
      const key = keyOf(exchange, anonymous ? 'anonymous' : me.userId, me.accountId, body);
      const result = await store.write(owner, now, key, unit => {
        const context = contextOn(unit.rows, unit, row => unit.log(row));
        const decided: Reply<OperationId> | Promise<Reply<OperationId>> = two.decide(context, gathered);
        // Whatever is awaited here would hold the rows locked, and might see a copy that is old by then.
        if (decided instanceof Promise) throw new Error(`${route.id} waits inside its unit`);
        const reply = decided;
        if (reply.rejection !== undefined)
          return {
            value: problemResponse(reply.rejection, lang, requestId, url.pathname),
            rejected: true,
          };
        const value = answerOf(route, reply, lang, onContractBreak);
        const kept = value.ok && reply.body !== undefined && !NOT_KEPT.has(route.id);
        return {
          value,
          ...(kept ? { keep: keepable(value, reply.body) } : {}),
        };
      });
      await exchange.afterWrite?.();
      return 'value' in result ? result.value : repeated(result.kept);
    } catch (thrown) {
      if (isProblem(thrown) && !route.statuses.has(statusOf(thrown.problemName))) {
        const detail = `status ${statusOf(thrown.problemName)} is not in the contract`;
        onContractBreak(
          route.id,
          [{ pointer: '', detail, code: 'status' }] satisfies FieldError[],
          thrown.problemName,
        );
      }
      throw thrown;
    }
  }

  return { base, match, run, refuse };
}

/** Whose rows a handler may change: the caller's, or more where it says so. */
function ownerFor(
  me: Principal,
  reach: 'all-accounts' | 'whole-account' | undefined,
  { directory }: Surroundings,
): Owner {
  const accountIds =
    reach === 'all-accounts'
      ? (directory.user(me.userId)?.memberships ?? []).map(one => one.accountId).toSorted()
      : [me.accountId];
  return { userId: me.userId, accountIds, ...(reach === 'whole-account' ? { whole: true } : {}) };
}

/** The key of a write that the contract lets be repeated. */
function keyOf(
  { request, url, matched: { route } }: Exchange,
  who: string,
  accountId: string,
  body: unknown,
) {
  const key = request.headers.get('Idempotency-Key');
  const keyed = route.parameters.some(one => one.in === 'header' && one.name === 'Idempotency-Key');
  if (key === null || !keyed) return undefined;
  return { slot: [who, accountId, route.id, url.pathname, key].join(' '), sent: canonicalJson(body ?? {}) };
}

const keepable = (response: Response, body: unknown): KeptAnswer['answer'] => ({
  status: response.status,
  headers: Object.fromEntries(response.headers),
  body: JSON.stringify(body),
});

const repeated = ({ answer }: KeptAnswer): Response => {
  if (answer === undefined) throw problem('conflict');
  return new Response(answer.body, { status: answer.status, headers: answer.headers });
};
