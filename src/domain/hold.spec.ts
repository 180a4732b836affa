import { expect, it } from 'vitest';
import { holdUntil } from './hold.ts';

it('`holdUntil` is 72 hours after the filing of an erasure', () => {
  expect(holdUntil('2026-02-02T12:00:00+03:00')).toBe('2026-02-05T09:00:00.000Z');
});
