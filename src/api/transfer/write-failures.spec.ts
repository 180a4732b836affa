import { expect, test } from 'vitest';
import { Failure, type FailureKind } from '../errors.ts';
import { isOutdated, isUncertain, mayRetry } from './write-failures.ts';

const rulesOf = (kind: FailureKind, status: number) => {
  const failure = new Failure('sendMessage', kind, { status });
  return [isUncertain(failure), mayRetry(failure), isOutdated(failure)];
};

test.each([
  ['network', 0],
  ['timeout', 0],
  ['internal', 500],
  ['maintenance', 503],
  ['unreadable', 200],
] as const)('%s (%d): the outcome is uncertain, and the same key is sent again', (kind, status) => {
  expect(rulesOf(kind, status)).toEqual([true, true, false]);
});

test.each([
  ['rate-limited', 429],
  ['session-expired', 401],
] as const)(
  '%s (%d): the server has not processed the write, and the same key is sent again',
  (kind, status) => {
    expect(rulesOf(kind, status)).toEqual([false, true, false]);
  },
);

test.each([
  ['illegal-transition', 409],
  ['conflict', 409],
  ['stale', 412],
  ['gone', 410],
  ['not-found', 404],
  ['key-reused', 422],
] as const)('%s (%d): the page is outdated, and the next attempt is another action', (kind, status) => {
  expect(rulesOf(kind, status)).toEqual([false, false, true]);
});

test.each([
  ['validation', 422],
  ['forbidden', 403],
  ['step-up-required', 403],
] as const)('%s (%d): the write is rejected for certain, and the page is up to date', (kind, status) => {
  expect(rulesOf(kind, status)).toEqual([false, false, false]);
});

test('an error that is no Failure is neither uncertain, nor worth a retry, nor outdated', () => {
  const error = new TypeError('x');
  expect([isUncertain(error), mayRetry(error), isOutdated(error)]).toEqual([false, false, false]);
});
