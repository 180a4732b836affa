import { defineConfig } from '@playwright/test';
import { findBrowser } from './scripts/browser.mjs';

const executablePath = findBrowser();
const PORT = Number(process.env['STAND_PORT'] ?? 4173);

export default defineConfig({
  testDir: 'test/flows',
  fullyParallel: true,
  // One more than the cores: a flow waits more than it works.
  workers: 3,
  // A busy machine may be late once; what fails twice is broken. What passed at the second try is said.
  retries: 1,
  timeout: 120_000,
  expect: { timeout: 10_000 },
  reporter: [['dot'], ['json', { outputFile: 'test-results/flows.json' }]],
  use: {
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
    command: `npx vite build --mode stand --logLevel warn && npx vite preview --mode stand --port ${PORT} --strictPort`,
    url: `http://localhost:${PORT}`,
    reuseExistingServer: true,
    timeout: 120_000,
  },
});
