import { afterEach, beforeEach, expect, vi } from 'vitest';

// What a busy machine is late with still comes: only what never comes is a failure. One second would say otherwise.
const PATIENCE = { timeout: 10_000 };
const { waitFor, waitUntil } = vi;
const patient = (options: number | { timeout?: number } = {}) =>
  typeof options === 'number' ? options : { ...PATIENCE, ...options };
vi.waitFor = (look, options) => waitFor(look, patient(options));
vi.waitUntil = (look, options) => waitUntil(look, patient(options));

// A surprising word in the console is a failing test.
beforeEach(() => {
  vi.spyOn(console, 'error');
  vi.spyOn(console, 'warn');
});

afterEach(() => {
  expect(vi.mocked(console.error).mock.calls).toEqual([]);
  expect(vi.mocked(console.warn).mock.calls).toEqual([]);
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  document.body.replaceChildren();
});
