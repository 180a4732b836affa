import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

/**
 * A word that code, comments and titles of tests do not use, because the field, a library or the contract has another
 * word for it.
 */
interface Term {
  /** The words, in lower case. Names like `openTwin` are compared word by word. */
  readonly words: readonly string[];
  readonly plain: string;
  /** Checks only these places. Default: all of them. */
  readonly in?: readonly ('identifiers' | 'comments' | 'titles')[];
  /** Checks only files whose path matches. */
  readonly only?: RegExp;
  /** Identifiers that have the word for a reason: the contract, the DOM, a law or a library names it so. */
  readonly except?: readonly string[];
}

const EMAILS = /^(core|mocks|src)\/(mailings|unsubscribe)\/|^test\/contract\/emails/;

const TERMS: readonly Term[] = [
  { words: ['deed', 'deeds'], plain: 'action, mutation' },
  {
    words: ['act', 'acts'],
    plain: 'action',
    in: ['identifiers'],
    except: ['act', 'actOf'],
    only: /^(?!src\/domain\/citations)/,
  },
  { words: ['weather'], plain: 'scenario, fault' },
  { words: ['door', 'doors'], plain: 'adapter, entry point, card' },
  { words: ['world', 'worlds'], plain: 'database, tenant' },
  { words: ['twin', 'twins'], plain: 'open duplicate' },
  { words: ['wish', 'wished', 'wishes'], plain: 'request, prompt' },
  { words: ['demand'], plain: 'require', in: ['identifiers'], except: ['onDemand'] },
  { words: ['told', 'heard', 'hears', 'tells'], plain: 'message, notify, report, receive' },
  {
    words: ['said', 'saying', 'says', 'tell', 'hear'],
    plain: 'label, message, notify, show',
    in: ['identifiers', 'titles'],
  },
  { words: ['news'], plain: 'message, event' },
  {
    words: ['ask', 'asks', 'asked', 'asker'],
    plain: 'query, send, request',
    in: ['identifiers'],
    // The text of the reader's script is in every copy: another name would change the bytes of all.
    except: ['ask', 'asked', 'showAsked'],
  },
  {
    words: ['move', 'moves'],
    plain: 'transition, action',
    in: ['identifiers'],
    except: ['connectedMoveCallback', 'moveBefore', 'onMove', 'onPointerMove'],
  },
  {
    words: ['refusal', 'unsent'],
    plain: 'submitError, saveError, rejection',
    in: ['identifiers'],
    except: ['USUAL_REFUSAL'],
  },
  { words: ['heed', 'heeds', 'heeded'], plain: 'apply, obey' },
  { words: ['leaf', 'lean'], plain: 'ignoredSearchParam, critical, minimal' },
  { words: ['pace', 'patience', 'blink'], plain: 'a constant that ends with _MS' },
  { words: ['beat', 'dry'], plain: 'heartbeat, empty attempts' },
  { words: ['silence'], plain: 'idle timeout, pause', in: ['identifiers'] },
  { words: ['road', 'bones'], plain: 'Breadcrumb, Skeleton' },
  { words: ['tick'], plain: 'Checkbox, check', in: ['identifiers'] },
  { words: ['warm', 'warmed'], plain: 'prefetch' },
  { words: ['shortcoming', 'shortcomings', 'mistake', 'mistakes'], plain: 'FieldError, ValidationError' },
  { words: ['met', 'meet'], plain: 'reconcile, visit', in: ['identifiers'] },
  { words: ['letter'], plain: 'email (a complaint is a letter)', only: EMAILS },
  {
    words: ['words'],
    plain: 'labels',
    except: ['CONFIRMATION_WORDS'],
    in: ['identifiers'],
    only: /^src\/(ui|shell|exports|mailings|consents|register|overview|policy|access-log|requests\/case|requests\/list)\//,
  },
];

/** Words that hide the thing a title is about, or say loosely what an exact word says. */
const TITLE_TERMS: readonly Term[] = [
  { words: ['whoever', 'somebody', 'someone', 'nobody'], plain: 'the customer, another person, no user' },
  { words: ['anew'], plain: 'again, from its start' },
  { words: ['meanwhile'], plain: 'the event that happens' },
  {
    words: ['put away', 'thrown away', 'taken away', 'called off', 'looked at'],
    plain: 'the action by name',
  },
  { words: ['gone on', 'goes on', 'go on'], plain: 'continues, resumes' },
  { words: ['a way on'], plain: 'a link, a retry' },
  { words: ['is none', 'of ours', 'none of ours'], plain: 'what it is instead' },
];

/**
 * The beginning of a title without a named thing as its subject: «it stays where it was», «what was typed remains»,
 * «nothing moves».
 */
const SUBJECTLESS =
  /^(?:it|they|he|she|this|that|those|these|who|whom|whose|what|whatever|however|wherever|nothing|something|everything|everybody|anybody)\b(?! \()/i;

/** The words of a name: `findOpenDuplicate`, `FIELD_LABELS`. */
const wordsOf = (name: string): string[] =>
  name
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[\s_$]+/);

/** The identifier at the root of a call: `test` of `test.each(rows)`. */
const rootOf = (node: ts.Expression): string => {
  if (ts.isCallExpression(node) || ts.isPropertyAccessExpression(node)) return rootOf(node.expression);
  return ts.isIdentifier(node) ? node.text : '';
};

/** The text of a title; the parts that a template computes are placeholders, like `%s` of a table of cases. */
const titleOf = (node: ts.Expression | undefined): string | undefined => {
  if (node === undefined) return undefined;
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return undefined;
  return node.head.text + node.templateSpans.map(({ literal }) => `%s${literal.text}`).join('');
};

/** The titles of the tests of a source with those of the groups around them, as the runner reports them. */
const titlesOf = (source: ts.SourceFile): { text: string; at: number }[] => {
  const functions = new Set(['test', 'it', 'describe']);
  const titles: { text: string; at: number }[] = [];
  const visit = (node: ts.Node, groups: string): void => {
    // A test with a condition has a name of its own: `const keyed = test.skipIf(…)`.
    if (ts.isVariableDeclaration(node) && node.initializer && ts.isIdentifier(node.name)) {
      const { initializer } = node;
      if (ts.isCallExpression(initializer) && functions.has(rootOf(initializer)))
        functions.add(node.name.text);
    }
    let inner = groups;
    if (ts.isCallExpression(node) && node.arguments.length > 1 && functions.has(rootOf(node.expression))) {
      const own = titleOf(node.arguments[0]);
      if (own !== undefined) {
        const whole = groups === '' ? own : `${groups} ${own}`;
        if (/\bdescribe\b/.test(node.expression.getText(source))) inner = whole;
        else titles.push({ text: whole, at: node.getStart(source) });
      }
    }
    ts.forEachChild(node, child => visit(child, inner));
  };
  visit(source, '');
  return titles;
};

/** Identifiers, comments and titles of tests of a source, each with its line. */
const partsOf = (path: string, text: string) => {
  const source = ts.createSourceFile(
    path,
    text,
    ts.ScriptTarget.Latest,
    true,
    path.endsWith('x') ? ts.ScriptKind.TSX : undefined,
  );
  const identifiers: { text: string; at: number }[] = [];
  const comments = new Map<number, string>();
  const collectComments = (position: number) => {
    for (const range of [
      ...(ts.getLeadingCommentRanges(text, position) ?? []),
      ...(ts.getTrailingCommentRanges(text, position) ?? []),
    ])
      comments.set(range.pos, text.slice(range.pos, range.end));
  };
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) identifiers.push({ text: node.text, at: node.getStart() });
    if (ts.isJsxText(node)) return;
    collectComments(node.getFullStart());
    collectComments(node.getEnd());
    node.getChildren(source).forEach(visit);
  };
  visit(source);
  const lineOf = (at: number) => source.getLineAndCharacterOfPosition(at).line + 1;
  return {
    identifiers: identifiers.map(({ text: name, at }) => ({ text: name, line: lineOf(at) })),
    comments: [...comments].map(([at, comment]) => ({ text: comment, line: lineOf(at) })),
    titles: titlesOf(source).map(({ text: title, at }) => ({ text: title, line: lineOf(at) })),
  };
};

/** True when a text has the word, unless the word is quoted or part of another one. */
const hasWord = (text: string, word: string): boolean =>
  new RegExp(`(?<![\\w«\`])${word}(?![\\w»\`])`, 'i').test(text);

/** The titles that are checked; those of the server are not. */
const CHECKED_TITLES = /^(?:src|core|mocks|test|scripts|demo)\//;

/** Uses of the terms in a file: `path:line: word → plain word`; titles without a subject: `path:line: title → …`. */
const usesIn = (path: string, text: string): string[] => {
  const terms = TERMS.filter(({ only }) => only?.test(path) ?? true);
  const { identifiers, comments, titles: all } = partsOf(path, text);
  const titles = CHECKED_TITLES.test(path) ? all : [];
  const inProse = (
    words: readonly string[],
    prose: readonly { text: string; line: number }[],
    plain: string,
  ) =>
    prose.flatMap(({ text: part, line }) =>
      words.filter(word => hasWord(part, word)).map(word => `${path}:${line}: ${word} → ${plain}`),
    );
  return [
    ...terms.flatMap(({ words, plain, in: places = ['identifiers', 'comments', 'titles'], except = [] }) => [
      ...(places.includes('identifiers') ? identifiers : [])
        .filter(
          ({ text: name }) => !except.includes(name) && wordsOf(name).some(word => words.includes(word)),
        )
        .map(({ text: name, line }) => `${path}:${line}: ${name} → ${plain}`),
      ...inProse(words, places.includes('comments') ? comments : [], plain),
      ...inProse(words, places.includes('titles') ? titles : [], plain),
    ]),
    ...TITLE_TERMS.flatMap(({ words, plain }) => inProse(words, titles, plain)),
    ...titles
      .filter(({ text: title }) => SUBJECTLESS.test(title))
      .map(({ text: title, line }) => `${path}:${line}: ${title} → a named thing as its subject`),
  ];
};

const tracked = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter(path => path !== '' && existsSync(join(root, path)));

test('the check finds a term in a name and in a comment, and accepts an exception', () => {
  const source = '/** The weather of the day. */\nconst openTwin = element.moveBefore; // a letter\n';
  expect(usesIn('src/ui/x.ts', source)).toEqual([
    'src/ui/x.ts:1: weather → scenario, fault',
    'src/ui/x.ts:2: openTwin → open duplicate',
  ]);
});

test('the check finds a term and a missing subject in a title', () => {
  const source = [
    "test('the twin opens', () => {});",
    "describe('a draft', () => {",
    "  test.each([1])('is told to nobody %s', () => {});",
    '});',
    'test(`what ${kind} is typed stays`, () => {});',
    'const keyed = test.skipIf(true);',
    "keyed('it moves', () => {});",
    "test('the page «says» it', () => {});",
  ].join('\n');
  const found = [
    'test/x.ts:1: twin → open duplicate',
    'test/x.ts:3: told → message, notify, report, receive',
    'test/x.ts:3: nobody → the customer, another person, no user',
    'test/x.ts:5: what %s is typed stays → a named thing as its subject',
    'test/x.ts:7: it moves → a named thing as its subject',
  ];
  expect(usesIn('test/x.ts', source)).toEqual(found);
});

test('identifiers, comments and titles of tests use the standard terms', { timeout: 120_000 }, () => {
  const sources = tracked.filter(
    path =>
      /^(?:src|core|mocks|server|test|scripts|demo)\/.*\.(?:tsx?|mjs)$|^\w+\.config\.ts$/.test(path) &&
      !/\/generated\/|^test\/unit\/vocabulary\.spec\.ts$/.test(path),
  );
  expect(sources.length).toBeGreaterThan(400);
  expect(sources.flatMap(path => usesIn(path, readFileSync(join(root, path), 'utf8')))).toEqual([]);
});

test('the documents use the standard terms', () => {
  const documents = tracked.filter(path =>
    /^(?:README|SECURITY|(?:core|mocks|server|docs)\/.*)\.?(?:md)$/.test(path),
  );
  expect(documents.length).toBeGreaterThan(10);
  const terms = TERMS.filter(({ in: place, only }) => place === undefined && only === undefined);
  const uses = documents.flatMap(path =>
    readFileSync(join(root, path), 'utf8')
      .split('\n')
      .flatMap((line, index) =>
        terms.flatMap(({ words, plain }) =>
          words.filter(word => hasWord(line, word)).map(word => `${path}:${index + 1}: ${word} → ${plain}`),
        ),
      ),
  );
  expect(uses).toEqual([]);
});
