import { beforeEach, expect, inject, test } from 'vitest';
import { operationIds } from '../../core/http/contract.ts';
import { CALLS } from '../soak/tenancy/operations.ts';
import { HOLES } from '../soak/tenancy/holes.ts';
import { runTenancy } from '../soak/tenancy/run.ts';
import { emptyTables } from './stores.ts';

beforeEach(emptyTables);

test('every operation of the contract has its calls', () => {
  expect(Object.keys(CALLS).toSorted()).toEqual([...operationIds].toSorted());
});

test('what another account or person has is answered like what nobody has, and no row of it is seen', async () => {
  const { calls, operations, findings } = await runTenancy({
    urls: inject('urls'),
    attackers: ['b-owner', 'a-user', 'nobody'],
  });
  expect(findings).toEqual([]);
  expect([operations.size, calls > 1000]).toEqual([operationIds.length, true]);
});

test.each(HOLES)('a run finds $name', async ({ hole, only, where }) => {
  const { findings } = await runTenancy({
    urls: inject('urls'),
    hole,
    only,
    attackers: ['b-owner', 'a-user'],
  });
  expect(findings.map(one => one.where)).toContain(where);
});
