import { afterEach, expect, test } from 'vitest';
import { writeJson } from './write-json.ts';

const SPOILT = [Array.prototype, Object.prototype, String.prototype] as unknown as {
  toJSON?: () => string;
}[];

afterEach(() => {
  for (const prototype of SPOILT) delete prototype.toJSON;
});

test('`writeJson` writes arrays and objects as JSON, though a library of the host adds toJSON to the prototypes', () => {
  const value = { list: ['a', { deep: [1, null] }, []], none: undefined, text: 'я', no: false };
  const plain = JSON.stringify(value);
  const indented = JSON.stringify([value], null, 2);
  for (const prototype of SPOILT) prototype.toJSON = () => 'spoilt';
  expect(JSON.stringify(value)).toBe('"spoilt"');
  expect(writeJson(value)).toBe(plain);
  expect(writeJson([value], 2)).toBe(indented);
});
