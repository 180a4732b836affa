import { describe, expect, test } from 'vitest';
import {
  codeEndsAt,
  codeObstacle,
  mayTrySecret,
  nextCodeAt,
  STEP_UP_ACTIONS,
  type StepUpAction,
} from './step-up.ts';

const NOW = new Date('2026-11-30T09:00:00Z');
const ago = (seconds: number): string => new Date(NOW.getTime() - seconds * 1000).toISOString();
const HELD = {
  action: 'give-consent',
  session: 's-1',
  address: 'vera@example.ru',
  heldSince: ago(400 * 86_400),
  now: NOW,
} as const;

describe('a code by email', () => {
  const VECTORS: readonly (readonly [StepUpAction, boolean])[] = [
    ['show-passport', false],
    ['show-message', true],
    ['download-copy', false],
    ['give-consent', true],
    ['file-erasure', true],
    ['file-erasure-without-hold', false],
    ['add-passkey', false],
  ];

  test('has a vector for every action', () => {
    expect(VECTORS.map(([action]) => action)).toEqual([...STEP_UP_ACTIONS]);
  });

  test.each(VECTORS)('confirms %s: %s', (action, allowed) => {
    expect(codeObstacle({ ...HELD, action })).toEqual(allowed ? undefined : { reason: 'action' });
  });

  test.each([
    ['30 days to the second', 30 * 86_400, undefined],
    ['a second less', 30 * 86_400 - 1, { reason: 'address-new', from: '2026-11-30T09:00:01.000Z' }],
    ['a moment', 0, { reason: 'address-new', from: '2026-12-30T09:00:00.000Z' }],
    ['less than nothing', -60, { reason: 'address-new', from: '2026-12-30T09:01:00.000Z' }],
  ])('needs an address that was held for 30 days: %s', (_held, seconds, obstacle) => {
    expect(codeObstacle({ ...HELD, heldSince: ago(seconds) })).toEqual(obstacle);
  });

  test('needs an address, its age and a session that is named', () => {
    expect(codeObstacle({ ...HELD, heldSince: undefined })).toEqual({ reason: 'address-age-unknown' });
    expect(codeObstacle({ ...HELD, heldSince: 'yesterday' })).toEqual({ reason: 'address-age-unknown' });
    expect(codeObstacle({ ...HELD, address: undefined })).toEqual({ reason: 'no-address' });
    expect(codeObstacle({ ...HELD, address: ' ' })).toEqual({ reason: 'no-address' });
    expect(codeObstacle({ ...HELD, session: undefined })).toEqual({ reason: 'session' });
    expect(codeObstacle({ ...HELD, session: '' })).toEqual({ reason: 'session' });
  });

  test('ends after ten minutes', () => {
    expect(codeEndsAt(NOW).toISOString()).toBe('2026-11-30T09:10:00.000Z');
  });
});

describe('another code', () => {
  const times = (count: number, first: number, step: number): string[] =>
    Array.from({ length: count }, (_, at) => ago(first - at * step));

  test.each([
    ['none before', [], undefined],
    ['one a minute ago', [ago(60)], undefined],
    ['one a second ago', [ago(1)], '2026-11-30T09:00:59.000Z'],
    ['nine within a day', times(9, 3600, 300), undefined],
    ['ten within a day', times(10, 3600, 300), '2026-12-01T08:00:00.000Z'],
    ['ten, the first of them a day ago', times(10, 86_400, 300), undefined],
    ['eleven within a day, which a clock has let pass', times(11, 3600, 300), '2026-12-01T08:05:00.000Z'],
  ])('after %s', (_title, sentAt, next) => {
    expect(nextCodeAt(sentAt, NOW)?.toISOString()).toBe(next);
  });
});

test.each([
  [0, 0, true],
  [4, 1, true],
  [5, 1, false],
  [5, 599, false],
  [5, 600, true],
])('after %i wrong secrets %i seconds ago another one is checked: %s', (count, seconds, may) => {
  expect(
    mayTrySecret(
      Array.from({ length: count }, () => ago(seconds)),
      NOW,
    ),
  ).toBe(may);
});
