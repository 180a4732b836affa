import { defineConfig } from '@playwright/test';
import { findBrowser } from '../scripts/browser.mjs';
import { STEP_MS } from './limits.ts';

const executablePath = findBrowser();

/** The journeys of customers in Chromium against the demo; `npm run test:server` runs them after the suites. */
export default defineConfig({
  testDir: '../server/test/journeys',
  workers: 1,
  // A restart in the middle is part of a journey: a second try would begin with what the first has left.
  retries: 0,
  timeout: 5 * 60_000,
  expect: { timeout: STEP_MS },
  reporter: [['list'], ['json', { outputFile: '../test-results/journeys.json' }]],
  outputDir: '../test-results/journeys',
  use: {
    actionTimeout: STEP_MS,
    navigationTimeout: STEP_MS,
    locale: 'ru-RU',
    timezoneId: 'Europe/Moscow',
    viewport: { width: 1366, height: 900 },
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update'],
    },
  },
});
