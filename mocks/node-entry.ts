// The fake backend for a host's tests in Node, and as a server.
export { startMockServer, type MockServer } from './node.ts';
export { createMockServer } from './http.ts';
