import { expect, test } from 'vitest';
import { createRateLimiter } from '../limits.ts';

test('the limiter lets a minute’s requests pass at once, then as they come back', () => {
  let now = 0;
  const limiter = createRateLimiter(60, () => now);
  expect(Array.from({ length: 60 }, () => limiter.take('a'))).toEqual(Array(60).fill(undefined));
  expect(limiter.take('a')).toBe(1);
  expect(limiter.take('b')).toBeUndefined();
  now = 1500;
  expect([limiter.take('a'), limiter.take('a')]).toEqual([undefined, 1]);
});
