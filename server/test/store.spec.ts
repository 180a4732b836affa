import { beforeEach, describe, expect, test } from 'vitest';
import type { IdempotencyKey, Unit } from '../../core/ports.ts';
import { isProblem } from '../../core/problem.ts';
import { attachmentOf, copyWithLink, draftOf, entryOf, NOW } from './examples.ts';
import { emptyTables, memory, postgres, rowsIn, type StoreUnderTest } from './stores.ts';
import { poolAs } from './pools.ts';

const OWNER = { userId: 'u-owner', accountIds: ['acc-1'] };
const ADMIN = { userId: 'u-admin', accountIds: ['acc-1'] };
const ANSWER = { status: 201, headers: { 'content-language': 'ru' }, body: '{"id":"rq-1"}' };
const key = (slot: string, sent = '{}'): IdempotencyKey => ({ slot, sent });

/** A write that leaves something of every kind. */
const everything = (unit: Unit): void => {
  unit.rows.requests.push({ ...draftOf('rq-1', 'u-owner'), number: unit.number('R') });
  unit.rows.attachments.push(attachmentOf('at-1', 'rq-1'));
  unit.log(entryOf('al-1', 'u-owner'));
  unit.enqueue({ kind: 'delete-attachment-bytes', attachmentId: 'at-0' });
  unit.mail({ userId: 'u-owner', template: 'request-received', parameters: {} });
};

describe.each([
  ['in memory', () => memory()],
  ['on PostgreSQL', postgres],
])('the store %s', (_name, open) => {
  let under: StoreUnderTest;
  beforeEach(async () => {
    await emptyTables();
    under = open();
    return () => under.close();
  });

  const write = <T>(owner: typeof OWNER, work: (unit: Unit) => T, given?: IdempotencyKey, at = NOW) =>
    under.store.write(owner, at, given, unit => ({ value: work(unit), keep: ANSWER }));

  test('keeps rows, log, jobs, emails and numbers of a write together', async () => {
    await write(OWNER, everything);
    const rows = await rowsIn(under.store, 'u-owner');
    expect(rows.requests.map(({ id, number }) => [id, number])).toEqual([['rq-1', 'R-26-0001']]);
    expect(rows.attachments).toEqual([attachmentOf('at-1', 'rq-1')]);
    expect(rows.access).toEqual([entryOf('al-1', 'u-owner')]);
    expect(await under.beside()).toEqual({ log: 1, jobs: 1, emails: 1, numbers: { R: 1, E: 0 } });
  });

  test('keeps nothing of a write that throws after its changes', async () => {
    const failing = write(
      OWNER,
      unit => {
        everything(unit);
        throw new Error('planted');
      },
      key('a'),
    );
    await expect(failing).rejects.toThrow('planted');
    expect((await rowsIn(under.store, 'u-owner')).requests).toEqual([]);
    expect(await under.beside()).toEqual({ log: 0, jobs: 0, emails: 0, numbers: { R: 0, E: 0 } });
    // The key of a write that left nothing is free.
    expect(await write(OWNER, () => 'done', key('a'))).toEqual({ value: 'done' });
  });

  test('saves changed, added and removed rows in their order', async () => {
    await write(OWNER, ({ rows }) => {
      rows.requests.push(draftOf('rq-1', 'u-owner'), draftOf('rq-2', 'u-owner'), draftOf('rq-3', 'u-owner'));
      rows.objections.push({
        userId: 'u-owner',
        purpose: 'offers',
        state: 'accepted',
        at: NOW.toISOString(),
      });
    });
    await write(OWNER, ({ rows }) => {
      const [first] = rows.requests;
      if (first !== undefined) first.details.situation = 'текст';
      rows.requests = rows.requests.filter(({ id }) => id !== 'rq-2');
      rows.requests.push(draftOf('rq-4', 'u-owner'));
      rows.objections = [];
    });
    const rows = await rowsIn(under.store, 'u-owner');
    expect(rows.requests.map(({ id }) => id)).toEqual(['rq-1', 'rq-3', 'rq-4']);
    expect(rows.requests[0]?.details.situation).toBe('текст');
    expect(rows.objections).toEqual([]);
  });

  test('gives back text as it was written: U+0000, a lone surrogate, quotes, emoji, Cyrillic', async () => {
    const situation = 'а\u0000б \ud800 "\\u0000" \' $1 😀 \u2028';
    await write(OWNER, ({ rows }) => {
      rows.requests.push({ ...draftOf('rq-1', 'u-owner'), details: { situation } });
    });
    expect((await rowsIn(under.store, 'u-owner')).requests[0]?.details.situation).toBe(situation);
  });

  test('gives a write only the rows of its owner', async () => {
    await write(ADMIN, ({ rows }) => {
      rows.requests.push(
        draftOf('rq-personal', 'u-admin'),
        draftOf('rq-account', 'u-admin', 'acc-1', 'account'),
      );
      rows.consents.push();
    });
    const seen = await write(OWNER, ({ rows }) => rows.requests.map(({ id }) => id));
    expect(seen).toEqual({ value: ['rq-account'] });
  });

  test('lets another person see a file of a request once the request is of the whole account', async () => {
    await write(ADMIN, ({ rows }) => {
      rows.requests.push(draftOf('rq-1', 'u-admin'));
      rows.attachments.push(attachmentOf('at-1', 'rq-1'));
    });
    expect(await write(OWNER, ({ rows }) => rows.attachments.length)).toEqual({ value: 0 });
    await write(ADMIN, ({ rows }) => {
      const [first] = rows.requests;
      if (first !== undefined) first.scope = 'account';
    });
    expect(await write(OWNER, ({ rows }) => rows.attachments.length)).toEqual({ value: 1 });
  });

  test('gives the kept answer to a repeated key, also after a restart, for 24 hours', async () => {
    await write(OWNER, everything, key('a'));
    const again = await under.restarted().store.write(OWNER, NOW, key('a'), () => {
      throw new Error('the work is not done again');
    });
    expect(again).toEqual({ kept: { sent: '{}', at: NOW.toISOString(), answer: ANSWER } });
    const later = new Date(NOW.getTime() + 24 * 3_600_000);
    expect(await write(OWNER, () => 'anew', key('a'), later)).toEqual({ value: 'anew' });
  });

  test('refuses a key that comes with another body', async () => {
    await write(OWNER, everything, key('a'));
    const other = await write(OWNER, () => 'never', key('a', '{"x":1}')).catch((thrown: unknown) => thrown);
    expect(isProblem(other) && other.problemName).toBe('key-reused');
  });

  test('remembers a key without an answer: its work is done again, with the same body only', async () => {
    const secret = (sent: string) =>
      under.store.write(OWNER, NOW, key('a', sent), () => ({ value: 'secret' }));
    expect(await secret('{}')).toEqual({ value: 'secret' });
    expect(await secret('{}')).toEqual({ value: 'secret' });
    await expect(secret('{"x":1}')).rejects.toThrow('key-reused');
  });

  test('keeps the changes of a rejected write and leaves its key free', async () => {
    const rejected = await under.store.write(OWNER, NOW, key('a'), ({ rows }) => {
      rows.session['u-owner'] = { wrongAt: [NOW.toISOString()] };
      return { value: 'refused', rejected: true };
    });
    expect(rejected).toEqual({ value: 'refused' });
    expect((await rowsIn(under.store, 'u-owner')).session['u-owner']?.wrongAt).toHaveLength(1);
    expect(await write(OWNER, () => 'corrected', key('a', '{"x":1}'))).toEqual({ value: 'corrected' });
  });

  test('gives numbers without gaps or doubles to parallel writes of several people, some of which fail', async () => {
    const numbers = await Promise.all(
      Array.from({ length: 60 }, async (_, at) => {
        const owner = { userId: `u-${at % 7}`, accountIds: [`acc-${at % 3}`] };
        const result = await under.store
          .write(owner, NOW, undefined, unit => {
            const number = unit.number('R');
            if (at % 5 === 0) throw new Error('planted');
            unit.log(entryOf(`al-${at}`, owner.userId, owner.accountIds[0]));
            return { value: number };
          })
          .catch(() => undefined);
        return result !== undefined && 'value' in result ? result.value : undefined;
      }),
    );
    const given = numbers.filter(number => number !== undefined).toSorted();
    expect(given).toEqual(Array.from({ length: 48 }, (_, at) => `R-26-${String(at + 1).padStart(4, '0')}`));
    expect(await under.beside()).toMatchObject({ log: 48, numbers: { R: 48 } });
  });

  test('finds the holder of a token, and nobody for another', async () => {
    await under.giveToken('tk-1', 'u-owner');
    expect(await under.store.holderOf('tk-1')).toBe('u-owner');
    expect(await under.store.holderOf('tk-2')).toBeUndefined();
  });

  test('finds the owner of a part link, and nobody for another link or another copy', async () => {
    await write(OWNER, unit => {
      unit.rows.exports.push(copyWithLink('ex-1', 'u-owner', 'secret-1'));
      return { value: undefined };
    });
    expect(await under.store.ownerOfLink('ex-1', 'secret-1')).toEqual({
      userId: 'u-owner',
      accountIds: ['acc-1'],
    });
    expect(await under.store.ownerOfLink('ex-1', 'secret-2')).toBeUndefined();
    expect(await under.store.ownerOfLink('ex-2', 'secret-1')).toBeUndefined();
  });

  test('does the work of 100 parallel calls with one key once', async () => {
    const results = await Promise.all(
      Array.from({ length: 100 }, () => write(OWNER, everything, key('one'))),
    );
    expect(results.filter(result => 'value' in result)).toHaveLength(1);
    expect(await under.beside()).toEqual({ log: 1, jobs: 1, emails: 1, numbers: { R: 1, E: 0 } });
  });
});

test('a write to PostgreSQL raises the version of the rows that it changes, and of no others', async () => {
  await emptyTables();
  const under = postgres();
  const admin = poolAs('admin', 1);
  await under.store.write(OWNER, NOW, undefined, ({ rows }) => {
    for (const id of ['rq-1', 'rq-2']) rows.requests.push(draftOf(id, 'u-owner'));
    return { value: undefined };
  });
  await under.store.write(OWNER, NOW, undefined, ({ rows }) => {
    for (const row of rows.requests) if (row.id === 'rq-2') row.step = 'review';
    return { value: undefined };
  });
  const { rows } = await admin.query('select key, version from privacy.requests order by key');
  expect(rows).toEqual([
    { key: 'rq-1', version: 1 },
    { key: 'rq-2', version: 2 },
  ]);
  await Promise.all([admin.end(), under.close()]);
});

test('a write to PostgreSQL loads downloads of the access log and no other entry, and a read loads all', async () => {
  await emptyTables();
  const under = postgres();
  const download = entryOf('al-download', 'u-owner');
  await under.store.write(OWNER, NOW, undefined, unit => {
    for (let at = 0; at < 50; at += 1) unit.log(entryOf(`al-${at}`, 'u-owner'));
    const { id, accountId, userId, scope } = download;
    const own = { code: 'download-copy', number: 'E-26-0001', part: 1 } as const;
    unit.log({ id, at: NOW.toISOString(), accountId, userId, scope, own });
    return { value: undefined };
  });
  const loaded = await under.store.write(OWNER, NOW, undefined, ({ rows }) => ({
    value: rows.access.map(({ id }) => id),
  }));
  expect(loaded).toEqual({ value: ['al-download'] });
  expect((await rowsIn(under.store, 'u-owner')).access).toHaveLength(51);
  await under.close();
});

test('a store on PostgreSQL reads one table alone where no more is needed', async () => {
  await emptyTables();
  const under = postgres();
  await under.store.write(OWNER, NOW, undefined, unit => ({ value: everything(unit) }));
  const rows = await under.store.read(OWNER, all => all, 'requests');
  expect([rows.requests.length, rows.attachments.length, rows.access.length]).toEqual([1, 0, 0]);
  await under.close();
});
