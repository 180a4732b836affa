import { createReadStream, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { playwright } from '@vitest/browser-playwright';
import type { BuildOptions, Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { findBrowser } from './scripts/browser.mjs';
import { texts } from './src/i18n/plugin.ts';
import { TEST_MS } from './test/limits.ts';
import { otherBrowser } from './test/browser/other-browser.ts';

const browser = findBrowser();
/** How another browser is started for the component tests. */
const other = process.env['TEST_BROWSER'];
const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as {
  version: string;
};
const require = createRequire(import.meta.url);

/** Serves the mock's service worker from the msw package, in development and in the built playground. */
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
      if (this.environment.config.mode !== 'playground') return;
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

/**
 * What others' code would do to the host's page, and the host's to it: react-router writes its version to a variable of
 * the window's; the bundler's own helper takes members that a host gave every object for exports. And react-router's
 * components carry no mark that they may be left out when nobody uses them.
 */
function goodGuest(): Plugin {
  return {
    name: 'good-guest',
    transform: {
      filter: { id: [/react-router/, /rolldown[\\/]runtime/] },
      handler: code => ({
        code: code
          .replace(/window\.__reactRouterVersion =/, 'void')
          .replaceAll(/^\w+\.displayName = "\w+";$/gm, '')
          .replaceAll(/= (React\d*\.forwardRef)\(/g, '= /* @__PURE__ */ $1(')
          .replace('for (var name in all)', 'for (var name of Object.keys(all))'),
        map: null,
      }),
    },
  };
}

/**
 * React's marks for «this is suspended» are errors that it makes as it starts. For the stack of the first, V8 parses all
 * of react-dom a second time: 45 ms before the first view, on a phone 180. A mark needs no stack.
 * @throws Error when react-dom makes its marks in another way
 */
function markWithoutStack(): Plugin {
  const MARK = /\b(\w+Exception) = Error\((formatProdErrorMessage\(\d+\))\)/g;
  return {
    name: 'mark-without-stack',
    transform: {
      filter: { id: /react-dom-client\.production\.js$/ },
      handler(code) {
        if ([...code.matchAll(MARK)].length !== 5) this.error('react-dom makes its marks in another way');
        return {
          code: code.replaceAll(MARK, '$1 = Object.create(Error.prototype, { message: { value: $2 } })'),
          map: null,
        };
      },
    },
  };
}

/** Puts our own way of fetching chunks (held to their digests, no trace in the host's page) in the place of Vite's. */
function preloadWithDigests(): Plugin {
  const file = fileURLToPath(new URL('src/entry/import-preloaded.ts', import.meta.url));
  return {
    name: 'preload-with-digests',
    enforce: 'pre',
    load(id) {
      return id === '\0vite/preload-helper.js'
        ? `export { importPreloaded as __vitePreload } from ${JSON.stringify(file)};`
        : undefined;
    },
  };
}

/** What `npm run build` makes, by mode; scripts/build.mjs runs them one after another. */
const BUILDS = {
  playground: { outDir: 'dist-playground', target: 'es2023' },
  // All of the module but its entry: chunks that load from beside it.
  module: {
    outDir: 'dist',
    target: 'es2023',
    manifest: 'chunks.json',
    sourcemap: 'hidden',
    // What a file imports in turn is known to the entry's table: it need not be in the code as well.
    modulePreload: { polyfill: false, resolveDependencies: file => [file] },
    rolldownOptions: {
      input: { module: 'src/entry/module-chunk.ts' },
      preserveEntrySignatures: 'allow-extension',
      output: {
        entryFileNames: 'chunks/[name]-[hash].js',
        chunkFileNames: 'chunks/[name]-[hash].js',
        assetFileNames: 'chunks/[name]-[hash][extname]',
        // What every page needs of ours comes as one file, not fifteen.
        codeSplitting: {
          groups: [
            // Libraries change seldom: a release of the module leaves them in the browser's cache.
            {
              name: 'vendor',
              test: /node_modules[\\/](react|react-dom|scheduler|react-router|openapi-fetch)[\\/]|@tanstack[\\/](query-core|react-query)[\\/](?!.*(infiniteQueryObserver|queriesObserver|useQueries|useInfiniteQuery|useMutation|mutationObserver))|rolldown[\\/]runtime/i,
            },
            // What every page needs, by folder: the files directly in src, and the folders that hold the frame.
            {
              name: 'frame',
              test: /src[\\/]([\w-]+|(shell|shell[\\/]frame|ui[\\/]base|i18n|api|entry)[\\/][\w-]+)\.(tsx?|css\?inline)$|generated[\\/]\w+[\\/](get)?(Session|Overview)\.ts$/,
            },
            // The code of failure messages is fetched after the first view, as one file.
            { name: 'failure', test: /src[\\/]shell[\\/]failure[\\/]\w+\.tsx?$/ },
          ],
        },
      },
    },
  },
  // The entry: a few kB that know the files of the module.
  entry: single('activecloud-privacy', 'src/element.ts'),
  // The email's page: one small script of its own, beside the module.
  letter: single('activecloud-unsubscribe', 'src/unsubscribe/enhance.ts'),
  // For React hosts with a bundler: every library is theirs.
  library: {
    outDir: 'dist',
    emptyOutDir: false,
    target: 'es2023',
    sourcemap: 'hidden',
    minify: false,
    lib: { entry: { index: 'src/index.ts' }, formats: ['es'] },
    rolldownOptions: {
      external: isPackage,
      output: {
        chunkFileNames: 'library/[name]-[hash].js',
        assetFileNames: 'library/[name]-[hash][extname]',
      },
    },
  },
  // The fake backend for a host's developers; MSW is theirs.
  mocks: {
    outDir: 'dist/mocks',
    target: 'es2023',
    minify: false,
    lib: { entry: { index: 'mocks/index.ts', node: 'mocks/node-entry.ts' }, formats: ['es'] },
    rolldownOptions: {
      external: [/^msw(\/|$)/, /^node:/],
      // Doc comments are in the types beside it.
      output: { comments: { jsdoc: false, legal: true, annotation: true } },
    },
  },
} satisfies Record<string, BuildOptions>;

/** True for what a bundler finds in `node_modules`. */
function isPackage(id: string): boolean {
  return /^(@[\w-]+\/)?[\w-][\w.-]*(\/|$)/.test(id) && !id.startsWith('src/');
}

/** A build of one file into `dist`. */
function single(name: string, input: string): BuildOptions {
  return {
    outDir: 'dist',
    emptyOutDir: false,
    target: 'es2022',
    sourcemap: 'hidden',
    modulePreload: false,
    rolldownOptions: {
      input: { [name]: input },
      preserveEntrySignatures: 'strict',
      output: { entryFileNames: '[name].js', codeSplitting: false },
    },
  };
}

/**
 * The router without its warnings for developers: its package names the build with them for bundlers, and has the other
 * one beside it.
 */
const routerForProduction = {
  alias: ['index', 'dom-export'].map(name => ({
    find: name === 'index' ? /^react-router$/ : /^react-router\/dom$/,
    replacement: fileURLToPath(
      new URL(`node_modules/react-router/dist/production/${name}.mjs`, import.meta.url),
    ),
  })),
};

export default defineConfig(({ mode }) => ({
  base: './',
  resolve: mode === 'module' ? routerForProduction : {},
  define: { MODULE_VERSION: JSON.stringify(version) },
  // Found ahead of time: a dependency found later would reload the page under a developer's hands.
  optimizeDeps: {
    include: [
      'react-dom/client',
      'react-router/dom',
      '@tanstack/react-virtual',
      'react-hook-form',
      'd3-sankey',
      'ical.js',
      'openapi-fetch',
      'msw',
      'msw/browser',
      'ajv/dist/2020.js',
      'ajv-formats',
      'client-zip',
      'cookie',
      'negotiator',
      '@noble/hashes/sha2.js',
      '@noble/hashes/utils.js',
    ],
  },
  plugins: [
    texts(),
    react(),
    mockServiceWorker(),
    goodGuest(),
    markWithoutStack(),
    printAddress(),
    ...(mode === 'module' ? [preloadWithDigests()] : []),
  ],
  worker: { format: 'es', rolldownOptions: { output: { entryFileNames: 'chunks/[name]-[hash].js' } } },
  build: BUILDS[mode as keyof typeof BUILDS] ?? BUILDS.module,
  test: {
    projects: [
      {
        extends: true as const,
        test: {
          name: 'unit',
          environment: 'node',
          testTimeout: TEST_MS,
          hookTimeout: TEST_MS,
          maxWorkers: 2,
          // Rules and mocks are loaded once, not once for each of sixty files; what a spec stubs goes with it.
          isolate: false,
          restoreMocks: true,
          unstubGlobals: true,
          unstubEnvs: true,
          include: ['src/**/*.spec.ts', 'core/**/*.spec.ts', 'mocks/**/*.spec.ts', 'test/unit/**/*.spec.ts'],
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
          testTimeout: TEST_MS,
          hookTimeout: TEST_MS,
          // One more than the cores: a component waits more than it works.
          maxWorkers: 3,
          browser: {
            enabled: true,
            headless: !other,
            screenshotFailures: false,
            provider: other
              ? otherBrowser(other)
              : playwright({
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
