import { findBrowser } from '../scripts/browser.mjs';
import { STEP_MS } from './limits.ts';

const executablePath = findBrowser();

/** How Playwright drives Chromium in flows and journeys: a customer in Moscow, with a limit to each step. */
export const CHROMIUM = {
  actionTimeout: STEP_MS,
  navigationTimeout: STEP_MS,
  locale: 'ru-RU',
  timezoneId: 'Europe/Moscow',
  viewport: { width: 1366, height: 900 },
  launchOptions: {
    ...(executablePath === undefined ? {} : { executablePath }),
    args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update'],
  },
};
