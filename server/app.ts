import { isIP } from 'node:net';
import { createHash, randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { cors } from 'hono/cors';
import type { Pool } from 'pg';
import { CROSS_ORIGIN } from '../core/http/cross-origin.ts';
import { languageOf } from '../core/http/language.ts';
import { handlers as ownHandlers } from '../core/handlers.ts';
import { createPipeline, type Matched } from '../core/http/pipeline.ts';
import type { Files, Identity, PartFiles, Store } from '../core/ports.ts';
import type { Owner } from '../core/rows.ts';
import { problem, problemResponse } from '../core/problem.ts';
import type { Config } from './config.ts';
import { directoryAround, emptyDirectory } from './directory/around.ts';
import type { Handlers } from '../core/context.ts';
import type { OperationId } from '../src/api/operation.ts';
import { type Caller, callerOf } from './identity/caller.ts';
import { tokenCheck } from './identity/check.ts';
import { emailCodes } from './identity/email-codes.ts';
import { errorFields, type Logger } from './log.ts';
import type { RateLimiter } from './limits.ts';
import { sealing } from './log-chain/seal.ts';
import type { Metrics } from './metrics.ts';
import { mailingSystem, panelGrants } from './not-connected.ts';
import type { SourcesOf } from './sources/connected.ts';
import { budgetOf } from './sources/within.ts';
import { policies } from './policies.ts';
import { postgresStatistics } from './statistics.ts';
import { isUnavailable } from './postgres/unavailable.ts';

/** When to try again while the database does not answer, seconds. */
const RETRY_S = 5;

/** What all systems together may take of a request, ms: a page is there after it, whoever does not answer. */
const SOURCES_MS = 2000;

/** What the application is made of. */
export interface AppParts {
  readonly config: Config;
  readonly pool: Pool;
  readonly store: Store;
  readonly files: Files;
  readonly log: Logger;
  readonly sourcesOf: SourcesOf;
  readonly partFiles: PartFiles;
  readonly clock: () => Date;
  readonly bodyBytes: number;
  readonly limiter: RateLimiter;
  readonly metrics: Metrics;
  /** Who answers the operations; default the server's own handlers. */
  readonly handlers?: Handlers<OperationId>;
}

const PANEL = { ru: 'Вход в личный кабинет', en: 'Sign-in to the account area' };

/**
 * The panel confirms people itself: a fresh `auth_time` of its token opens what needs it. Beside it codes by
 * email and passkeys are taken, where the operator has turned them on.
 */
const identityOf = ({ emailCode, keys, passkeyDomain, origins }: Config): Identity => ({
  methods: lang => [{ id: 'panel', label: PANEL[lang] }],
  confirm: () => false,
  ...(emailCode ? { emailCodes: emailCodes(keys.csrf) } : {}),
  ...(passkeyDomain === undefined
    ? {}
    : {
        passkeys: {
          rpIds: [passkeyDomain],
          rpName: 'ActiveCloud',
          isOrigin: (origin: string) => origins.has(origin),
        },
      }),
});

/** Stands for a session of the panel in our rows: its id might be a secret. Undefined where the panel names none. */
const sessionMark = (caller: Caller | undefined): string | undefined =>
  caller === undefined || caller.session === ''
    ? undefined
    : createHash('sha256').update(caller.session).digest('base64url');

const newRequestId = (): string => `req-${randomUUID().slice(0, 8)}`;
const isWrite = ({ method }: Request): boolean => method !== 'GET' && method !== 'HEAD';
/**
 * Whether the panel is asked again where its answers are kept: for writes, which a session that was ended must not make, and for
 * the session itself, which the module reads after the panel has asked the person for their secret.
 */
const needsFresh = (request: Request, { route }: Matched): boolean =>
  isWrite(request) || route.id === 'getSession';

/** The HTTP application: the operations of the contract below the base path. Whatever else is asked for is not found, in the same bytes. */
export function createApp({
  config,
  pool,
  store,
  files,
  log,
  sourcesOf,
  partFiles,
  clock,
  bodyBytes,
  limiter,
  metrics,
  handlers = ownHandlers,
}: AppParts): Hono {
  const witness = sealing(pool, config.keys.sign);
  const pipeline = createPipeline({
    base: config.base,
    handlers,
    // What an answer holds is personal: the log has where it breaks the contract, and not how.
    onContractBreak: (operation, errors) =>
      log.error(
        { operation, errors: errors.map(({ pointer, code }) => ({ pointer, code })) },
        'an answer breaks the contract',
      ),
    onError: (_address, thrown) => log.error(errorFields(thrown), 'a request failed'),
  });

  const identity = identityOf(config);
  const { cookie, csrfKeys } = config.identity;
  const rules = { cookie, csrfKeys, check: tokenCheck(config.identity, log, metrics) };

  /** A page of another site must not write with the cookie of a customer who happens to be signed in. */
  const requireOwnOrigin = (request: Request, { route }: Matched, caller: Caller | undefined): void => {
    if (!isWrite(request) || route.open || caller?.csrfToken === undefined) return;
    if (!config.origins.has(request.headers.get('Origin') ?? '')) throw problem('csrf');
  };

  /** @throws Problem `rate-limited`: of a session, or of the email's token that stands for one */
  const requireRate = (caller: Caller | undefined, token: string | undefined): void => {
    const session =
      caller === undefined ? token : `${caller.userId} ${caller.session} ${caller.employee ?? ''}`;
    const retryAfter = session === undefined ? undefined : limiter.take(session);
    if (retryAfter !== undefined) throw problem('rate-limited', { retryAfter });
  };
  /** Whose token or part link an address holds: it opens without a session. */
  async function holderOf({ params }: Matched, { searchParams }: URL): Promise<Owner | undefined> {
    const { token, id } = params;
    if (token !== undefined) {
      const userId = await store.holderOf(token);
      return userId === undefined ? undefined : { userId, accountIds: [] };
    }
    const link = searchParams.get('link');
    return id === undefined || link === null ? undefined : store.ownerOfLink(id, link);
  }

  async function respond(
    request: Request,
    requestId: string,
  ): Promise<{ response: Response; operation?: string }> {
    const now = clock();
    const url = new URL(request.url);
    const lang = languageOf(request.headers.get('Accept-Language'));
    let operation: string | undefined;
    try {
      const matched = pipeline.match(request, url);
      operation = matched.route.id;
      // An address that works without a session does not look at one.
      const caller = matched.route.open
        ? undefined
        : await callerOf(request, rules, now, needsFresh(request, matched));
      requireRate(caller, matched.params['token']);
      requireOwnOrigin(request, matched, caller);
      const budget = budgetOf(SOURCES_MS);
      const bounded = (at: Date) => sourcesOf(at, budget);
      // The proxy in front overwrites what a client sent (docs/integration.md).
      const address = request.headers.get('X-Forwarded-For') ?? '';
      const session = sessionMark(caller);
      const holder = caller === undefined ? await holderOf(matched, url) : undefined;
      const around = (caller ?? holder)?.userId;
      const response = await pipeline.run({
        request,
        url,
        matched,
        now,
        lang,
        requestId,
        userId: caller?.userId,
        ...(caller?.employee === undefined ? {} : { employee: caller.employee }),
        ...(caller?.signedInAt === undefined ? {} : { signedInAt: caller.signedInAt }),
        ...(isIP(address) === 0 ? {} : { address }),
        ...(caller?.expiresAt === undefined ? {} : { expiresAt: caller.expiresAt }),
        ...(session === undefined ? {} : { session }),
        ...(holder === undefined ? {} : { holder }),
        csrfToken: caller?.csrfToken,
        store,
        surroundings: {
          directory: around === undefined ? emptyDirectory : await directoryAround(pool, around),
          identity,
          sources: bounded(now),
          policies,
          mailingSystem,
          panelGrants,
          statistics: postgresStatistics(pool),
          witness,
          partFiles,
          sourcesAt: bounded,
          files,
          secretSuffix: '',
        },
      });
      return { response, operation };
    } catch (thrown) {
      if (isUnavailable(thrown)) log.error(errorFields(thrown), 'the database does not answer');
      const answered = isUnavailable(thrown) ? problem('maintenance', { retryAfter: RETRY_S }) : thrown;
      const response = pipeline.refuse(answered, request, url, lang, requestId);
      return operation === undefined ? { response } : { response, operation };
    }
  }

  const app = new Hono();
  app.onError((thrown, { req }) => {
    log.error(errorFields(thrown), 'a request failed outside the pipeline');
    const lang = languageOf(req.header('Accept-Language') ?? null);
    return problemResponse(problem('internal'), lang, newRequestId());
  });
  app.use(
    cors({
      ...CROSS_ORIGIN,
      origin: origin => (config.origins.has(origin) ? origin : null),
    }),
  );
  app.use(
    bodyLimit({
      maxSize: bodyBytes,
      onError: ({ req }) =>
        problemResponse(
          problem('too-large'),
          languageOf(req.header('Accept-Language') ?? null),
          newRequestId(),
        ),
    }),
  );
  app.all('*', async ({ req }) => {
    const begun = performance.now();
    const requestId = newRequestId();
    const { response, operation } = await respond(req.raw, requestId);
    response.headers.set('X-Request-Id', requestId);
    response.headers.set('X-Content-Type-Options', 'nosniff');
    // The address is not logged: it may hold a token.
    const ms = Math.round(performance.now() - begun);
    metrics.answered(operation ?? 'none', response.status, ms / 1000);
    log.info({ requestId, method: req.method, operation, status: response.status, ms }, 'request');
    return response;
  });
  return app;
}
