import { QueryClient } from '@tanstack/react-query';
import { createApi, type Api, type Input } from '../api/client.ts';
import { Failure, worthRetrying } from '../api/errors.ts';
import { getSession } from '../api/generated/ops/getSession.ts';
import type { Answer, Operation, OperationId } from '../api/operation.ts';
import { type Host, type HostOptions, hostOf } from '../host.ts';
import { createTextStore, type Locale, type TextStore } from '../i18n/texts.ts';
import { createSignal, type Signal } from './signal.ts';

/** A question to the server: an operation and what it is asked with. Written once per page, above everything. */
export interface Ask<Id extends OperationId> {
  readonly operation: Operation<Id>;
  readonly input: Input<Id>;
  /** Milliseconds an unused answer is kept. Long lists let theirs go soon. */
  readonly keep?: number;
}

/** Makes a question. */
export function ask<Id extends OperationId>(
  operation: Operation<Id>,
  input: Input<Id> = {},
  keep?: number,
): Ask<Id> {
  return { operation, input, ...(keep === undefined ? {} : { keep }) };
}

export type Session = Answer<'getSession'>;

/** Who is signed in. */
export const sessionAsk = ask(getSession);

/** A step-up the built-in dialog has to ask for. */
export interface StepUpWish {
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
  readonly stepUpWish: Signal<StepUpWish | undefined>;
  /** The one masked value that is shown now: showing another hides it. */
  readonly shownValue: Signal<symbol | undefined>;
  /** The language loaders ask in; the screen follows when the texts are here. */
  locale: Locale;
  /** Answers of one account and user; another one signed in means another number. */
  generation: number;
  /** The query of a question: its key names the operation, the language, the account and what was asked. */
  queryOf<Id extends OperationId>(question: Ask<Id>): QueryOf<Id>;
  /** Loads unless it is here already. @throws Failure */
  load<Id extends OperationId>(question: Ask<Id>): Promise<Answer<Id>>;
  /** Loads ahead of need; a failure is left to the page that needs it. */
  warm<Id extends OperationId>(question: Ask<Id>): void;
  /** Marks the answers of operations as old. */
  invalidate(...operations: readonly Operation<OperationId>[]): Promise<void>;
  /** Asks who is signed in, afresh. Resolves to true when the session lives. */
  recheckSession(): Promise<boolean>;
  /** Asks the customer to confirm that it is them before something leaves the page. @throws Failure when they decline */
  confirmIdentity(operation: OperationId, methods: Session['stepUp']['methods']): Promise<void>;
  setHost(options: HostOptions): void;
  /** Tells the host, by an event that crosses the shadow boundary. */
  emit(name: string, detail?: unknown): void;
  close(): void;
}

/** What react-query needs to ask a question. */
export interface QueryOf<Id extends OperationId> {
  queryKey: readonly [string, string, number, Input<Id>];
  queryFn: (context: { signal: AbortSignal }) => Promise<Answer<Id>>;
  gcTime?: number;
}

/** The language: the host's page's when the host leaves it to us; what is neither (`ru-RU`) is the one it begins with. */
export function localeOf(host: Host): Locale {
  const wanted: string = host.locale === 'auto' ? document.documentElement.lang : host.locale;
  return wanted.toLowerCase().startsWith('en') ? 'en' : 'ru';
}

/** Makes the runtime of one mounted module. */
export function createRuntime(options: HostOptions, emit: (name: string, detail?: unknown) => void): Runtime {
  const host = createSignal(hostOf(options));
  const sessionLost = createSignal(false);
  const stepUpWish = createSignal<StepUpWish | undefined>(undefined);
  const client = new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        retry: (count, error) => count < 1 && worthRetrying(error),
        retryDelay: 400,
        refetchOnWindowFocus: false,
        networkMode: 'always',
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  });

  function currentSession(): Session | undefined {
    return client.getQueryData<Session>(runtime.queryOf(sessionAsk).queryKey);
  }

  let confirming: Promise<void> | undefined;
  function confirm(failure: Failure, methods: Session['stepUp']['methods']): Promise<void> {
    const own = host.get().onStepUp;
    // Whoever asks while the customer is being asked waits for the same answer.
    confirming ??= (
      own?.(methods) ??
      new Promise<void>((resolve, reject) => {
        stepUpWish.set({ methods, done: resolve, declined: () => reject(failure) });
      })
    ).finally(() => {
      confirming = undefined;
      stepUpWish.set(undefined);
    });
    // Whatever way the host says no, the page hears the refusal it asked about.
    return confirming.catch(() => {
      throw failure;
    });
  }

  const api = createApi({
    host: () => host.get(),
    locale: () => runtime.locale,
    csrfToken: () => currentSession()?.csrfToken,
    stepUp: failure => confirm(failure, failure.problem?.methods ?? []),
    onFailure: failure => {
      host.get().onReport?.({
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
    emit('privacy-session-expired');
    void host
      .get()
      .onSessionExpired?.()
      .then(
        () => runtime.recheckSession(),
        () => undefined,
      );
  }

  function identityOf(session: Session | undefined): string | undefined {
    return session && `${session.account.id}/${session.user.id}/${session.role}`;
  }

  let closed = false;
  let identity: string | undefined;
  const unsubscribe = client.getQueryCache().subscribe(event => {
    if (event.type !== 'updated' || event.query.queryKey[0] !== 'getSession') return;
    const session = event.query.state.data as Session | undefined;
    const next = identityOf(session);
    if (next === undefined || next === identity) return;
    const another = identity !== undefined;
    identity = next;
    if (another) {
      // Somebody else is signed in: nothing of the former may remain.
      runtime.generation++;
      client.removeQueries({ predicate: query => query.queryKey[0] !== 'getSession' });
      client.setQueryData(runtime.queryOf(sessionAsk).queryKey, session);
      emit('privacy-account-changed');
    }
  });

  const runtime: Runtime = {
    api,
    client,
    texts: createTextStore(),
    host,
    sessionLost,
    stepUpWish,
    shownValue: createSignal<symbol | undefined>(undefined),
    locale: localeOf(host.get()),
    generation: 0,
    queryOf: question => ({
      queryKey: [question.operation.id, runtime.locale, runtime.generation, question.input],
      queryFn: ({ signal }) => api.call(question.operation, question.input, signal),
      ...(question.keep === undefined ? {} : { gcTime: question.keep }),
    }),
    load: question =>
      // A loader that was under way when the module went asks no more: its answer would be kept for nobody.
      closed
        ? Promise.reject(new Failure(question.operation.id, 'network'))
        : client.ensureQueryData(runtime.queryOf(question)),
    warm: question => void client.prefetchQuery(runtime.queryOf(question)),
    invalidate: async (...operations) => {
      const ids = new Set<string>(operations.map(operation => operation.id));
      await client.invalidateQueries({ predicate: query => ids.has(query.queryKey[0] as string) });
    },
    recheckSession: async () => {
      try {
        await client.fetchQuery({ ...runtime.queryOf(sessionAsk), staleTime: 0 });
        sessionLost.set(false);
        return true;
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        return false;
      }
    },
    confirmIdentity: (operation, methods) =>
      confirm(new Failure(operation, 'step-up-required', { status: 403 }), methods),
    setHost: next => host.set(hostOf(next)),
    emit,
    close: () => {
      closed = true;
      unsubscribe();
      // A question cancelled in flight sets its clean-up timer once more; five minutes of it would hold the whole module.
      for (const query of client.getQueryCache().getAll()) query.gcTime = 0;
      client.clear();
      client.unmount();
    },
  };
  return runtime;
}
