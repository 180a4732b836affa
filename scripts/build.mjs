// `npm run build`: everything that ships, into `dist/`. Run by `node --import tsx`: the page table is TypeScript.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { addressesOf } from '../src/entry/address.ts';
import { PAGES, textsOf } from '../src/pages.ts';
import { writeTypes } from './types.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(root, 'dist');
const MODULE = 'src/entry/module-chunk.ts';
const digest = (algorithm, file) =>
  `${algorithm}-${createHash(algorithm).update(readFileSync(file)).digest('base64')}`;

const nameOf = (manifest, key) => manifest[key].file.replace(/^chunks\//, '');

/** The names of a chunk and of what it imports before it runs, by their keys in the manifest. */
function closure(manifest, key, seen = new Map()) {
  if (seen.has(key)) return seen;
  seen.set(key, nameOf(manifest, key));
  for (const other of manifest[key].imports ?? []) closure(manifest, other, seen);
  return seen;
}

/**
 * The chunks that are here whenever a chunk is asked for: what all chunks that import it dynamically needed to run. They were
 * fetched and checked then.
 */
function loadedBefore(manifest, key) {
  const [first = new Map(), ...others] = Object.keys(manifest)
    .filter(other => manifest[other].dynamicImports?.includes(key))
    .map(other => closure(manifest, other));
  return new Set([...first.keys()].filter(other => others.every(loaded => loaded.has(other))));
}

/**
 * What the entry has to know of the built module: `first` travels in it, the rest is a file of its own, written here.
 * Shapes: src/entry/built-module-loader.ts.
 */
function firstTable(manifest) {
  const always = closure(manifest, MODULE);
  const importsOf = key => {
    const loaded = loadedBefore(manifest, key);
    const imports = [...closure(manifest, key)]
      .slice(1)
      .filter(([other]) => key === MODULE || !(always.has(other) || loaded.has(other)));
    return imports.length === 0 ? [] : [[nameOf(manifest, key), imports.map(([, name]) => name)]];
  };
  const manifestOf = keys => {
    const names = keys.flatMap(key => [...closure(manifest, key).values()]);
    return {
      digests: Object.fromEntries(
        [...new Set(names)].map(name => [name, digest('sha256', join(dist, 'chunks', name))]),
      ),
      imports: Object.fromEntries(keys.flatMap(importsOf)),
    };
  };
  const textFile = (folder, locale) => `src/${folder}/texts.json?locale=${locale}`;
  const textFilesOf = folders => ({
    ru: folders.map(folder => nameOf(manifest, textFile(folder, 'ru'))),
    en: folders.map(folder => nameOf(manifest, textFile(folder, 'en'))),
  });
  const filesOf = row => ({
    page: nameOf(manifest, `src/${row.page}.tsx`),
    texts: textFilesOf(textsOf(row)),
  });

  const wanted = Object.keys(manifest).filter(key => manifest[key].isEntry || manifest[key].isDynamicEntry);
  const pages = Object.fromEntries(Object.entries(PAGES).map(([path, row]) => [path, filesOf(row)]));
  const rest = `export const table = ${JSON.stringify({ pages, ...manifestOf(wanted) })};\n`;
  const restName = `parts-${createHash('sha256').update(rest).digest('base64url').slice(0, 8)}.js`;
  writeFileSync(join(dist, 'chunks', restName), rest);

  const overview = PAGES['/'];
  const folders = ['shell', ...overview.texts];
  const first = manifestOf([
    MODULE,
    `src/${overview.page}.tsx`,
    ...folders.flatMap(folder => [textFile(folder, 'ru'), textFile(folder, 'en')]),
  ]);
  first.digests[restName] = digest('sha256', join(dist, 'chunks', restName));
  return {
    addresses: addressesOf(PAGES),
    module: nameOf(manifest, MODULE),
    rest: restName,
    texts: textFilesOf(['shell']),
    overview: filesOf(overview),
    ...first,
  };
}

/**
 * Writes what an operator pastes into the head: the tag of the entry, and the files of the first view in one language, so
 * that they are fetched beside the entry and not after it. Each file is held to its digest.
 */
function writeSnippets({ module, imports, overview, texts, digests }) {
  for (const [locale, name] of [
    ['ru', 'snippet.html'],
    ['en', 'snippet.en.html'],
  ]) {
    const first = [module, ...texts[locale], overview.page, ...overview.texts[locale]];
    const files = new Set(first.flatMap(file => [...(imports[file] ?? []), file]));
    const entry = 'activecloud-privacy.js';
    const lines = [
      `<!-- The privacy center, for the head of its page. /privacy-center/ is where this folder is served. Changes with every release. -->`,
      `<script type="module" src="/privacy-center/${entry}" integrity="${digest('sha384', join(dist, entry))}" crossorigin></script>`,
      ...[...files].map(
        file =>
          `<link rel="modulepreload" href="/privacy-center/chunks/${file}" integrity="${digests[file]}" crossorigin />`,
      ),
    ];
    writeFileSync(join(dist, name), `${lines.join('\n')}\n`);
  }
}

/** Puts the table of the built files in the place of the entry's own way to the module. */
const withTable = table => ({
  name: 'built-module-loader',
  enforce: 'pre',
  load(id) {
    if (!id.endsWith('/src/entry/module-loader.ts')) return undefined;
    return {
      code: `import { builtModuleLoader } from './built-module-loader.ts';
export const moduleLoader = builtModuleLoader(${JSON.stringify(table)}, import.meta.url);`,
      moduleType: 'js',
    };
  },
});

const config = { root, logLevel: 'warn' };
rmSync(dist, { recursive: true, force: true });
await build({ ...config, mode: 'module' });
const manifest = JSON.parse(readFileSync(join(dist, 'chunks.json'), 'utf8'));
rmSync(join(dist, 'chunks.json'));
const table = firstTable(manifest);
await build({ ...config, mode: 'entry', plugins: [withTable(table)] });
writeSnippets(table);
await build({ ...config, mode: 'letter' });
await build({ ...config, mode: 'library' });
await build({ ...config, mode: 'mocks' });
writeTypes(root);
// The harness of the email's script, beside the script: the token of the contract's examples, and a backend at the same origin.
writeFileSync(
  join(dist, 'unsubscribe.html'),
  readFileSync(join(root, 'unsubscribe.html'), 'utf8')
    .replace(/ *<!--.*-->\n/, '')
    .replace('/src/standalone/unsubscribe.ts', './activecloud-unsubscribe.js'),
);
copyFileSync(join(root, 'LICENSE'), join(dist, 'LICENSE'));
execFileSync(process.execPath, [join(root, 'scripts/licences.mjs'), '--notices', join(dist, 'NOTICE.txt')]);

// Source maps lie apart: an operator keeps them for reading reports, and does not publish them.
const filesOf = folder =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => relative(dist, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .toSorted();
for (const file of filesOf(dist).filter(name => name.endsWith('.map'))) {
  mkdirSync(dirname(join(dist, 'maps', file)), { recursive: true });
  renameSync(join(dist, file), join(dist, 'maps', file));
}

const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const shipped = filesOf(dist).filter(file => !file.startsWith('maps/'));
writeFileSync(
  join(dist, 'manifest.json'),
  `${JSON.stringify(
    {
      version,
      files: Object.fromEntries(
        shipped.map(file => {
          const bytes = readFileSync(join(dist, file));
          return [file, { size: bytes.length, integrity: digest('sha384', join(dist, file)) }];
        }),
      ),
    },
    null,
    2,
  )}\n`,
);
console.log(`dist: ${shipped.length} files, version ${version}`);
