import { http, type HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { createBackend, type As, type BackendOptions, type MockBackend } from './backend.ts';

/** The mock behind `fetch` of a test in Node. */
export interface MockServer {
  readonly backend: MockBackend;
  /** Persona, scenario and time, from the next request on. */
  set(as: As): void;
  stop(): void;
}

/** Starts the mock for tests in Node: the same handlers, without a port. */
export const startMockServer = (options: BackendOptions & { as?: As } = {}): MockServer => {
  const backend = createBackend(options);
  let circumstances: As = options.as ?? {};
  const server = setupServer(
    http.all(
      `*${backend.base}/*`,
      async ({ request }) => (await backend.handle(request, circumstances)) as HttpResponse<never>,
    ),
  );
  server.listen({ onUnhandledRequest: 'bypass' });
  return {
    backend,
    set: as => {
      circumstances = as;
    },
    stop: () => server.close(),
  };
};
