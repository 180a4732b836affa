// Finds a Chromium to test in, or fetches one: the system's, then Playwright's own, then, as root, the distribution's package.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { platform } from 'node:os';

/** Chromium without a window: what Playwright drives by default, at two thirds of the processor's time. */
const SHELLS = ['/usr/bin/chromium-headless-shell'];

const KNOWN = {
  linux: [
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/snap/bin/chromium',
  ],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  ],
};

/**
 * The path of a browser of the system, or undefined when there is none (then Playwright's own is meant).
 * @param whole the one that people use, for what measures; tests run in the shell where it is
 */
export function findBrowser({ whole = false } = {}) {
  const named = process.env['CHROMIUM_PATH'];
  if (named && existsSync(named)) return named;
  const known = KNOWN[platform()] ?? [];
  return (whole ? known : [...SHELLS, ...known]).find(path => existsSync(path));
}

function attempt(command, args) {
  try {
    execFileSync(command, args, { stdio: 'inherit' });
    return true;
  } catch {
    return false;
  }
}

/** Makes sure there is a browser; fetches one when there is none. Throws when every way fails. */
export async function ensureBrowser() {
  if (findBrowser()) return;
  const { chromium } = await import('playwright');
  if (existsSync(chromium.executablePath())) return;
  console.log('No browser found. Fetching one…');
  if (attempt('npx', ['playwright', 'install', 'chromium', '--only-shell'])) return;
  // With the rights it already has, and no others.
  if (
    process.getuid?.() === 0 &&
    attempt('apt-get', ['update']) &&
    attempt('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'])
  )
    return;
  throw new Error('No browser to test in: install Chrome or Chromium, or set CHROMIUM_PATH.');
}

if (process.argv[1]?.endsWith('browser.mjs')) {
  await ensureBrowser();
  console.log(`Browser: ${findBrowser() ?? 'Playwright’s own Chromium'}`);
}
