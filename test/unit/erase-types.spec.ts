import { expect, test } from 'vitest';
import { eraseTypes } from '../../scripts/erase-types.mjs';

test.each([
  ['const a: string   =  b;', 'const a   =  b;'],
  ['let say: Writers;', 'let say;'],
  ['const f: (id: string) => number = id => id.length;', 'const f = id => id.length;'],
  ['function f(a: string, b?: number) {}', 'function f(a, b) {}'],
  ['const m = new Map<string, Set<number>>( );', 'const m = new Map( );'],
  ["for (const x of ['a', 'b'] as const) use(x!.y! , x)", "for (const x of ['a', 'b']) use(x.y , x)"],
  ['(a.b as Element).remove();', 'a.b.remove();'],
  ['(a + b as Sum).toFixed();', '(a + b).toFixed();'],
  ["const text = 'as string'; // x: T as T!", "const text = 'as string'; // x: T as T!"],
])('eraseTypes of %s returns %s', (text, left) => {
  expect(eraseTypes(text)).toBe(left);
});

test.each(['interface A {}', 'type A = string;', 'const a = b satisfies C;', 'enum A {}'])(
  'eraseTypes refuses %s',
  text => {
    expect(() => eraseTypes(text)).toThrow('types are left');
  },
);
