import { expect, test } from 'vitest';
import { msUntilNextText, partsOf, timeLeft } from './countdown.ts';

const NOON = '2026-02-02T12:00:00.000Z';
const after = (ms: number) => new Date(Date.parse(NOON) + ms).toISOString();
const HOUR = 3_600_000;
const announced = (ms: number) => {
  const left = timeLeft(after(ms), NOON);
  return left === undefined
    ? 'over'
    : partsOf(left)
        .map(({ n, unit }) => `${n} ${unit}`)
        .join(' ');
};

test.each([
  [72 * HOUR, '3 days'],
  [71 * HOUR + 1, '2 days 23 hours 1 minutes'],
  [48 * HOUR + 5 * 60_000, '2 days 5 minutes'],
  [24 * HOUR, '1 days'],
  [24 * HOUR - 1, '1 days'],
  [HOUR + 1, '1 hours 1 minutes'],
  [HOUR, '1 hours'],
  [HOUR - 1000, '59 minutes 59 seconds'],
  [61_000, '1 minutes 1 seconds'],
  [60_000, '1 minutes'],
  [59_001, '1 minutes'],
  [1, '1 seconds'],
  [0, 'over'],
  [-1, 'over'],
])('the text at %s ms before the end is %s', (ms, text) => {
  expect(announced(ms)).toBe(text);
});

test('an invalid date has no time left', () => {
  expect(timeLeft('soon', NOON)).toBeUndefined();
});

test('`msUntilNextText` is the time until the text changes', () => {
  expect(msUntilNextText(after(2 * HOUR + 1500), NOON)).toBe(1500);
  expect(msUntilNextText(after(2 * HOUR), NOON)).toBe(60_000);
  expect(msUntilNextText(after(HOUR - 250), NOON)).toBe(750);
  expect(msUntilNextText(after(1000), NOON)).toBe(1000);
  expect(msUntilNextText(after(-5), NOON)).toBe(0);
});
