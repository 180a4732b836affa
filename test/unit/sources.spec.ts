import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

const SKIPPED = /(^|\/)(node_modules|dist[\w-]*|test-results|coverage|generated|\.git)(\/|$)/;

/** Every file of the repository, as a path from its root. Products of builds and generated code are left out. */
function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap(entry => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (SKIPPED.test(path)) return [];
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}

const files = filesBelow('');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const documents = files.filter(path => path.endsWith('.md'));

/** The anchor that GitHub makes of a heading. */
const slugOf = (heading: string): string =>
  heading
    .replaceAll(/[`*]|\[|\]\([^)]*\)/g, '')
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(/\s/g, '-');

const withoutFences = (text: string): string => text.replaceAll(/^ *```[\s\S]*?^ *```/gm, '');

/** The anchors of a document: its headings, and explicit `<a id="…">`. */
function anchorsOf(text: string): Set<string> {
  const plain = withoutFences(text);
  return new Set([
    ...[...plain.matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) => slugOf(heading)),
    ...[...plain.matchAll(/<a id="([^"]+)">/g)].map(([, id = '']) => id),
  ]);
}

/** What is wrong with the relative links of a document. */
function brokenLinks(path: string, text: string): string[] {
  return [...withoutFences(text).matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, link = '']) => {
    if (/^[a-z]+:/.test(link)) return [];
    const [file = '', anchor] = link.split('#');
    const target = file === '' ? path : relative(root, resolve(root, dirname(path), file));
    if (file !== '' && !existsSync(join(root, target))) return [`${path}: ${link}`];
    const missing = anchor !== undefined && !anchorsOf(file === '' ? text : read(target)).has(anchor);
    return missing ? [`${path}: ${link}`] : [];
  });
}

describe('the links of the documents', () => {
  it('lead to files and headings that exist', () => {
    expect(documents.length).toBeGreaterThan(20);
    expect(documents.flatMap(path => brokenLinks(path, read(path)))).toEqual([]);
  });

  it('are reported when they are broken', () => {
    const text =
      '# Heading\n\n[a](#heading) [b](#no) [c](README.md) [d](none.md) [e](README.md#none) [f](https://a.ru/)';
    expect(brokenLinks('x.md', text)).toEqual(['x.md: #no', 'x.md: none.md', 'x.md: README.md#none']);
  });
});

/** Names that do not mean one file of the repository. */
const ELSEWHERE = new Set([
  // Written by `npm run build`.
  'activecloud-privacy.js',
  'activecloud-unsubscribe.js',
  'index.js',
  'index.d.ts',
  'manifest.json',
  'public-keys.txt',
  'receipt.json',
  'seal.json',
  'chunks.json',
  'snippet.html',
  'snippet.en.html',
  'NOTICE.txt',
  // Inside a copy of data.
  'README.txt',
  'statement.json',
  'reader/services.html',
  'reader/services-2.html',
  // Made by whoever runs the server (docs/server.md).
  'keys.json',
  'panel.mjs',
  'panel-keys.json',
  'retention.yaml',
  'helpdesk.yaml',
  'node_modules/activecloud-privacy-server/retention.example.yaml',
  // Each slice has one.
  'texts.json',
  // Of packages and other projects.
  'mockServiceWorker.js',
  'normalize.css',
  'reset.css',
  'ical.js',
  'zip.js',
  'Prototype.js',
  'APPNOTE.TXT',
  // An example of a name.
  'exe.txt',
]);

const EXTENSIONS = 'tsx?|[cm]?jsx?|d\\.mts|json|ya?ml|css|html|md|svg|png|txt';
const NAME = new RegExp(
  `(?<![\\w/.<>{}*…-])((?:\\.{1,2}/)*(?:[\\w.-]+/)*[\\w-][\\w.-]*\\.(?:${EXTENSIONS}))(#[\\w-]+| §\\d+)?(?![\\w/-])`,
  'gi',
);

/** The comments of a source file; everything else is blank, so that lines keep their numbers. */
const commentsOf = (source: string): string => {
  const kept = [...source.matchAll(/(?<=^|[\s{(])(?:\/\*[\s\S]*?\*\/|\/\/[^\n]*)/g)];
  const blank = source.replaceAll(/[^\n]/g, ' ');
  return kept.reduce(
    (text, { 0: comment, index }) => text.slice(0, index) + comment + text.slice(index + comment.length),
    blank,
  );
};

/** The file that a name means: by its path, from the root or from the citing file, or by a unique end of a path. */
function fileNamed(name: string, from: string): string | undefined {
  const near = relative(root, resolve(root, dirname(from), name)).replaceAll('\\', '/');
  const found = [name, near].find(path => existsSync(join(root, path)));
  // A document is cited by its path: a base name alone does not say where to look.
  if (found !== undefined || /\.md$/i.test(name)) return found;
  const ends = files.filter(path => path.endsWith(`/${name}`));
  return ends.length === 1 ? ends[0] : undefined;
}

/** Whether a document has a heading: `#anchor`, or ` §n` as a heading with that number. */
function hasHeading(document: string, heading: string): boolean {
  const text = read(document);
  return heading.startsWith('#')
    ? anchorsOf(text).has(heading.slice(1))
    : new RegExp(`^#+ ${heading.slice(2)}\\.`, 'm').test(text);
}

/** The citations of a text that lead nowhere, each with its line. */
function wrongCitations(path: string, text: string): string[] {
  return text.split('\n').flatMap((line, i) =>
    [...line.matchAll(NAME)].flatMap(([whole, name = '', heading]) => {
      if (ELSEWHERE.has(name)) return [];
      const file = fileNamed(name, path);
      const right = file !== undefined && (heading === undefined || hasHeading(file, heading));
      return right ? [] : [`${path}:${i + 1} ${whole}`];
    }),
  );
}

/** This file: its examples are wrong on purpose. */
const SELF = 'test/unit/sources.spec.ts';

const isCode = (path: string): boolean =>
  /^(src|test|scripts|demo|mocks)\/.*\.(tsx?|m?js|mts|css)$|^\w+\.config\.ts$/.test(path);

describe('the files and headings that are cited', () => {
  it('in documents exist', () => {
    const named = [...documents, 'openapi.yaml'];
    expect(named.flatMap(path => wrongCitations(path, read(path)))).toEqual([]);
  });

  // Fails until the comments cite docs/domain.md.
  it('in comments exist', () => {
    const code = files.filter(path => isCode(path) && path !== SELF);
    expect(code.length).toBeGreaterThan(300);
    expect(code.flatMap(path => wrongCitations(path, commentsOf(read(path))))).toEqual([]);
  });

  it('are reported when they do not exist', () => {
    const source = `
      // docs/domain.md#clocks, README.md, deadline-rules.ts and src/domain/clocks.ts are here
      const link = 'https://a.ru/none.ts'; // domain.md §6
      /* docs/domain.md#none, docs/domain.md §999, none.ts */
      const name = 'none.ts';
      /** state.ts is the name of many files. */`;
    expect(wrongCitations('x.ts', commentsOf(source))).toEqual([
      'x.ts:3 domain.md §6',
      'x.ts:4 docs/domain.md#none',
      'x.ts:4 docs/domain.md §999',
      'x.ts:4 none.ts',
      'x.ts:6 state.ts',
    ]);
  });
});

test('a path in code marks of a document leads to a file or folder', () => {
  const wrong = documents.flatMap(path =>
    [...withoutFences(read(path)).matchAll(/`((?:src|test|docs|mocks|scripts|demo)\/[\w./-]*)`/g)].flatMap(
      ([, name = '']) => (existsSync(join(root, name)) || ELSEWHERE.has(name) ? [] : [`${path}: ${name}`]),
    ),
  );
  expect(wrong).toEqual([]);
});
