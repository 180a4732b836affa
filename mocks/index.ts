// What a host's developers get: the fake backend behind their own page's requests.
export { startMockWorker, type MockWorker } from './worker.ts';
export { createFetch, PERSONAS, SCENARIOS } from './backend.ts';
export { createBackend, type As, type MockBackend, type Persona, type Scenario } from './backend.ts';
