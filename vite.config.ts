import { createReadStream, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import react from '@vitejs/plugin-react';
import { playwright } from '@vitest/browser-playwright';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { findBrowser } from './scripts/browser.mjs';
import { texts } from './src/i18n/plugin.ts';

const browser = findBrowser();
const require = createRequire(import.meta.url);

/** Serves the mock's service worker from the msw package, in development and in the built stand. */
function mockServiceWorker(): Plugin {
  const file = require.resolve('msw/mockServiceWorker.js');
  return {
    name: 'mock-service-worker',
    configureServer(server) {
      server.middlewares.use('/mockServiceWorker.js', (_request, response) => {
        response.setHeader('Content-Type', 'text/javascript');
        createReadStream(file).pipe(response);
      });
    },
    generateBundle() {
      if (this.environment.config.mode !== 'stand') return;
      this.emitFile({ type: 'asset', fileName: 'mockServiceWorker.js', source: readFileSync(file) });
    },
  };
}

/** Says where the account area is: the module's own address comes after the hash. */
function printAddress(): Plugin {
  return {
    name: 'print-address',
    configureServer(server) {
      const print = server.printUrls.bind(server);
      server.printUrls = () => {
        print();
        const local = server.resolvedUrls?.local[0];
        if (local) server.config.logger.info(`  ➜  Account area: ${local}#/privacy`);
      };
    },
  };
}

/** react-router tells its version in a variable of the window's; a guest leaves none there. */
function noGlobals(): Plugin {
  return {
    name: 'no-globals',
    transform: {
      filter: { id: /react-router/, code: /__reactRouterVersion =/ },
      handler: code => code.replace(/window\.__reactRouterVersion =/, 'void'),
    },
  };
}

export default defineConfig(({ mode }) => ({
  base: './',
  // Found ahead of time: a dependency met later would reload the page under a developer's hands.
  optimizeDeps: {
    include: [
      'react-dom/client',
      'react-router/dom',
      '@tanstack/react-virtual',
      'react-hook-form',
      'd3-sankey',
      'ical.js',
      'openapi-fetch',
      '@lingui/core',
      'msw',
      'msw/browser',
      'ajv/dist/2020.js',
      'ajv-formats',
      'client-zip',
      '@noble/hashes/sha2.js',
      '@noble/hashes/utils.js',
    ],
  },
  plugins: [texts(), react(), noGlobals(), mockServiceWorker(), printAddress()],
  build:
    mode === 'stand'
      ? { outDir: 'dist/stand', target: 'es2023' }
      : mode === 'letter'
        ? {
            // The letter's page: one small script of its own, beside the module.
            outDir: 'dist/module',
            emptyOutDir: false,
            target: 'es2022',
            modulePreload: { polyfill: false },
            rolldownOptions: {
              input: { 'activecloud-unsubscribe': 'src/unsubscribe/enhance.ts' },
              output: { entryFileNames: '[name].js', codeSplitting: false },
            },
          }
        : {
            // What ships: an ES module entry whose chunks load from beside it.
            outDir: 'dist/module',
            target: 'es2023',
            manifest: 'manifest.json',
            modulePreload: { polyfill: false },
            rolldownOptions: {
              input: { 'activecloud-privacy': 'src/element.ts' },
              preserveEntrySignatures: 'strict' as const,
              output: {
                entryFileNames: '[name].js',
                chunkFileNames: 'chunks/[name]-[hash].js',
                // What every page needs of ours comes as one file, not fifteen.
                codeSplitting: {
                  groups: [
                    {
                      name: 'frame',
                      test: /src[\\/]((shell|ui|i18n)[\\/](?!StepUpDialog|Print|print|Dialog|deed|save-file|now|more|consent|fresh|DoneLine|Switch)[^?]*\.(tsx?|css\?inline)|api[\\/](?!key|pause)\w+\.ts|paths\.ts)|generated[\\/]\w+[\\/](get)?(Session|Overview)\.ts/,
                    },
                  ],
                },
              },
            },
          },
  test: {
    projects: [
      {
        extends: true as const,
        test: {
          name: 'unit',
          environment: 'node',
          include: ['src/**/*.spec.ts', 'mocks/**/*.spec.ts', 'test/unit/**/*.spec.ts'],
        },
      },
      {
        extends: true as const,
        test: {
          name: 'browser',
          include: ['src/**/*.browser.spec.tsx', 'test/browser/**/*.spec.tsx'],
          setupFiles: ['test/browser/setup.ts'],
          // A busy machine may be late once; what fails twice is broken.
          retry: 1,
          testTimeout: 30_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: {
                ...(browser === undefined ? {} : { executablePath: browser }),
                args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update'],
              },
            }),
            instances: [{ browser: 'chromium' as const }],
          },
        },
      },
    ],
  },
}));
