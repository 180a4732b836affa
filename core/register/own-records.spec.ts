import { expect, test } from 'vitest';
import { seed } from '../../mocks/db.ts';
import { policy } from '../policy/tables.ts';
import { OWN_CATEGORY, OWN_RECORD_KINDS, OWN_SYSTEM, ownRecords } from './own-records.ts';

const NOW = new Date('2026-11-23T09:00:00Z');
const rows = seed(NOW);
rows.policy.acknowledgements.push({
  userId: 'u-owner',
  version: '2020-10-21',
  at: '2026-11-20T09:00:00.000Z',
});
const owner = { userId: 'u-owner', accountId: 'acc-1', now: NOW };

test('the category and the system are in the policy', () => {
  expect(policy().categoryById.get(OWN_CATEGORY)).toMatchObject({ systems: [OWN_SYSTEM] });
  expect(policy().systemById.has(OWN_SYSTEM)).toBe(true);
});

test('every kind is found in the rows of a person who has done everything', () => {
  const records = ownRecords(rows, owner);
  expect(new Set(records.map(({ kind }) => kind))).toEqual(new Set(OWN_RECORD_KINDS.map(({ id }) => id)));
  expect(new Set(records.map(({ id }) => id)).size).toBe(records.length);
  for (const { id, at, title, system } of records) {
    expect(id.length).toBeLessThanOrEqual(120);
    expect(title.ru && title.en).toBeTruthy();
    expect(at <= NOW.toISOString()).toBe(true);
    expect(system).toBe(OWN_SYSTEM);
  }
  expect(records.map(({ at }) => at)).toEqual(
    records
      .map(({ at }) => at)
      .toSorted()
      .toReversed(),
  );
});

test('as many as there are rows, and none of another person or account', () => {
  const count = (kind: string) => ownRecords(rows, owner).filter(record => record.kind === kind).length;
  const requests = rows.requests.filter(row => row.preparedBy.id === 'u-owner' && row.accountId === 'acc-1');
  expect(count('request')).toBe(requests.length);
  expect(count('answer')).toBe(requests.filter(row => row.answeredAt !== undefined).length);
  expect(count('copy')).toBe(
    rows.exports.filter(row => row.createdBy.id === 'u-owner' && row.accountId === 'acc-1').length,
  );
  const all = new Set(ownRecords(rows, owner).map(({ id }) => id));
  for (const row of rows.requests.filter(one => !requests.includes(one)))
    expect(all.has(`request-${row.id}`)).toBe(false);
  for (const row of rows.access.filter(one => one.userId !== 'u-owner'))
    expect(all.has(`access-entry-${row.id}`)).toBe(false);
  expect(ownRecords(rows, { ...owner, userId: 'u-nobody' })).toEqual([]);
});

test('a choice is the person’s in every account; a request is not', () => {
  const kinds = (accountId: string) =>
    new Set(ownRecords(rows, { ...owner, accountId }).map(({ kind }) => kind));
  expect(kinds('acc-2').has('consent')).toBe(true);
  expect(kinds('acc-2').has('request')).toBe(false);
});

test('own records end at the instant of reading and hold no text of a message', () => {
  const earlier = new Date('2026-08-01T09:00:00Z');
  const records = ownRecords(rows, { ...owner, now: earlier });
  expect(records.length).toBeGreaterThan(0);
  expect(records.length).toBeLessThan(ownRecords(rows, owner).length);
  const texts = JSON.stringify(ownRecords(rows, owner));
  for (const { text } of rows.requests.flatMap(row => row.messages))
    expect(texts).not.toContain(typeof text === 'string' ? text : text.ru);
});
