import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { readKeys } from '../keys/keys.ts';
import { readRoots, writeRoot } from '../log-chain/roots.ts';
import { checkDecisions, verifyLog } from '../log-chain/verify.ts';
import { postgresStore } from '../postgres/store.ts';
import { readRetention } from '../retention/retention.ts';
import { sweep } from '../retention/sweep.ts';
import { admin, customers, folder, jobs, useChains } from './chains.ts';
import { consentOf, NOW } from './examples.ts';

useChains();

const PEOPLE = 8;
/** States of consents that each person has: two are given, one of them is withdrawn. */
const STATES = 3;

/** Gives and withdraws consents of several people at the same time. */
async function fill(): Promise<void> {
  const store = postgresStore(customers);
  await Promise.all(
    Array.from({ length: PEOPLE }, async (_, p) => {
      const userId = `u-${p}`;
      const owner = { userId, accountIds: [`acc-${p}`] };
      await store.write(owner, NOW, undefined, ({ rows }) => {
        rows.consents.push(consentOf(`cn-first-${p}`, userId), {
          ...consentOf(`cn-second-${p}`, userId),
          purpose: 'correspondence-disclosure',
        });
        return { value: undefined };
      });
      await store.write(owner, NOW, undefined, ({ rows }) => {
        const row = rows.consents.find(({ id }) => id === `cn-first-${p}`);
        Object.assign(row ?? {}, { status: 'withdrawn', withdrawnAt: NOW.toISOString() });
        return { value: undefined };
      });
    }),
  );
}

const { sign } = readKeys(readFileSync(inject('keysFile'), 'utf8'));
const signingKey = () => {
  const [key] = sign;
  if (key === undefined) throw new Error('no key');
  return key;
};

/** Places of the chain of each person. */
async function places(): Promise<number> {
  const { rows } = await admin.query<{ least: string; most: string }>(
    'select min(n) as least, max(n) as most from (select count(*) as n from privacy.person_chain group by person_id) counted',
  );
  const [{ least, most } = { least: '0', most: '' }] = rows;
  expect(least).toBe(most);
  return Number(least);
}

test('consents and decisions are in the chain of their person, whoever wrote at the same time', async () => {
  await fill();
  const each = await places();
  expect(each).toBeGreaterThan(STATES);
  const { decisions } = await verifyLog(jobs, []);
  expect(decisions).toEqual({
    entries: PEOPLE * each,
    erased: 0,
    unproved: PEOPLE * each,
    findings: [],
  });
});

test('states of consents that retention deletes are erased by the chain; the decisions stay', async () => {
  await fill();
  const text = readFileSync(join(import.meta.dirname, '../retention.example.yaml'), 'utf8');
  const later = new Date(NOW.getTime() + 4 * 366 * 86_400_000);
  expect((await sweep(jobs, readRetention(text), later)).consents).toBe(PEOPLE);
  const { decisions } = await verifyLog(jobs, []);
  // Given and withdrawn; the consent that is still given has its state.
  expect([decisions.findings, decisions.erased]).toEqual([[], PEOPLE * 2]);
  const { rows } = await admin.query<{ count: number }>('select count(*)::int from privacy.consent_history');
  expect(rows[0]?.count).toBe(PEOPLE);
});

test('a consent that is deleted before its time is found', async () => {
  await fill();
  await postgresStore(customers).write(
    { userId: 'u-1', accountIds: ['acc-1'] },
    NOW,
    undefined,
    ({ rows }) => {
      rows.consents = rows.consents.filter(({ id }) => id !== 'cn-first-1');
      return { value: undefined };
    },
  );
  const { decisions } = await verifyLog(jobs, []);
  expect(decisions.findings).toEqual([
    { person: 'u-1', consent: 'cn-first-1', what: 'consent is not its last state' },
  ]);
});

const ENTRY = '(select entry from privacy.person_chain where person_id = $1 and seq = $2)';
/** One of the states of a person, by the same number. */
const STATE = `(select id from privacy.consent_history where person_id = $1 order by place offset $2::int % ${STATES} limit 1)`;
const CONSENT = `(select consent from privacy.consent_history where id = ${STATE})`;
const DECISION = `(select id from privacy.ledger where person_id = $1 order by place
  offset $2::int % (select count(*) from privacy.ledger where person_id = $1) limit 1)`;

/** Alterations by somebody whom no rule holds; `$1` is a person, `$2` a place of their chain that the root covers. */
const ALTERATIONS: readonly string[] = [
  `update privacy.consents set body = jsonb_set(body::jsonb, '{fullName}', '"Другая Анна"')::json where key = ${CONSENT}`,
  `update privacy.consents set status = status || '-' where key = ${CONSENT}`,
  `update privacy.consents set person_id = 'u-other' where key = ${CONSENT}`,
  `delete from privacy.consents where key = ${CONSENT}`,
  `insert into privacy.consents (key, person_id, status, body) select key || '-copy', person_id, status, body
   from privacy.consents where key = ${CONSENT}`,
  `with state as (delete from privacy.consent_history where consent = ${CONSENT} returning consent)
   delete from privacy.consents where key in (select consent from state)`,
  `update privacy.consent_history set body = jsonb_set(body::jsonb, '{version}', '"2"')::json where id = ${STATE}`,
  `update privacy.consent_history set at = at + interval '1 microsecond' where id = ${STATE}`,
  `update privacy.consent_history set salt = sha256(salt) where id = ${STATE}`,
  `update privacy.consent_history set person_id = 'u-other' where id = ${STATE}`,
  `delete from privacy.consent_history where id = ${STATE}`,
  `update privacy.ledger set state = state || '-' where id = ${DECISION}`,
  `update privacy.ledger set subject = subject || '-' where id = ${DECISION}`,
  `update privacy.ledger set written_at = written_at - interval '1 day' where id = ${DECISION}`,
  `update privacy.ledger set person_id = 'u-other' where id = ${DECISION}`,
  `delete from privacy.ledger where id = ${DECISION}`,
  `insert into privacy.ledger (id, at, written_at, person_id, kind, subject, state)
   select gen_random_uuid(), at, written_at, person_id, kind, subject, state from privacy.ledger where id = ${DECISION}`,
  `with links as (delete from privacy.person_chain where person_id = $1 and seq >= $2 returning entry),
   states as (delete from privacy.consent_history where id in (select entry from links))
   delete from privacy.ledger where id::text in (select entry from links)`,
  'delete from privacy.person_chain where person_id = $1 and seq >= $2',
  'update privacy.person_chain set commitment = sha256(commitment) where person_id = $1 and seq = $2',
  'update privacy.person_chain set hash = sha256(hash) where person_id = $1 and seq = $2',
  `update privacy.person_chain set at = at - interval '1 day' where person_id = $1 and seq = $2`,
  'update privacy.person_chain set erases = array[1] where person_id = $1 and seq = $2',
  `update privacy.person_chain set entry = ${ENTRY} || '-' where person_id = $1 and seq = $2`,
];

test('each of 1,000 random alterations of what a root covers is found', async () => {
  await fill();
  const each = await places();
  expect(await writeRoot(jobs, folder, signingKey(), NOW)).toBe(true);
  const roots = await readRoots(folder, sign);
  expect(await checkDecisions(admin, roots)).toMatchObject({ findings: [], unproved: 0 });
  let number = 11;
  const random = (below: number) => {
    number = (number * 48_271) % 2_147_483_647;
    return number % below;
  };
  const missed = new Set<string>();
  for (let i = 0; i < 1000; i += 1) {
    const alteration = ALTERATIONS[random(ALTERATIONS.length)] ?? '';
    const [person, seq] = [`u-${random(PEOPLE)}`, random(each) + 1];
    await admin.query('begin');
    // Whoever alters the database switches its triggers off.
    await admin.query("set local session_replication_role = 'replica'");
    // A deletion of what another part of the same statement deletes counts none itself.
    const before = await admin.query('select txid_current_if_assigned() as id');
    await admin.query(alteration, [person, seq]);
    const after = await admin.query('select txid_current_if_assigned() as id');
    if (before.rows[0]?.id !== after.rows[0]?.id) {
      const { findings } = await checkDecisions(admin, roots);
      if (findings.length === 0) missed.add(`${person} ${seq}: ${alteration}`);
    } else missed.add(`nothing was altered: ${alteration}`);
    await admin.query('rollback');
  }
  expect([...missed]).toEqual([]);
});

test('what was decided before the migration is chained by it', async () => {
  await fill();
  const each = await places();
  const migration = join(import.meta.dirname, '../postgres/migrations/0096-person-chain.sql');
  await admin.query('begin');
  await admin.query(`
    drop table privacy.person_chain, privacy.consent_history cascade;
    drop function privacy.chain_consent, privacy.erase_consent, privacy.chain_decision, privacy.keep_consent,
      privacy.append_to_person_chain cascade;
    drop function if exists privacy.chained_people;
    alter table privacy.ledger drop column salt;
    set local role privacy_owner;`);
  await admin.query(readFileSync(migration, 'utf8'));
  await admin.query('reset role');
  const { findings, entries } = await checkDecisions(admin, []);
  await admin.query('rollback');
  // Of a consent the state that it has is kept, and none of before.
  expect([findings, entries]).toEqual([[], PEOPLE * (each - 1)]);
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
  const check = await time(() => checkDecisions(admin, []));
  const bare = await time(async () => {
    for (let p = 0; p < PEOPLE; p += 1) {
      const person = [`u-${p}`];
      await admin.query('select * from privacy.person_chain where person_id = $1 order by seq', person);
      await admin.query('select * from privacy.consent_history where person_id = $1', person);
      await admin.query('select * from privacy.ledger where person_id = $1', person);
      await admin.query('select * from privacy.consents where person_id = $1', person);
    }
  });
  expect(check / bare).toBeLessThan(4);
});
