import { expect, test } from 'vitest';
import { kindsByAction } from './erasure.ts';

test('a kind of data counts with each action that a part of it has', () => {
  expect(
    kindsByAction([
      { category: 'correspondence', action: 'delete' },
      { category: 'correspondence', action: 'anonymise' },
      { category: 'analytics', action: 'ask-third-party' },
      { category: 'analytics', action: 'ask-third-party' },
    ]),
  ).toEqual({
    actions: [
      { action: 'delete', kinds: 1 },
      { action: 'anonymise', kinds: 1 },
      { action: 'ask-third-party', kinds: 1 },
    ],
    split: true,
  });
});

test('data that another company is only asked to delete is not counted as deleted', () => {
  expect(kindsByAction([{ category: 'analytics', action: 'ask-third-party' }])).toEqual({
    actions: [{ action: 'ask-third-party', kinds: 1 }],
    split: false,
  });
});
