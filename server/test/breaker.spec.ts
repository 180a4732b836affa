import { expect, test } from 'vitest';
import { type BreakerState, createBreaker } from '../sources/breaker.ts';

test('a breaker opens after three failures in a row, tries once after its pause, and closes when that is well', () => {
  let now = 0;
  const seen: BreakerState[] = [];
  const breaker = createBreaker({ ms: () => now, onChange: state => seen.push(state) });
  breaker.failed();
  breaker.failed();
  breaker.succeeded();
  breaker.failed();
  breaker.failed();
  expect(breaker.allows()).toBe(true);
  breaker.failed();
  expect([breaker.state, breaker.allows()]).toEqual(['open', false]);
  now = 9999;
  expect(breaker.allows()).toBe(false);
  now = 10_000;
  expect([breaker.allows(), breaker.allows()]).toEqual([true, false]);
  breaker.failed();
  // The second pause is twice as long.
  now = 29_999;
  expect(breaker.allows()).toBe(false);
  now = 30_000;
  expect(breaker.allows()).toBe(true);
  breaker.succeeded();
  expect(breaker.allows()).toBe(true);
  expect(seen).toEqual(['open', 'half-open', 'open', 'half-open', 'closed']);
});

test('a trial that was cut before the system could answer is made again after a pause of the same length', () => {
  let now = 0;
  const breaker = createBreaker({ ms: () => now, failures: 1 });
  breaker.failed();
  now = 10_000;
  expect(breaker.allows()).toBe(true);
  breaker.abandoned();
  now = 20_000;
  expect(breaker.allows()).toBe(true);
});

test('calls that began before it opened do not lengthen its pause', () => {
  let now = 0;
  const breaker = createBreaker({ ms: () => now, failures: 1 });
  breaker.failed();
  now = 9000;
  breaker.failed();
  now = 10_000;
  expect(breaker.allows()).toBe(true);
});
