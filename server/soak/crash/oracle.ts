import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from 'pg';
import { readSecondPlace } from '../../ledger/second-place.ts';
import { type Acknowledged, TOPIC } from './writer.ts';

/** What the oracle looks at. */
export interface Looked {
  readonly admin: Client;
  readonly dataFolder: string;
  readonly ledgerFolder: string;
  /** How often something was killed until now. */
  readonly kills: number;
  /** The server has started since the last kill: its replay has noted what the database lacked. */
  readonly replayed: boolean;
}

interface Counts {
  requests: number;
  exports: number;
  consents: number;
  withdrawn: number;
  on: number;
  off: number;
  keyed: number;
  copies: number;
}

const COUNTS = `select
  (select count(*)::int from privacy.requests where person_id = $1) as requests,
  (select count(*)::int from privacy.exports where person_id = $1) as exports,
  (select count(*)::int from privacy.consents where person_id = $1) as consents,
  (select count(*)::int from privacy.consents where person_id = $1 and status = 'withdrawn') as withdrawn,
  (select count(*)::int from privacy.mailing_changes where person_id = $1 and body->>'to' = 'on') as on,
  (select count(*)::int from privacy.mailing_changes where person_id = $1 and body->>'to' = 'off') as off,
  (select count(*)::int from privacy.kept_answers where person_id = $1 and answer is not null) as keyed,
  (select count(*)::int from privacy.access_log where person_id = $1 and body->'own'->>'code' = 'make-copy') as copies`;

/** Compares what was acknowledged to one writer with what is stored, while nothing is on its way. @returns what differs */
async function differencesOf({ admin, dataFolder }: Looked, promised: Acknowledged): Promise<string[]> {
  const { person } = promised;
  const found: string[] = [];
  const compare = (what: string, is: unknown, due: unknown): void => {
    if (is !== due) found.push(`${person}: ${what}: ${String(is)}, acknowledged ${String(due)}`);
  };
  const { rows: counts } = await admin.query<Counts>(COUNTS, [person]);
  const [stored] = counts;
  compare('requests', stored?.requests, promised.requests.size);
  compare('exports', stored?.exports, promised.exports.size);
  compare('entries of the log about new copies', stored?.copies, promised.exports.size);
  compare('consents', stored?.consents, promised.consentsGiven);
  compare('consents withdrawn', stored?.withdrawn, promised.consentsWithdrawn);
  compare('topics switched on', stored?.on, promised.switchedOn);
  compare('topics switched off', stored?.off, promised.switchedOff);
  compare('kept answers', stored?.keyed, promised.keyed);
  const { rows: requests } = await admin.query<{ key: string; status: string }>(
    'select key, status from privacy.requests where person_id = $1',
    [person],
  );
  for (const { key, status } of requests) compare(`request ${key}`, status, promised.requests.get(key));
  const { rows: files } = await admin.query<{ key: string; body: { state: string; chunks: string[] } }>(
    'select key, body from privacy.attachments where person_id = $1',
    [person],
  );
  const byId = new Map(files.map(({ key, body }) => [key, body]));
  for (const [id, sha256] of promised.files) {
    const digest = createHash('sha256');
    for (const chunk of byId.get(id)?.chunks ?? [])
      digest.update(readFileSync(join(dataFolder, 'files', chunk)));
    compare(`file ${id}`, `${byId.get(id)?.state} ${digest.digest('hex')}`, `ready ${sha256}`);
  }
  const { rows: copies } = await admin.query<{
    key: string;
    status: string;
    body: { packed?: { parts: { file?: string; size: number }[] } };
  }>('select key, status, body from privacy.exports where person_id = $1', [person]);
  for (const { key, status, body } of copies) {
    const due = promised.exports.get(key);
    if (due === 'ready' || due === 'revoked') compare(`copy ${key}`, status, due);
    if (status !== 'ready') continue;
    for (const { file, size } of body.packed?.parts ?? []) {
      const path = join(dataFolder, 'copies', file ?? '');
      compare(`part ${file}`, statSync(path, { throwIfNoEntry: false })?.size, size);
    }
  }
  return found;
}

/** Compares everything that was acknowledged with both places. @returns what differs, and how many decisions are only outside */
export async function consult(
  looked: Looked,
  writers: readonly Acknowledged[],
): Promise<{ differences: string[]; repeatedOutside: number }> {
  const { admin, ledgerFolder, kills, replayed } = looked;
  const differences: string[] = [];
  for (const promised of writers) differences.push(...(await differencesOf(looked, promised)));
  const { rows: series } = await admin.query<{
    series: string;
    last: number;
    used: number;
    distinct: number;
  }>(`
    select series, last,
      (select count(*)::int from privacy.requests where series = 'R') + (select count(*)::int from privacy.exports where series = 'E') as used,
      (select count(distinct body->>'number')::int from privacy.requests where series = 'R')
        + (select count(distinct body->>'number')::int from privacy.exports where series = 'E') as distinct
    from privacy.numbers`);
  for (const { series: name, last, used, distinct } of series)
    if (last !== used || used !== distinct)
      differences.push(`numbers ${name}: last ${last}, ${used} rows, ${distinct} different numbers`);
  const { rows: doubled } = await admin.query<{ line: string }>(
    `select kind || ' ' || payload::text as line from privacy.jobs group by 1, due_at having count(*) > 1`,
  );
  for (const { line } of doubled) differences.push(`two jobs ${line}`);

  const { rows: ledger } = await admin.query<{
    id: string;
    person_id: string;
    kind: string;
    subject: string;
    state: string;
  }>('select id, person_id, kind, subject, state from privacy.ledger order by written_at');
  const outside = await readSecondPlace(ledgerFolder);
  const ids = new Set(outside.map(({ id }) => id));
  if (ids.size !== outside.length) differences.push('an entry is twice in the second place');
  for (const { id } of ledger)
    if (!ids.has(id)) differences.push(`the entry ${id} is not in the second place`);
  const inside = new Set(ledger.map(({ id }) => id));
  const acknowledged = writers.reduce(
    (sum, promised) =>
      sum + promised.consentsGiven + promised.consentsWithdrawn + promised.switchedOn + promised.switchedOff,
    0,
  );
  // A write that was killed between the second place and the commit has left its entry, and is sent again: a kill of PostgreSQL
  // meets one write of each writer at most.
  // To stop all mailings is a «no» to topics, too, that were never on: the writers count none of these.
  const counted = outside.filter(({ kind, subject }) => kind !== 'subscription' || subject === TOPIC);
  const repeatedOutside = counted.length - acknowledged;
  if (repeatedOutside < 0)
    differences.push(`${-repeatedOutside} acknowledged decisions are not in the second place`);
  if (repeatedOutside > kills * writers.length)
    differences.push(`${repeatedOutside} repetitions outside at ${kills} kills`);
  const lacking = counted.filter(({ id }) => !inside.has(id)).length;
  if (lacking > (replayed ? 0 : repeatedOutside))
    differences.push(`${lacking} entries of the second place are not in the ledger`);
  return { differences, repeatedOutside };
}
