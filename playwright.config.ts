import { defineConfig } from '@playwright/test';
import { CHROMIUM } from './test/chromium.ts';
import { STEP_MS } from './test/limits.ts';

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
  use: { ...CHROMIUM, baseURL: `http://localhost:${PORT}` },
  webServer: {
    command: `npx vite build --mode playground --logLevel warn && npx vite preview --mode playground --port ${PORT} --strictPort`,
    url: `http://localhost:${PORT}`,
    reuseExistingServer: true,
    timeout: 120_000,
  },
});
