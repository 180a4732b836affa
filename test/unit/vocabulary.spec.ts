import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

/** A word that code and comments do not use, because the field, a library or the contract has another word for it. */
interface Term {
  /** The words, in lower case. Names like `openTwin` are compared word by word. */
  readonly words: readonly string[];
  readonly plain: string;
  /** Checks identifiers, comments, or both. Default: both. */
  readonly in?: 'identifiers' | 'comments';
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
    in: 'identifiers',
    except: ['act', 'actOf'],
    only: /^(?!src\/domain\/citations)/,
  },
  { words: ['weather'], plain: 'scenario, fault' },
  { words: ['door', 'doors'], plain: 'adapter, entry point, card' },
  { words: ['world', 'worlds'], plain: 'database, tenant' },
  { words: ['twin', 'twins'], plain: 'open duplicate' },
  { words: ['wish', 'wished', 'wishes'], plain: 'request, prompt' },
  { words: ['demand'], plain: 'require', in: 'identifiers', except: ['onDemand'] },
  { words: ['told', 'heard', 'hears', 'tells'], plain: 'message, notify, report, receive' },
  { words: ['said', 'saying', 'says', 'tell', 'hear'], plain: 'label, message, notify', in: 'identifiers' },
  { words: ['news'], plain: 'message, event' },
  {
    words: ['ask', 'asks', 'asked', 'asker'],
    plain: 'query, send, request',
    in: 'identifiers',
    // The text of the reader's script is in every copy: another name would change the bytes of all.
    except: ['ask', 'asked', 'showAsked'],
  },
  {
    words: ['move', 'moves'],
    plain: 'transition, action',
    in: 'identifiers',
    except: ['connectedMoveCallback', 'moveBefore', 'onMove', 'onPointerMove'],
  },
  {
    words: ['refusal', 'unsent'],
    plain: 'submitError, saveError, rejection',
    in: 'identifiers',
    except: ['USUAL_REFUSAL'],
  },
  { words: ['heed', 'heeds', 'heeded'], plain: 'apply, obey' },
  { words: ['leaf', 'lean'], plain: 'ignoredSearchParam, critical, minimal' },
  { words: ['pace', 'patience', 'blink'], plain: 'a constant that ends with _MS' },
  { words: ['beat', 'dry'], plain: 'heartbeat, empty attempts' },
  { words: ['silence'], plain: 'idle timeout, pause', in: 'identifiers' },
  { words: ['road', 'bones'], plain: 'Breadcrumb, Skeleton' },
  { words: ['tick'], plain: 'Checkbox, check', in: 'identifiers' },
  { words: ['warm', 'warmed'], plain: 'prefetch' },
  { words: ['shortcoming', 'shortcomings', 'mistake', 'mistakes'], plain: 'FieldError, ValidationError' },
  { words: ['met', 'meet'], plain: 'reconcile, visit', in: 'identifiers' },
  { words: ['letter'], plain: 'email (a complaint is a letter)', only: EMAILS },
  {
    words: ['words'],
    plain: 'labels',
    except: ['CONFIRMATION_WORDS'],
    in: 'identifiers',
    only: /^src\/(ui|shell|exports|mailings|consents|register|overview|policy|access-log|requests\/case|requests\/list)\//,
  },
];

/** The words of a name: `findOpenDuplicate`, `FIELD_LABELS`. */
const wordsOf = (name: string): string[] =>
  name
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[\s_$]+/);

/** Identifiers and comments of a source, each with its line. */
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
  };
};

/** Uses of the terms in a file: `path:line: word → plain word`. */
const usesIn = (path: string, text: string): string[] => {
  const terms = TERMS.filter(({ only }) => only?.test(path) ?? true);
  const { identifiers, comments } = partsOf(path, text);
  return terms.flatMap(({ words, plain, in: place, except = [] }) => [
    ...(place === 'comments' ? [] : identifiers)
      .filter(({ text: name }) => !except.includes(name) && wordsOf(name).some(word => words.includes(word)))
      .map(({ text: name, line }) => `${path}:${line}: ${name} → ${plain}`),
    ...(place === 'identifiers' ? [] : comments).flatMap(({ text: comment, line }) =>
      words
        .filter(word => new RegExp(`(?<![\\w«\`])${word}(?![\\w»\`])`, 'i').test(comment))
        .map(word => `${path}:${line}: ${word} → ${plain}`),
    ),
  ]);
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

test('identifiers and comments use the standard terms', { timeout: 120_000 }, () => {
  const sources = tracked.filter(
    path =>
      /^(?:src|core|mocks|server|test|scripts|demo)\/.*\.(?:tsx?|mjs)$|^\w+\.config\.ts$/.test(path) &&
      !/\/generated\/|^test\/browser\/|^test\/unit\/vocabulary\.spec\.ts$/.test(path),
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
          words
            .filter(word => new RegExp(`(?<![\\w«\`])${word}(?![\\w»\`])`, 'i').test(line))
            .map(word => `${path}:${index + 1}: ${word} → ${plain}`),
        ),
      ),
  );
  expect(uses).toEqual([]);
});
