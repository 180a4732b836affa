import { readFileSync } from 'node:fs';
import { verify } from 'node:crypto';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { sealingFor } from '../../core/seals.ts';
import { canonicalJson } from '../../src/domain/canonical-json.ts';
import { type SigningKey, newKeys, publicKeys, readKeys } from '../keys/keys.ts';
import { readRoots, writeRoot } from '../log-chain/roots.ts';
import { sealing } from '../log-chain/seal.ts';
import { checkLog, verifyLog } from '../log-chain/verify.ts';
import { postgresStore } from '../postgres/store.ts';
import { readRetention } from '../retention/retention.ts';
import { sweep } from '../retention/sweep.ts';
import { admin, customers, folder, jobs, useChains } from './chains.ts';
import { entryOf, NOW } from './examples.ts';

useChains();

const ACCOUNTS = 12;
const ENTRIES = 15;

/** Writes entries of several accounts. */
async function fill(): Promise<void> {
  const store = postgresStore(customers);
  await Promise.all(
    Array.from({ length: ACCOUNTS }, (_, a) =>
      store.write({ userId: `u-${a}`, accountIds: [`acc-${a}`] }, NOW, undefined, unit => {
        for (let i = 0; i < ENTRIES; i += 1) unit.log(entryOf(`al-${a}-${i}`, `u-${a}`, `acc-${a}`));
        return { value: undefined };
      }),
    ),
  );
}

const signingKey = (): SigningKey => {
  const [key] = readKeys(readFileSync(inject('keysFile'), 'utf8')).sign;
  if (key === undefined) throw new Error('no key');
  return key;
};

test('what was written is in the chain, whoever wrote at the same time', async () => {
  await fill();
  expect(await verifyLog(jobs, [])).toMatchObject({
    entries: ACCOUNTS * ENTRIES,
    erased: 0,
    unproved: ACCOUNTS * ENTRIES,
    findings: [],
  });
});

test('content that retention deletes is erased by the chain and not missing', async () => {
  await fill();
  const text = readFileSync(join(import.meta.dirname, '../retention.example.yaml'), 'utf8');
  const later = new Date(NOW.getTime() + 4 * 366 * 86_400_000);
  const deleted = await sweep(jobs, readRetention(text), later);
  expect(deleted['access-log']).toBe(ACCOUNTS * ENTRIES);
  const check = await verifyLog(jobs, []);
  expect([check.findings, check.erased]).toEqual([[], ACCOUNTS * ENTRIES]);
});

/** Alterations of the log by somebody whom no rule holds; `$1` is an account, `$2` a place of its chain that the root covers. */
const ALTERATIONS: readonly string[] = [
  `update privacy.access_log set body = jsonb_set(body::jsonb, '{reason,ru}', '"иначе"')::json
   where id = (select entry from privacy.log_chain where account_id = $1 and seq = $2)`,
  `update privacy.access_log set at = at + interval '1 microsecond'
   where id = (select entry from privacy.log_chain where account_id = $1 and seq = $2)`,
  `update privacy.access_log set person_id = 'u-other'
   where id = (select entry from privacy.log_chain where account_id = $1 and seq = $2)`,
  `update privacy.access_log set account_id = 'acc-other'
   where id = (select entry from privacy.log_chain where account_id = $1 and seq = $2)`,
  `update privacy.access_log set salt = sha256(salt)
   where id = (select entry from privacy.log_chain where account_id = $1 and seq = $2)`,
  `delete from privacy.access_log where id = (select entry from privacy.log_chain where account_id = $1 and seq = $2)`,
  `with link as (delete from privacy.log_chain where account_id = $1 and seq = $2 returning entry)
   delete from privacy.access_log where id = (select entry from link)`,
  `with links as (delete from privacy.log_chain where account_id = $1 and seq >= $2 returning entry)
   delete from privacy.access_log where id in (select entry from links)`,
  `update privacy.log_chain set commitment = sha256(commitment) where account_id = $1 and seq = $2`,
  `update privacy.log_chain set hash = sha256(hash) where account_id = $1 and seq = $2`,
  `update privacy.log_chain set at = at - interval '1 day' where account_id = $1 and seq = $2`,
  `update privacy.log_chain set erases = array[1] where account_id = $1 and seq = $2`,
  `insert into privacy.access_log (id, at, account_id, person_id, scope, body, salt)
   select id || '-copy', at, account_id, person_id, scope, body, salt from privacy.access_log
   where id = (select entry from privacy.log_chain where account_id = $1 and seq = $2)`,
  `update privacy.log_chain c set entry = other.entry from privacy.log_chain other
   where c.account_id = $1 and c.seq = $2 and other.account_id = $1 and other.seq = $2 % ${ENTRIES} + 1`,
];

test('each of 1,000 random alterations of what a root covers is found', async () => {
  await fill();
  expect(await writeRoot(jobs, folder, signingKey(), NOW)).toBe(true);
  expect(await writeRoot(jobs, folder, signingKey(), NOW)).toBe(false);
  const roots = await readRoots(folder, [signingKey()]);
  expect(await checkLog(admin, roots)).toMatchObject({ findings: [], unproved: 0 });
  let number = 7;
  const random = (below: number) => {
    number = (number * 48_271) % 2_147_483_647;
    return number % below;
  };
  const missed: string[] = [];
  for (let i = 0; i < 1000; i += 1) {
    const alteration = ALTERATIONS[random(ALTERATIONS.length)] ?? '';
    const [account, seq] = [`acc-${random(ACCOUNTS)}`, random(ENTRIES) + 1];
    await admin.query('begin');
    // Whoever alters the database switches its triggers off.
    await admin.query("set local session_replication_role = 'replica'");
    const { rowCount } = await admin.query(alteration, [account, seq]);
    if ((rowCount ?? 0) > 0) {
      const { findings } = await checkLog(admin, roots);
      if (findings.length === 0) missed.push(`${account} ${seq}: ${alteration}`);
    } else missed.push(`nothing was altered: ${alteration}`);
    await admin.query('rollback');
  }
  expect(missed).toEqual([]);
});

test('a root that another key has signed is refused', async () => {
  await fill();
  const [other] = readKeys(newKeys(NOW)).sign;
  if (other === undefined) throw new Error('no key');
  await writeRoot(jobs, folder, { ...other, id: signingKey().id }, NOW);
  await expect(readRoots(folder, [signingKey()])).rejects.toThrow('is not signed by a key of KEYS_FILE');
});

test('a check costs at most four times a bare read of the same rows', async () => {
  await fill();
  const time = async (work: () => Promise<unknown>): Promise<number> => {
    const times: number[] = [];
    for (let i = 0; i < 9; i += 1) {
      const begun = performance.now();
      await work();
      times.push(performance.now() - begun);
    }
    return Math.min(...times);
  };
  const check = await time(() => checkLog(admin, []));
  const bare = await time(async () => {
    for (let a = 0; a < ACCOUNTS; a += 1) {
      await admin.query('select * from privacy.log_chain where account_id = $1 order by seq', [`acc-${a}`]);
      await admin.query('select * from privacy.access_log where account_id = $1', [`acc-${a}`]);
    }
  });
  expect(check / bare).toBeLessThan(4);
});

test('a receipt is signed with the head of its own account’s log, and anybody can check it', async () => {
  await fill();
  const key = signingKey();
  const digest = 'ab'.repeat(32);
  const seal = async (userId: string, accountId: string) =>
    (await sealingFor(sealing(customers, [key]), { userId, accountId }, NOW))(digest).seal;
  const seen = await seal('u-3', 'acc-3');
  if (seen === undefined) throw new Error('nothing was signed');
  const { signature, signedAt, logHead } = seen;
  expect([seen.key, seen.algorithm, signedAt, logHead?.seq]).toEqual([
    key.id,
    'Ed25519',
    NOW.toISOString(),
    ENTRIES,
  ]);
  const { rows } = await jobs.query<{ hash: string }>(
    "select encode(hash, 'hex') as hash from privacy.log_chain where account_id = 'acc-3' and seq = $1",
    [ENTRIES],
  );
  expect(logHead?.hash).toBe(rows[0]?.hash);

  const [, ...pem] = publicKeys({ digest: [], csrf: [], sign: [key] }).split('\n');
  const isSigned = (value: object): boolean =>
    verify(null, Buffer.from(canonicalJson(value)), pem.join('\n'), Buffer.from(signature, 'base64'));
  expect(isSigned({ digest, signedAt, logHead })).toBe(true);
  expect(isSigned({ digest: 'cd'.repeat(32), signedAt, logHead })).toBe(false);
  expect(isSigned({ digest, signedAt, logHead: { ...logHead, seq: 1 } })).toBe(false);

  // Jobs sign manifests of copies with the same head.
  const ofJobs = await sealing(jobs, [key]).prepare({ userId: 'u-3', accountId: 'acc-3' }, NOW);
  expect(ofJobs?.logHead).toEqual(logHead);

  const first = await seal('u-new', 'acc-new');
  expect(first?.logHead).toBeUndefined();
});
