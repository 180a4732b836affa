import { expect, test } from 'vitest';
import { isSignal } from './privacy-signal.ts';

test.each([
  ['1', true],
  [null, false],
  ['', false],
  ['0', false],
  ['true', false],
  ['1, 1', false],
])('the header %j is the signal: %j', (value, signal) => {
  expect(isSignal(value)).toBe(signal);
});
