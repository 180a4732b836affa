import { defineConfig } from '@playwright/test';
import { CHROMIUM } from './chromium.ts';
import { STEP_MS } from './limits.ts';

/** The journeys of customers and staff in Chromium against the demo; `npm run test:server` runs them after the suites. */
export default defineConfig({
  testDir: '../server/test/journeys',
  workers: 1,
  // A restart in the middle is part of a journey: a second try would begin with what the first has left.
  retries: 0,
  timeout: 5 * 60_000,
  expect: { timeout: STEP_MS },
  reporter: [['list'], ['json', { outputFile: '../test-results/journeys.json' }]],
  outputDir: '../test-results/journeys',
  use: CHROMIUM,
});
