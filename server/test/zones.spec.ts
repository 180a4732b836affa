import { expect, test } from 'vitest';
import { instantIn, isZone, zoneOffsets } from '../sources/zones.ts';

const moscow = (local: string): string => instantIn('Europe/Moscow', new Date(`${local}Z`)).toISOString();

test.each([
  ['2010-03-28T01:59:59', '2010-03-27T22:59:59.000Z'],
  // The clock shows no time between two and three on this day.
  ['2010-03-28T02:30:00', '2010-03-27T23:30:00.000Z'],
  ['2010-03-28T03:00:00', '2010-03-27T23:00:00.000Z'],
  ['2010-07-01T00:00:00', '2010-06-30T20:00:00.000Z'],
  // The clock shows the hour from two to three twice on this day.
  ['2010-10-31T01:59:59', '2010-10-30T21:59:59.000Z'],
  ['2010-10-31T02:30:00', '2010-10-30T23:30:00.000Z'],
  ['2011-03-27T03:00:00', '2011-03-26T23:00:00.000Z'],
  ['2012-01-01T00:00:00', '2011-12-31T20:00:00.000Z'],
  ['2014-10-26T00:59:59', '2014-10-25T20:59:59.000Z'],
  ['2014-10-26T01:30:00', '2014-10-25T22:30:00.000Z'],
  ['2014-10-26T02:00:00', '2014-10-25T23:00:00.000Z'],
  ['2026-11-30T12:00:00.125', '2026-11-30T09:00:00.125Z'],
])('the clock of Moscow shows %s at %s', (local, instant) => {
  expect(moscow(local)).toBe(instant);
});

test('a zone has its changes to the minute, the newest first', () => {
  expect(zoneOffsets('Europe/Moscow').slice(0, 2)).toEqual([
    { since: '2014-10-25T22:00:00.000Z', minutes: 180 },
    { since: '2011-03-26T23:00:00.000Z', minutes: 240 },
  ]);
  expect(zoneOffsets('Asia/Kolkata')).toEqual([{ since: '1970-01-01T00:00:00.000Z', minutes: 330 }]);
  expect(zoneOffsets('Australia/Lord_Howe').some(({ minutes }) => minutes === 630)).toBe(true);
  expect(zoneOffsets('UTC')).toEqual([{ since: '1970-01-01T00:00:00.000Z', minutes: 0 }]);
});

test('a name that is no zone is none', () => {
  expect(['Europe/Moscow', 'UTC', 'Moscow', "UTC' or 1", ''].map(isZone)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
});
