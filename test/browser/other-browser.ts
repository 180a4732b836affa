import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { playwright } from '@vitest/browser-playwright';
import type { BrowserProviderOption } from 'vitest/node';

/**
 * Component tests in a browser that Playwright does not drive: it is started with their address, and that is all it needs
 * to know. Tests that need real keys are skipped there; a press is made by `user.ts`, with Playwright's own locators.
 * @param command how it is started; `{profile}` stands for an empty folder. `firefox --headless --profile {profile}`
 */
export function otherBrowser(command: string): BrowserProviderOption {
  return {
    ...playwright(),
    name: 'other',
    providerFactory: () => {
      const profile = mkdtempSync(join(tmpdir(), 'browser-'));
      let browser: ChildProcess | undefined;
      return {
        name: 'other',
        supportsParallelism: false,
        // Runs in the page ahead of the tests: `getByRole` and its like are defined there.
        initScripts: [
          fileURLToPath(new URL('locators.js', import.meta.resolve('@vitest/browser-playwright'))),
        ],
        getCommandsContext: () => ({}),
        openPage: (_session, url) => {
          const [name = '', ...options] = command.replaceAll('{profile}', profile).split(' ');
          // A group of its own: what it starts ends with it.
          browser = spawn(name, [...options, url], { stdio: 'ignore', detached: true });
          return new Promise((resolve, reject) => {
            browser?.once('spawn', resolve).once('error', reject);
          });
        },
        close: () => {
          if (browser?.pid !== undefined) process.kill(-browser.pid);
          rmSync(profile, { recursive: true, force: true });
          return Promise.resolve();
        },
      };
    },
  };
}
