// Weighs the built module against its budgets: gzip, as a server would send it. Fails past a limit.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { PAGES, textsOf } from '../src/pages.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const gzip = text => gzipSync(text, { level: 9 }).length;

const LITERAL = /"(?:[^"\\]|\\[^])*"|`(?:[^`\\]|\\[^])*`/;
/** A text as a minifier may write it, in each kind of quotes. */
const writingsOf = text => {
  const plain = text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
  return [...'`"\''].map(quote => quote + plain.replaceAll(quote, `\\${quote}`) + quote);
};

/** Builds, and returns the chunks: modules, imports, size without styles. */
async function chunksOf(options) {
  const chunks = new Map();
  const plugin = {
    name: 'weigh',
    generateBundle(_options, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk') continue;
        // Styles travel inside the chunks as text; they have a budget of their own and are taken out here.
        const styles = Object.entries(chunk.modules)
          .filter(([id]) => id.includes('.css?inline'))
          .flatMap(([, module]) => writingsOf(runInNewContext(LITERAL.exec(module.code ?? '')?.[0] ?? '""')));
        const script = styles.reduce((code, css) => code.replace(css, () => ''), chunk.code);
        chunks.set(chunk.fileName, {
          imports: chunk.imports,
          modules: Object.keys(chunk.modules).concat(chunk.facadeModuleId ?? []),
          bytes: gzip(script),
          whole: gzip(chunk.code),
        });
      }
    },
  };
  await build({
    root,
    mode: 'module',
    logLevel: 'warn',
    plugins: [plugin],
    build: { write: false, ...options },
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

const textFilesOf = slice => `/src/${slice}/texts.json?locale=ru`;
const FIRST = [
  '/src/entry/module-chunk.ts',
  '/src/overview/OverviewPage.tsx',
  textFilesOf('shell'),
  textFilesOf('overview'),
];

const kb = bytes => (bytes / 1000).toFixed(2).padStart(8);
const all = await chunksOf({});
const ours = await chunksOf({
  rolldownOptions: { external: /node_modules|^(react|@tanstack|openapi-fetch|d3-)/ },
});
const first = closure(all, FIRST);
/** As `npm run build` left it. */
const entry = gzip(readFileSync(join(root, 'dist/activecloud-privacy.js')));
const rows = [
  ['The entry, alone', entry, 5_000],
  ['First view, all script', entry + weight(all, first), 140_000],
  ['First view, of it ours', entry + weight(ours, closure(ours, FIRST)), 28_000],
];
/** What comes by itself after the first view: the code of failure messages, and the picture when it comes near the view. */
const LATER = ['/src/shell/failure/failure-chunk.ts', textFilesOf('failure'), '/src/overview/DataFlow.tsx'];
const overview = new Set([...first, ...closure(all, LATER)]);
const chunks = join(root, 'dist/chunks');
const pageTable = readdirSync(chunks).find(name => name.startsWith('parts-'));
rows.push([
  'The overview with its picture, styles included',
  entry +
    gzip(readFileSync(join(chunks, pageTable))) +
    [...overview].reduce((sum, name) => sum + all.get(name).whole, 0),
  156_000,
]);
// Every page with the texts its row names.
const pages = new Map(
  Object.values(PAGES).map(row => [`/src/${row.page}.tsx`, textsOf(row).map(textFilesOf)]),
);
// What a page alone needs is its own; what several pages share is fetched once and said beside it.
const needs = new Map([...pages].map(([page, texts]) => [page, closure(all, [page, ...texts])]));
const users = new Map();
for (const names of needs.values()) for (const name of names) users.set(name, (users.get(name) ?? 0) + 1);
const notes = new Map();
// Given by the stack, and shared with parts that come later (a reply, the step-up): weighed by itself.
const FORMS = /node_modules\/react-hook-form/;
const forms = new Set(
  [...all].filter(([, { modules }]) => modules.some(id => FORMS.test(id))).map(([name]) => name),
);
rows.push(['react-hook-form, once for all pages with forms', weight(all, forms), 15_000]);
for (const [page, names] of needs) {
  if (page.includes('/overview/')) continue;
  const beyond = new Set([...names].filter(name => !first.has(name)));
  const own = new Set([...beyond].filter(name => users.get(name) === 1 && !forms.has(name)));
  const title = `${page.split('/').at(-1).replace('.tsx', '')}, its own beyond the first view`;
  rows.push([title, weight(all, own), 25_000]);
  notes.set(title, `with what it shares ${kb(weight(all, beyond)).trim()}`);
}
const css = readdirSync(join(root, 'src'), { recursive: true })
  .filter(file => file.endsWith('.css') && !file.includes('standalone'))
  .map(file => readFileSync(join(root, 'src', file)));
rows.push(['All styles', gzip(Buffer.concat(css)), 12_000]);

let failed = 0;
console.log(`${'What (gzip)'.padEnd(48)}${'kB'.padStart(8)}${'limit'.padStart(8)}`);
for (const [name, bytes, limit] of rows) {
  if (bytes > limit) failed++;
  console.log(
    `${name.padEnd(48)}${kb(bytes)}${kb(limit)}${bytes > limit ? '  OVER' : ''}${notes.has(name) ? `  ${notes.get(name)}` : ''}`,
  );
}
console.log(`${rows.length - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
