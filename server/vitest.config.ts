import { defineConfig } from 'vitest/config';

/** The suites of the server. They start a PostgreSQL of their own; `npm run test:server` runs them. */
export default defineConfig({
  root: import.meta.dirname,
  test: {
    include: ['test/**/*.spec.ts'],
    // Playwright runs these.
    exclude: ['test/journeys/**'],
    globalSetup: 'test/database.ts',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // One PostgreSQL and its settings for all files.
    fileParallelism: false,
    // A pool that was ended closes its connections a moment later; a PostgreSQL that a suite stops meanwhile says so to them.
    onUnhandledError: error => ('code' in error && error.code === '57P01' ? false : undefined),
  },
});
