// Weighs the built module against its budgets: gzip, as a server would send it. Fails past a limit.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const gzip = text => gzipSync(text, { level: 9 }).length;

/** Builds, and tells the chunks: what each is made of, what it imports, what it weighs without its styles. */
async function chunksOf(settings) {
  const chunks = new Map();
  const plugin = {
    name: 'weigh',
    generateBundle(_options, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk') continue;
        // Styles travel inside the chunks as text; they have a budget of their own and are taken out here.
        const script = Object.entries(chunk.modules)
          .filter(([id]) => id.includes('.css?inline'))
          .map(([, module]) => /(["'`])([^]*)\1/.exec(module.code ?? '')?.[2] ?? '')
          .reduce((code, css) => code.replace(css, ''), chunk.code);
        chunks.set(chunk.fileName, {
          imports: chunk.imports,
          modules: Object.keys(chunk.modules).concat(chunk.facadeModuleId ?? []),
          bytes: gzip(script),
        });
      }
    },
  };
  await build({
    root,
    logLevel: 'warn',
    plugins: [plugin],
    build: { write: settings.write, ...settings.build },
  });
  return chunks;
}

/** Every chunk that must be here for some modules: theirs, and what those import before they run. */
function closure(chunks, modules) {
  const seen = new Set();
  const visit = name => {
    const chunk = chunks.get(name);
    if (!chunk || seen.has(name)) return;
    seen.add(name);
    chunk.imports.forEach(visit);
  };
  for (const [name, chunk] of chunks)
    if (chunk.modules.some(id => modules.some(module => id.endsWith(module)))) visit(name);
  return seen;
}
const weight = (chunks, names) => [...names].reduce((sum, name) => sum + chunks.get(name).bytes, 0);

const textsOf = slice => `/src/${slice}/texts.json?locale=ru`;
const FIRST = ['/src/element.ts', '/src/overview/OverviewPage.tsx', textsOf('shell'), textsOf('overview')];

const all = await chunksOf({ write: true });
const ours = await chunksOf({
  write: false,
  build: { rolldownOptions: { external: /node_modules|^(react|@tanstack|@lingui|openapi-fetch|d3-)/ } },
});
const first = closure(all, FIRST);
const rows = [
  ['First view, all script', weight(all, first), 140_000],
  ['First view, of it ours', weight(ours, closure(ours, FIRST)), 28_000],
];
const pages = [...all.values()]
  .flatMap(chunk => chunk.modules)
  .filter(id => /\/src\/[\w-]+\/\w+Page\.tsx$/.test(id) && !id.includes('/overview/'))
  .map(id => id.slice(root.length));
for (const page of new Set(pages)) {
  const own = closure(all, [page, textsOf(page.split('/')[2])]);
  for (const name of first) own.delete(name);
  rows.push([
    `${page.split('/').at(-1).replace('.tsx', '')}, beyond the first view`,
    weight(all, own),
    25_000,
  ]);
}
const css = readdirSync(join(root, 'src'), { recursive: true })
  .filter(file => file.endsWith('.css') && !file.includes('standalone'))
  .map(file => readFileSync(join(root, 'src', file)));
rows.push(['All styles', gzip(Buffer.concat(css)), 12_000]);

const kb = bytes => (bytes / 1000).toFixed(1).padStart(8);
let failed = 0;
console.log(`${'What (gzip)'.padEnd(48)}${'kB'.padStart(8)}${'limit'.padStart(8)}`);
for (const [name, bytes, limit] of rows) {
  if (bytes > limit) failed++;
  console.log(`${name.padEnd(48)}${kb(bytes)}${kb(limit)}${bytes > limit ? '  OVER' : ''}`);
}
console.log(`${rows.length - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
