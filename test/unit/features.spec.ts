import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { PAGES } from '../../src/pages.ts';

const root = resolve(import.meta.dirname, '../..');
const document = readFileSync(join(root, 'docs/features.md'), 'utf8');

/** The number of rows of each group of docs/features.md. */
const GROUPS = { A: 13, B: 17, C: 14, D: 23, E: 9, F: 12, G: 12, H: 10, I: 30, J: 8 };
const DEFERRED = ['A11', 'B15', 'C10', 'G8', 'H8'];

interface Row {
  id: string;
  where: string;
  state: string;
  tests: string;
}

/** The rows of the tables that begin with an id. */
const rowsOf = (text: string): Row[] =>
  text.split('\n').flatMap(line => {
    const [, id = '', , where = '', state = '', tests = ''] = line.split('|').map(cell => cell.trim());
    return /^[A-Z]\d+$/.test(id) ? [{ id, where, state, tests }] : [];
  });

const rows = rowsOf(document);

/** Whether the source of a spec has a test, or a group of tests, with the title as it is written there. */
function hasTitle(source: string, title: string): boolean {
  const calls = source.replaceAll(/\(\s+/g, '(');
  return ["'", '`', '"'].some(quote => calls.includes(`(${quote}${title}${quote},`));
}

/** The tests of a text that do not exist, as «file › title». */
function missingTests(text: string): string[] {
  return [...text.matchAll(/`([\w./-]+) › ([^`]+)`/g)].flatMap(([, file = '', title = '']) => {
    const found = existsSync(join(root, file)) && hasTitle(readFileSync(join(root, file), 'utf8'), title);
    return found ? [] : [`${file} › ${title}`];
  });
}

/** The addresses of a text that no page has. */
const missingPages = (text: string): string[] =>
  [...text.matchAll(/`(\/[^`?]*)(?:\?[^`]*)?`/g)].flatMap(([, path = '']) => (path in PAGES ? [] : [path]));

describe('the rows of docs/features.md', () => {
  it('stand once each, in their order', () => {
    const ids = Object.entries(GROUPS).flatMap(([group, length]) =>
      Array.from({ length }, (_, index) => `${group}${index + 1}`),
    );
    expect(rows.map(({ id }) => id)).toEqual(ids);
  });

  it('are done, partly done, not done or deferred, and say what is missing', () => {
    const wrong = rows.filter(({ state }) => !/^(?:done|deferred|(?:partly|no): .+)$/.test(state));
    expect(wrong).toEqual([]);
    expect(rows.filter(({ state }) => state === 'deferred').map(({ id }) => id)).toEqual(DEFERRED);
  });

  it('are counted at the top', () => {
    const states = ['done', 'partly', 'no', 'deferred'];
    const counts = (groups: RegExp) =>
      states.map(state =>
        String(rows.filter(row => groups.test(row.id) && row.state.split(':')[0] === state).length),
      );
    const named = [...document.matchAll(/^\| (A–H|ideas|seen elsewhere) +\|(.+)\|$/gm)].map(
      ([, , cells = '']) => cells.split('|').map(cell => cell.trim()),
    );
    expect(named).toEqual([counts(/^[A-H]/), counts(/^I/), counts(/^J/)]);
  });

  it('name tests and pages that exist', () => {
    expect(rows.flatMap(({ tests }) => missingTests(tests))).toEqual([]);
    expect(rows.flatMap(({ where }) => missingPages(where))).toEqual([]);
    expect(rows.filter(({ tests }) => tests.includes('›')).length).toBeGreaterThan(100);
  });
});

test('a test or page that does not exist is found', () => {
  const self = 'test/unit/features.spec.ts';
  const cell = `\`${self} › the rows of docs/features.md\`; \`${self} › a row\`; \`test/none.spec.ts › a row\``;
  expect(missingTests(cell)).toEqual([`${self} › a row`, 'test/none.spec.ts › a row']);
  expect(missingPages('`/data?view=facts`, `/data/:category`, `/none`')).toEqual(['/none']);
});
