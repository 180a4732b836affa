import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { addMonths } from '../../src/domain/calendar-steps.ts';
import { hindranceOf } from '../../core/exports/hindrance.ts';
import { reachOf, repeatedRow } from '../../core/exports/repetition.ts';
import { emptyRows } from '../../core/rows.ts';
import { specClient, type SpecClient } from '../spec-client.ts';
import { madeCopy, settled, SPEC, unpacked } from './test-copy.ts';

const START = '2026-11-23T09:00:00.000Z';
/** `n` months after the start, and an hour. */
const month = (n: number): { now: string } => ({ now: `${addMonths('2026-11-23', n)}T10:00:00.000Z` });
const AT = { now: START };

interface Copy {
  id: string;
  number: string;
  asOf: string;
  spec: { after?: string };
  repeats?: { id: string };
  repetition?: { nextAt: string; endsAt: string };
  repetitionEnded?: string;
  allowedActions: string[];
  parts: { n: number }[];
}

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(START) }));
afterEach(() => void vi.useRealTimers());

/** The copies of the owner, newest first. */
const copies = async (client: SpecClient, options: { now: string }): Promise<Copy[]> =>
  (await client.get('owner', '/exports?scope=person&limit=200', options)).body.items;

const repeat = (client: SpecClient, id: string, body: object, options: { now: string }) =>
  client.call('owner', 'PUT', `/exports/${id}/repetition`, { body, ...options });

/** Ids of the records of a copy, by category. */
const idsIn = async (client: SpecClient, copy: Copy, category: string): Promise<string[]> => {
  const file = (await unpacked(client, 'owner', copy)).get(`data/${category}.json`);
  return (JSON.parse(String(file)) as { records: { id: string }[] }).records.map(({ id }) => id);
};

describe('a copy that repeats', () => {
  it('is made again each month with only the records since, until it is stopped', async () => {
    const client = specClient();
    const first = (await madeCopy(client, 'owner', { categories: ['rights'] }, AT)).body as Copy;
    expect(first.allowedActions).toContain('repeat');
    const begun = (await repeat(client, first.id, { every: 'P1M', onlyNew: true }, AT)).body as Copy;
    expect(begun.repetition).toMatchObject({
      nextAt: '2026-12-23T09:00:00.000Z',
      endsAt: '2027-11-23T09:00:00.000Z',
    });
    expect(begun.allowedActions).toContain('end-repetition');
    const before = await idsIn(client, first, 'rights');

    const [second] = await copies(client, month(1));
    if (second === undefined) throw new Error('no copy');
    expect(second).toMatchObject({ repeats: { id: first.id }, spec: { after: first.asOf } });
    expect(second.repetition?.nextAt).toBe('2027-01-23T09:00:00.000Z');
    expect((await client.get('owner', `/exports/${first.id}`, month(1))).body.repetition).toBeUndefined();
    const ready = (await settled(client, 'owner', second.id, month(1))).body as Copy;
    expect(ready.allowedActions).toContain('end-repetition');

    const log = (await client.get('owner', '/access-log?limit=50', month(1))).body.items as {
      reference?: { id: string };
      reason: string;
    }[];
    expect(log.find(entry => entry.reference?.id === second.id)?.reason).toBe(
      'копия повторяется, как вы просили',
    );
    expect(client.backend.db().outbox.filter(one => one.template === 'copy-ready')).toHaveLength(2);
    expect(before.length).toBeGreaterThan(0);

    const stopped = await client.call('owner', 'DELETE', `/exports/${second.id}/repetition`, month(1));
    expect(stopped.body).toMatchObject({ repetitionEnded: 'stopped' });
    const count = (await copies(client, month(1))).length;
    expect(await copies(client, month(2))).toHaveLength(count);
  });

  it('is not made twice when its interval was changed, and ends by itself after a year', async () => {
    const client = specClient();
    const { id } = (await madeCopy(client, 'owner', { categories: ['mailings'] }, AT)).body as Copy;
    await repeat(client, id, { every: 'P1M', onlyNew: false }, AT);
    await repeat(client, id, { every: 'P3M', onlyNew: false }, AT);
    // The seeded copy repeats with only what is new.
    const made: number[] = [];
    for (const n of [1, 3, 6, 9, 12, 15]) {
      const own = (await copies(client, month(n))).filter(
        copy => copy.repeats !== undefined && copy.spec.after === undefined,
      );
      made.push(own.length);
      if (own[0] === undefined) continue;
      const { body } = await settled(client, 'owner', own[0].id, month(n));
      expect(body.repetitionEnded).toBe(n >= 12 ? 'over' : undefined);
    }
    expect(made).toEqual([0, 1, 2, 3, 4, 4]);
  });

  it.each(['revoke', 'disown'] as const)('stops with its newest copy: %s', async stop => {
    const client = specClient();
    const { id } = (await madeCopy(client, 'owner', { categories: ['mailings'] }, AT)).body as Copy;
    await repeat(client, id, { every: 'P1M', onlyNew: true }, AT);
    const answer =
      stop === 'revoke'
        ? await client.call('owner', 'DELETE', `/exports/${id}`, AT)
        : await client.post('owner', `/access-log/actions/copy-${id}/disown`, undefined, AT);
    expect(answer.status).toBeLessThan(300);
    const copy = (await client.get('owner', `/exports/${id}`, AT)).body as Copy;
    expect([copy.repetition, copy.repetitionEnded]).toEqual([undefined, 'stopped']);
    expect((await copies(client, month(2))).filter(one => one.repeats?.id === id)).toEqual([]);
  });

  it('can be disowned when its own files are gone', async () => {
    const client = specClient();
    const { id } = (await madeCopy(client, 'owner', { categories: ['mailings'] }, AT)).body as Copy;
    await repeat(client, id, { every: 'P3M', onlyNew: true }, AT);
    const gone = (await client.get('owner', `/exports/${id}`, month(1))).body;
    expect([gone.status, gone.allowedActions]).toEqual(['expired', ['end-repetition']]);
    const { body } = await client.post('owner', `/access-log/actions/copy-${id}/disown`, undefined, month(1));
    expect(body.stopped).toEqual([`Копия ${gone.number} больше не повторится.`]);
    expect((await client.get('owner', `/exports/${id}`, month(1))).body.repetition).toBeUndefined();
  });

  it('belongs to its maker and begins with a ready copy only', async () => {
    const client = specClient();
    const monthly = { every: 'P1M', onlyNew: true };
    const { id } = (await madeCopy(client, 'owner', { categories: ['mailings'] }, AT)).body as Copy;
    const path = `/exports/${id}/repetition`;
    expect((await client.call('user', 'PUT', path, { ...AT, body: monthly })).status).toBe(404);
    const waits = await repeat(client, 'ex-awaiting-owner', monthly, AT);
    expect(waits.body.type).toBe('/problems/illegal-transition');
    const none = await client.call('owner', 'DELETE', path, AT);
    expect(none.body.type).toBe('/problems/illegal-transition');
    expect((await repeat(client, id, { every: 'P1D', onlyNew: true }, AT)).status).toBe(400);
  });
});

describe('the next copy of a repetition', () => {
  const client = specClient();
  const rowOf = (id: string) => {
    const row = client.backend.db().exports.find(one => one.id === id);
    if (row === undefined) throw new Error(`no ${id}`);
    return row;
  };
  const next = { id: 'ex-next', number: 'E-26-0999', createdAt: START };

  it('reaches back behind a copy that lacks a system', () => {
    const whole = rowOf('ex-ready-full');
    const partly = rowOf('ex-partly-ready');
    expect(reachOf(whole)).toBe(whole.runs[0]?.at);
    expect(reachOf(partly)).toBeUndefined();
    const onlyNew = { onlyNew: true };
    expect(repeatedRow(whole, onlyNew, next).spec.after).toBe(whole.runs[0]?.at);
    expect(repeatedRow(partly, onlyNew, next).spec.after).toBeUndefined();
    const later = { ...partly, spec: { ...partly.spec, after: START } };
    expect(repeatedRow(later, onlyNew, next).spec.after).toBe(START);
    expect(repeatedRow(later, { onlyNew: false }, next).spec.after).toBeUndefined();
  });

  it('ends with the role or the consent of its maker', () => {
    const row = rowOf('ex-ready-full');
    const me = {
      userId: 'u-owner',
      accountId: 'acc-1',
      role: 'owner',
      jurisdiction: 'RU',
      name: '',
    } as const;
    const rows = emptyRows();
    expect(hindranceOf(rows, me, row)).toBeUndefined();
    // The directory names the owner where the maker has left.
    expect(hindranceOf(rows, { ...me, userId: 'u-other' }, row)).toBe('role');
    const account = { ...row, spec: { ...row.spec, scope: 'account' as const } };
    expect(hindranceOf(rows, { ...me, role: 'admin' }, account)).toBe('role');
    const text = {
      ...row,
      spec: { ...row.spec, categories: ['correspondence'], includeCorrespondence: true },
    };
    expect(hindranceOf(rows, me, text)).toBe('consent');
  });

  it('has only what is later than an instant, nothing of it twice and nothing left out', async () => {
    const after = new Date(Date.parse(START) - 90 * 86_400_000).toISOString();
    const asked = { ...SPEC, categories: ['services'] };
    const counted = (await client.post('owner', '/exports/estimates', { ...asked, after }, AT)).body;
    const made = async (spec: object) => (await madeCopy(client, 'owner', { ...asked, ...spec }, AT)).body;
    const [whole, since] = [await made({}), await made({ after })];
    expect(since.excluded.map(({ what }: { what: string }) => what)).toContain('Более ранние записи');
    expect(whole.excluded.map(({ what }: { what: string }) => what)).not.toContain('Более ранние записи');
    const recordsOf = async (copy: Copy) =>
      (
        JSON.parse(String((await unpacked(client, 'owner', copy)).get('data/services.json'))) as {
          records: { id: string; at: string }[];
        }
      ).records;
    const [all, newer] = [await recordsOf(whole), await recordsOf(since)];
    expect(newer.length).toBeGreaterThan(0);
    expect(newer).toHaveLength(counted.records);
    expect(newer).toEqual(all.filter(({ at }) => at > after));
  });
});
