import { notifyManager, QueryClient } from '@tanstack/react-query';
import { createApi, type Api } from '../../api/client.ts';
import type { EagerReads } from '../../api/eager-reads.ts';
import { Failure, worthRetrying } from '../../api/errors.ts';
import { getSession } from '../../api/generated/ops/getSession.ts';
import type { Operation, OperationId } from '../../api/operation.ts';
import { isQueryOf, type QueryContext } from '../../api/query.ts';
import type { Schemas } from '../../api/schema-types.ts';
import { type Host, type HostOptions, hostOf, localeOf, type ReportEvent } from '../../host.ts';
import type { Locale } from '../../i18n/locale.ts';
import { createTextStore, type TextStore } from '../../i18n/texts.ts';
import { sessionQuery } from './queries.ts';
import { createSignal, type Signal } from './signal.ts';

export type Session = Schemas['Session'];

/** A step-up the built-in dialog has to ask for. */
export interface StepUpPrompt {
  /** What the server has named: methods, the action, and methods that cannot be used now. */
  asked: Pick<Schemas['Problem'], 'methods' | 'action' | 'unavailable'>;
  done: () => void;
  declined: () => void;
}

/** Everything one mounted module owns; made at mount, gone at unmount. */
export interface Runtime extends QueryContext {
  readonly api: Api;
  readonly client: QueryClient;
  readonly texts: TextStore;
  /** The host's options; notifies on change. */
  readonly host: Signal<Host>;
  /** True from a 401 until an answer shows that somebody is signed in. */
  readonly sessionLost: Signal<boolean>;
  /** The end of the session (`expiresAt`) from two minutes before it. */
  readonly sessionEnding: Signal<string>;
  readonly stepUpPrompt: Signal<StepUpPrompt | undefined>;
  /** The one masked value that is shown now: showing another hides it. */
  readonly shownValue: Signal<symbol | undefined>;
  /** The language of the loaders' requests. The screen changes to it when its texts are loaded. */
  locale: Locale;
  /** Counts the accounts and users that have been signed in: a part of every query key. */
  readonly sessionNumber: number;
  /** The session number, and its changes. */
  readonly sessionNumberSignal: Signal<number>;
  /**
   * Marks the answers of operations as old. Resolves when those in use are fetched anew and every component that reads
   * them is notified.
   */
  invalidate(...operations: readonly Operation<OperationId>[]): Promise<void>;
  /** Asks who is signed in, afresh. Resolves to true when the session lives. */
  recheckSession(): Promise<boolean>;
  /**
   * Every call that the server refused with 401 or 403 waits here. Resolves after a step-up (403), or when somebody is
   * signed in again (401).
   * @param by `sessionNumber` when it was asked for
   * @throws Failure the given one, when the step-up is declined or another customer is signed in
   */
  confirmIdentity(failure: Failure, by: number): Promise<void>;
  setHost(options: HostOptions): void;
  /** True once the module is unmounted: no loader begins then. */
  closed: boolean;
  /** The pattern of the page that is shown, e.g. `/requests/:id`: never an address, which names a customer's things. */
  page: string | undefined;
  /** The path the router is at or on the way to, known at once: what its hooks say is drawn a moment later. */
  destination: string | undefined;
  /** Reports an error or a timing to the operator; what the host does with it cannot disturb the page. */
  report(event: ReportEvent): void;
  /** Notifies the host by an event that crosses the shadow boundary. */
  emit(name: string, detail?: unknown): void;
  close(): void;
}

/** How long before the end of the session the warning comes: WCAG 2.2.1 asks for 20 s at least. */
const WARNING_MS = 120_000;

/** Resolves when a condition on a signal holds after a change of the signal. */
function whenTrue(signal: Signal<unknown>, isReady: () => boolean): Promise<void> {
  return new Promise(resolve => {
    const unsubscribe = signal.subscribe(() => {
      if (!isReady()) return;
      unsubscribe();
      resolve();
    });
  });
}

/** Makes the runtime of one mounted module. */
export function createRuntime(
  options: HostOptions,
  emit: (name: string, detail?: unknown) => void,
  eager?: EagerReads,
): Runtime {
  const host = createSignal(hostOf(options));
  const sessionLost = createSignal(false);
  const sessionEnding = createSignal('');
  const stepUpPrompt = createSignal<StepUpPrompt | undefined>(undefined);
  const shownValue = createSignal<symbol | undefined>(undefined);
  const sessionNumberSignal = createSignal(0);
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
    return client.getQueryData(sessionQuery(runtime).queryKey);
  }

  function admitted(): Promise<void> | undefined {
    const ready = () => host.get().auth === 'cookie' || host.get().getToken !== undefined;
    return ready() ? undefined : whenTrue(host, ready);
  }

  let confirming: Promise<void> | undefined;
  function confirmByStepUp(failure: Failure): Promise<void> {
    const asked: StepUpPrompt['asked'] = failure.problem ?? currentSession()?.stepUp ?? {};
    const own = host.get().onStepUp;
    // Whoever asks while the customer is being asked waits for the same answer.
    // A function of the host's that throws has refused; one that returns nothing is done.
    confirming ??= (
      own
        ? Promise.resolve(asked.methods ?? []).then(own)
        : new Promise<void>((done, declined) => stepUpPrompt.set({ asked, done, declined }))
    )
      // How long it holds is the session's to say.
      .then(() => void runtime.recheckSession())
      .finally(() => {
        confirming = undefined;
        stepUpPrompt.set(undefined);
      });
    // However the host rejects the step-up, the caller gets the original problem.
    return confirming.catch(() => {
      throw failure;
    });
  }

  async function confirmIdentity(failure: Failure, by: number): Promise<void> {
    await (failure.kind === 'session-expired'
      ? whenTrue(sessionLost, () => !sessionLost.get())
      : confirmByStepUp(failure));
    // What one customer has asked for is not sent in the name of the next.
    if (sessionNumberSignal.get() !== by) throw failure;
  }

  const api = createApi({
    host: () => host.get(),
    admitted,
    locale: () => runtime.locale,
    ...(eager === undefined ? {} : { eagerReads: eager }),
    csrfToken: () => currentSession()?.csrfToken,
    sessionNumber: sessionNumberSignal.get,
    confirmIdentity,
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
    // Also one that throws at once has refused.
    if (onSessionExpired)
      void Promise.resolve()
        .then(onSessionExpired)
        .then(
          () => runtime.recheckSession(),
          () => undefined,
        );
  }

  /** A step-up ends by itself: values shown by it are hidden then. So does the session: the frame warns of it before. */
  let stepUpEnd: ReturnType<typeof setTimeout> | undefined;
  let endWarning: typeof stepUpEnd;
  function applyTimes({ stepUp, now, expiresAt = '' }: Session, before: Session | undefined) {
    clearTimeout(stepUpEnd);
    clearTimeout(endWarning);
    const leftMs = (until: string) => Date.parse(until) - Date.parse(now);
    if (stepUp.fresh && stepUp.until !== undefined)
      stepUpEnd = setTimeout(() => shownValue.set(undefined), leftMs(stepUp.until));
    else if (before?.stepUp.fresh === true) shownValue.set(undefined);
    const wait = leftMs(expiresAt) - WARNING_MS;
    // A timer cannot wait longer. False also for an end that is not known.
    if (wait < 2 ** 31) endWarning = setTimeout(() => sessionEnding.set(expiresAt), wait);
  }

  function identityOf(session: Session | undefined): string | undefined {
    return session && `${session.account.id}/${session.user.id}/${session.role}`;
  }

  let identity: string | undefined;
  let last: Session | undefined;
  const isSession = isQueryOf(getSession);
  const unsubscribe = client.getQueryCache().subscribe(event => {
    if (event.type !== 'updated' || !isSession(event.query)) return;
    const session = event.query.state.data as Session | undefined;
    if (session === undefined || session === last) return;
    applyTimes(session, last);
    last = session;
    const next = identityOf(session);
    if (next === identity) return;
    const another = identity !== undefined;
    identity = next;
    if (another) {
      // Somebody else is signed in: nothing of the former may remain.
      stepUpPrompt.get()?.declined();
      shownValue.set(undefined);
      sessionNumberSignal.set(sessionNumberSignal.get() + 1);
      client.clear();
      client.setQueryData(sessionQuery(runtime).queryKey, session);
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
    sessionEnding,
    stepUpPrompt,
    shownValue,
    locale: localeOf(host.get()),
    get sessionNumber() {
      return sessionNumberSignal.get();
    },
    sessionNumberSignal,
    invalidate: (...operations) =>
      client.invalidateQueries({ predicate: isQueryOf(...operations) }).then(
        // react-query notifies its observers in a timer that fires after this promise resolves. A component that sets
        // its state in between renders with the new answer, while the page around it still has the old one.
        () => new Promise(notifyManager.schedule),
      ),
    recheckSession: async () => {
      // Reads the session of the current user. It takes no signal: leaving a page would abort it.
      const query = () => ({
        ...sessionQuery(runtime),
        queryFn: async () => {
          // Nobody awaits it, so the host is not notified of its failure.
          const session = await api.call(getSession, { quiet: true });
          sessionsReceived += 1;
          return session;
        },
        staleTime: 0,
      });
      // The answer to a request sent before the sign-in does not say who is signed in now: it is awaited and ignored.
      const underWay = client.isFetching({ queryKey: query().queryKey }) > 0;
      if (underWay) await client.fetchQuery(query()).catch(() => undefined);
      const before = sessionsReceived;
      await client.fetchQuery(query()).catch(() => undefined);
      // A cancelled query resolves with the earlier data, which is no answer.
      const received = sessionsReceived > before;
      if (received) sessionLost.set(false);
      return received;
    },
    confirmIdentity,
    setHost: next => host.set(hostOf(next)),
    closed: false,
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
      runtime.closed = true;
      clearTimeout(stepUpEnd);
      clearTimeout(endWarning);
      unsubscribe();
      // Cancelling a running query starts its clean-up timer again, which would keep the module in memory for five minutes.
      for (const query of client.getQueryCache().getAll()) query.gcTime = 0;
      client.clear();
      // A loader that is still under way may add another query: it is dropped at once.
      client.setDefaultOptions({ queries: { gcTime: 0 } });
      client.unmount();
    },
  };
  return runtime;
}
