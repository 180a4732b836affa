import { defineConfig } from '@playwright/test';
import { findBrowser } from './scripts/browser.mjs';
import { STEP_MS } from './test/limits.ts';

const executablePath = findBrowser();
const PORT = Number(process.env['PLAYGROUND_PORT'] ?? 4173);

export default defineConfig({
  testDir: 'test/flows',
  fullyParallel: true,
  // One more than the cores: a flow waits more than it works.
  workers: 3,
  // A busy machine may be late once; what fails twice is broken. The reporter lists what passed at the second try.
  retries: 1,
  // A machine may be slow: what is limited is each step (an action, a wait), which is a hang when nothing comes of it for
  // long. The whole of a test is limited only for a page that hangs in a script.
  timeout: 10 * 60_000,
  expect: { timeout: STEP_MS },
  reporter: [['list'], ['json', { outputFile: 'test-results/flows.json' }]],
  use: {
    actionTimeout: STEP_MS,
    navigationTimeout: STEP_MS,
    baseURL: `http://localhost:${PORT}`,
    locale: 'ru-RU',
    timezoneId: 'Europe/Moscow',
    viewport: { width: 1366, height: 900 },
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update'],
    },
  },
  webServer: {
    command: `npx vite build --mode playground --logLevel warn && npx vite preview --mode playground --port ${PORT} --strictPort`,
    url: `http://localhost:${PORT}`,
    reuseExistingServer: true,
    timeout: 120_000,
  },
});
