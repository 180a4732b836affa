// The panel of the demo in the three forms that scripts/bench.mjs compares; prints their origins as JSON.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { createDemo, listen } from '../demo/server.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const work = join(root, 'node_modules/.bench/empty');

// What any page of these libraries costs: nothing but a question and a heading.
await build({
  root: join(root, 'scripts/bench-empty'),
  configFile: false,
  logLevel: 'error',
  build: {
    outDir: work,
    emptyOutDir: true,
    target: 'es2023',
    rolldownOptions: {
      input: join(root, 'scripts/bench-empty/empty.jsx'),
      output: { entryFileNames: 'empty.js', codeSplitting: false },
    },
  },
});

const instead = {
  head: '<script type="module" src="/static/instead.js"></script>',
  content: '<div id="root"></div>',
  script: readFileSync(join(work, 'empty.js'), 'utf8'),
};
const origins = {
  snippet: await listen(createDemo()),
  tag: await listen(createDemo({ head: 'tag' })),
  empty: await listen(createDemo({ instead })),
};
// oxlint-disable-next-line no-console -- the origins are what it is run for
console.log(JSON.stringify(origins));
