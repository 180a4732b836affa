import { notifyManager, QueryClient } from '@tanstack/react-query';
import { createApi, type Api, type Input } from '../../api/client.ts';
import type { EagerReads } from '../../api/eager-reads.ts';
import { Failure, worthRetrying } from '../../api/errors.ts';
import { getSession } from '../../api/generated/ops/getSession.ts';
import type { Answer, Operation, OperationId } from '../../api/operation.ts';
import { type Host, type HostOptions, hostOf, localeOf, type ReportEvent } from '../../host.ts';
import type { Locale } from '../../i18n/locale.ts';
import { createTextStore, type TextStore } from '../../i18n/texts.ts';
import { createSignal, type Signal } from './signal.ts';

/** A question to the server: an operation and what it is asked with. Written once per page, above everything. */
export interface ApiQuery<Id extends OperationId> {
  readonly operation: Operation<Id>;
  readonly input: Input<Id>;
  /** Milliseconds an unused answer is kept. Long lists let theirs go soon. */
  readonly keep?: number;
}

/** Makes a question. */
export function apiQuery<Id extends OperationId>(
  operation: Operation<Id>,
  input: Input<Id> = {},
  keep?: number,
): ApiQuery<Id> {
  return { operation, input, ...(keep === undefined ? {} : { keep }) };
}

export type Session = Answer<'getSession'>;

/** Who is signed in. */
export const sessionQuery = apiQuery(getSession);

/** A step-up the built-in dialog has to ask for. */
export interface StepUpPrompt {
  methods: readonly { id: string; label: string; hint?: string }[];
  done: () => void;
  declined: () => void;
}

/** Everything one mounted module owns; made at mount, gone at unmount. */
export interface Runtime {
  readonly api: Api;
  readonly client: QueryClient;
  readonly texts: TextStore;
  /** The host's options now, and word of their change. */
  readonly host: Signal<Host>;
  /** True from a 401 until the session is seen alive again. */
  readonly sessionLost: Signal<boolean>;
  readonly stepUpPrompt: Signal<StepUpPrompt | undefined>;
  /** The one masked value that is shown now: showing another hides it. */
  readonly shownValue: Signal<symbol | undefined>;
  /** The language loaders ask in; the screen follows when the texts are here. */
  locale: Locale;
  /** Answers of one account and user; another one signed in means another number. */
  readonly generation: number;
  /** Word of its change. */
  readonly visitor: Signal<number>;
  /** The query of a question: its key names the operation, the language, the account and what was asked. */
  queryOf<Id extends OperationId>(query: ApiQuery<Id>): QueryOf<Id>;
  /** Loads unless it is here already. @throws Failure */
  load<Id extends OperationId>(query: ApiQuery<Id>): Promise<Answer<Id>>;
  /** Loads ahead of need; a failure is left to the page that needs it. */
  prefetch<Id extends OperationId>(query: ApiQuery<Id>): void;
  /**
   * Marks the answers of operations as old. Resolves when those in use are fetched anew and every component that reads
   * them is notified.
   */
  invalidate(...operations: readonly Operation<OperationId>[]): Promise<void>;
  /** Asks who is signed in, afresh. Resolves to true when the session lives. */
  recheckSession(): Promise<boolean>;
  /** Asks the customer to confirm that it is them before something leaves the page. @throws Failure when they decline */
  confirmIdentity(operation: OperationId, methods: Session['stepUp']['methods']): Promise<void>;
  setHost(options: HostOptions): void;
  /** The pattern of the page that is shown, e.g. `/requests/:id`: never an address, which names a customer's things. */
  page: string | undefined;
  /** The path the router is at or on the way to, known at once: what its hooks say is drawn a moment later. */
  destination: string | undefined;
  /** Tells the operator of an error or a timing; what the host does with it cannot disturb the page. */
  report(event: ReportEvent): void;
  /** Tells the host, by an event that crosses the shadow boundary. */
  emit(name: string, detail?: unknown): void;
  close(): void;
}

/** What a function of the host comes to, whatever it does: one that throws has refused, one that returns nothing is done. */
function fromHost(run: () => Promise<void>): Promise<void> {
  return Promise.resolve().then(run);
}

/** What react-query needs to ask a question. */
export interface QueryOf<Id extends OperationId> {
  queryKey: readonly [string, string, number, Input<Id>];
  queryFn: (context: { signal: AbortSignal }) => Promise<Answer<Id>>;
  gcTime?: number;
}

/** Makes the runtime of one mounted module. */
export function createRuntime(
  options: HostOptions,
  emit: (name: string, detail?: unknown) => void,
  eager?: EagerReads,
): Runtime {
  const host = createSignal(hostOf(options));
  const sessionLost = createSignal(false);
  const stepUpPrompt = createSignal<StepUpPrompt | undefined>(undefined);
  const shownValue = createSignal<symbol | undefined>(undefined);
  const visitor = createSignal(0);
  const client = new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        retry: (count, error) => count < 1 && worthRetrying(error),
        retryDelay: 400,
        refetchOnWindowFocus: false,
        networkMode: 'always',
      },
    },
  });

  function currentSession(): Session | undefined {
    return client.getQueryData<Session>(runtime.queryOf(sessionQuery).queryKey);
  }

  function admitted(): Promise<void> | undefined {
    const ready = () => host.get().auth === 'cookie' || host.get().getToken !== undefined;
    if (ready()) return undefined;
    return new Promise(resolve => {
      const stop = host.subscribe(() => {
        if (!ready()) return;
        stop();
        resolve();
      });
    });
  }

  let confirming: Promise<void> | undefined;
  function confirm(failure: Failure, methods: Session['stepUp']['methods']): Promise<void> {
    const own = host.get().onStepUp;
    // Whoever asks while the customer is being asked waits for the same answer.
    confirming ??= new Promise<void>((resolve, reject) => {
      if (own) fromHost(() => own(methods)).then(resolve, reject);
      else stepUpPrompt.set({ methods, done: resolve, declined: () => reject(failure) });
    })
      // How long it holds is the session's to say.
      .then(() => void runtime.recheckSession())
      .finally(() => {
        confirming = undefined;
        stepUpPrompt.set(undefined);
      });
    // Whatever way the host says no, the page hears the refusal it asked about.
    return confirming.catch(() => {
      throw failure;
    });
  }

  const api = createApi({
    host: () => host.get(),
    admitted,
    locale: () => runtime.locale,
    ...(eager === undefined ? {} : { eagerReads: eager }),
    csrfToken: () => currentSession()?.csrfToken,
    stepUp: failure => confirm(failure, failure.problem?.methods ?? []),
    onFailure: failure => {
      runtime.report({
        kind: 'error',
        name: `${failure.operation}:${failure.kind}`,
        status: failure.status,
        ...(failure.requestId === undefined ? {} : { requestId: failure.requestId }),
      });
      if (failure.kind === 'session-expired') loseSession();
      else if (failure.status >= 500 || failure.status === 0)
        emit('privacy-error', { kind: failure.kind, requestId: failure.requestId });
    },
  });

  function loseSession() {
    if (sessionLost.get()) return;
    sessionLost.set(true);
    shownValue.set(undefined);
    emit('privacy-session-expired');
    const { onSessionExpired } = host.get();
    if (onSessionExpired)
      void fromHost(onSessionExpired).then(
        () => runtime.recheckSession(),
        () => undefined,
      );
  }

  /** A step-up ends by itself: what was shown on its strength is hidden then, however the page hears of it. */
  let stepUpEnd: ReturnType<typeof setTimeout> | undefined;
  function applyStepUp({ stepUp, now }: Session, before: Session | undefined) {
    clearTimeout(stepUpEnd);
    if (stepUp.fresh && stepUp.until !== undefined)
      stepUpEnd = setTimeout(() => shownValue.set(undefined), Date.parse(stepUp.until) - Date.parse(now));
    else if (before?.stepUp.fresh === true) shownValue.set(undefined);
  }

  function identityOf(session: Session | undefined): string | undefined {
    return session && `${session.account.id}/${session.user.id}/${session.role}`;
  }

  let closed = false;
  let identity: string | undefined;
  let last: Session | undefined;
  const unsubscribe = client.getQueryCache().subscribe(event => {
    if (event.type !== 'updated' || event.query.queryKey[0] !== 'getSession') return;
    const session = event.query.state.data as Session | undefined;
    if (session === undefined || session === last) return;
    applyStepUp(session, last);
    last = session;
    const next = identityOf(session);
    if (next === identity) return;
    const another = identity !== undefined;
    identity = next;
    if (another) {
      // Somebody else is signed in: nothing of the former may remain.
      stepUpPrompt.get()?.declined();
      shownValue.set(undefined);
      visitor.set(visitor.get() + 1);
      client.removeQueries();
      client.getMutationCache().clear();
      client.setQueryData(runtime.queryOf(sessionQuery).queryKey, session);
      emit('privacy-account-changed');
    }
  });

  /** Answers to who is signed in, of all that asked afresh: some share one. */
  let sessionsReceived = 0;
  const runtime: Runtime = {
    api,
    client,
    texts: createTextStore(),
    host,
    sessionLost,
    stepUpPrompt,
    shownValue,
    locale: localeOf(host.get()),
    get generation() {
      return visitor.get();
    },
    visitor,
    queryOf: query => ({
      queryKey: [query.operation.id, runtime.locale, visitor.get(), query.input],
      queryFn: ({ signal }) => api.call(query.operation, query.input, signal),
      ...(query.keep === undefined ? {} : { gcTime: query.keep }),
    }),
    load: query =>
      // A loader that was under way when the module went asks no more: its answer would be kept for nobody.
      closed
        ? Promise.reject(new Failure(query.operation.id, 'network'))
        : client.ensureQueryData(runtime.queryOf(query)),
    prefetch: query => void client.prefetchQuery(runtime.queryOf(query)),
    invalidate: (...operations) =>
      Promise.all(operations.map(({ id }) => client.invalidateQueries({ queryKey: [id] }))).then(
        // react-query notifies its observers in a timer that fires after these promises resolve. A component that sets
        // its state in between renders with the new answer, while the page around it still has the old one.
        () => new Promise(notifyManager.schedule),
      ),
    recheckSession: async () => {
      // Of whoever is known to be here when it is asked. It heeds no signal: a page that leaves would call it off.
      const query = () => ({
        ...runtime.queryOf(sessionQuery),
        queryFn: async () => {
          // Nobody waits for it: that it could not be asked is no news for the host.
          const session = await api.call(getSession, { quiet: true });
          sessionsReceived += 1;
          return session;
        },
        staleTime: 0,
      });
      // What was asked before somebody signed in does not answer who is signed in now: it is let go by.
      const underWay = client.isFetching({ queryKey: query().queryKey }) > 0;
      if (underWay) await client.fetchQuery(query()).catch(() => undefined);
      const before = sessionsReceived;
      await client.fetchQuery(query()).catch(() => undefined);
      // A question that was called off gives back what was known before; that is no answer.
      const received = sessionsReceived > before;
      if (received) sessionLost.set(false);
      return received;
    },
    confirmIdentity: (operation, methods) =>
      confirm(new Failure(operation, 'step-up-required', { status: 403 }), methods),
    setHost: next => host.set(hostOf(next)),
    page: undefined,
    destination: undefined,
    report: event => {
      try {
        host.get().onReport?.({ ...(runtime.page === undefined ? {} : { page: runtime.page }), ...event });
      } catch {
        // A fault of the host's own code is not the customer's.
      }
    },
    emit,
    close: () => {
      closed = true;
      clearTimeout(stepUpEnd);
      unsubscribe();
      // A question cancelled in flight sets its clean-up timer once more; five minutes of it would hold the whole module.
      for (const query of client.getQueryCache().getAll()) query.gcTime = 0;
      client.clear();
      client.unmount();
    },
  };
  return runtime;
}
