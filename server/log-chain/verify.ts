import { createHash } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import type { LogRoot } from './roots.ts';

/** Something in the access log that is not as it was written. */
export interface LogFinding {
  readonly account: string;
  /** The place in the chain of the account; undefined for an entry that is in no chain. */
  readonly seq?: number;
  readonly what:
    | 'content altered'
    | 'content missing'
    | 'content erased before its time'
    | 'chain broken'
    | 'chain cut'
    | 'in no chain';
}

/** What a check of the access log came to. */
export interface LogCheck {
  readonly entries: number;
  /** Entries whose content retention has erased, as their chain says. */
  readonly erased: number;
  /** Places younger than the last root: nobody could prove that they were cut. */
  readonly unproved: number;
  readonly findings: readonly LogFinding[];
}

interface Link {
  readonly seq: string;
  readonly at: string;
  readonly entry: string | null;
  readonly commitment: Buffer;
  readonly erases: string[] | null;
  readonly hash: Buffer;
}
interface Content {
  readonly id: string;
  readonly salt: Buffer | null;
  readonly text: string;
}

const digest = (...parts: (Buffer | string)[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

const LINKS = `select seq::text, (extract(epoch from at) * 1000000)::bigint::text as at, entry, commitment, erases::text[], hash
  from privacy.log_chain where account_id = $1 order by log_chain.seq`;
const CONTENTS = `select id, salt, concat_ws(E'\\n', id, (extract(epoch from at) * 1000000)::bigint, account_id, person_id, scope,
  body::text) as text from privacy.access_log where account_id = $1`;

const ERASED = digest('erased');

/** Checks the chain of one account against its contents. */
export function checkAccount(
  account: string,
  links: readonly Link[],
  contents: readonly Content[],
): { findings: LogFinding[]; erased: number; heads: ReadonlyMap<number, string> } {
  const findings: LogFinding[] = [];
  const byEntry = new Map(contents.map(content => [content.id, content]));
  const erasedAt = new Map<number, number>();
  const heads = new Map<number, string>();
  let before: Buffer | string = '';
  let expected = 1;
  for (const { seq, at, entry, commitment, erases, hash } of links) {
    const place = Number(seq);
    const text = [account, seq, at, entry ?? '', commitment.toString('hex'), (erases ?? []).join(',')].join(
      '\n',
    );
    if (place !== expected || !digest(before, text).equals(hash))
      findings.push({ account, seq: place, what: 'chain broken' });
    before = hash;
    expected = place + 1;
    heads.set(place, hash.toString('hex'));
    if (entry === null && !commitment.equals(ERASED))
      findings.push({ account, seq: place, what: 'chain broken' });
    for (const one of erases ?? []) erasedAt.set(Number(one), place);
  }
  let erased = 0;
  for (const { seq, entry, commitment } of links) {
    if (entry === null) continue;
    const place = Number(seq);
    const content = byEntry.get(entry);
    byEntry.delete(entry);
    const mark = erasedAt.get(place);
    if (content === undefined) {
      if (mark === undefined) findings.push({ account, seq: place, what: 'content missing' });
      else if (mark <= place) findings.push({ account, seq: place, what: 'content erased before its time' });
      else erased += 1;
    } else if (
      mark !== undefined ||
      content.salt === null ||
      !digest(content.salt, content.text).equals(commitment)
    )
      findings.push({ account, seq: place, what: 'content altered' });
  }
  for (const _ of byEntry) findings.push({ account, what: 'in no chain' });
  return { findings, erased, heads };
}

/**
 * Checks the access log of all accounts: every content against its commitment, every chain, and the roots that were signed.
 * @param client a transaction that sees all accounts, or one account after the other by `enter`
 * @param enter is called before an account is read
 */
export async function checkLog(
  client: Pick<PoolClient, 'query'>,
  roots: readonly LogRoot[],
  enter: (account: string) => Promise<void> = async () => undefined,
): Promise<LogCheck> {
  const { rows: accounts } = await client.query<{ account: string }>(
    'select account from privacy.logged_accounts() as account order by account',
  );
  const findings: LogFinding[] = [];
  let entries = 0;
  let erased = 0;
  let unproved = 0;
  const signed = new Map<string, { seq: number; hash: string }[]>();
  for (const { heads } of roots)
    for (const [account, seq, hash] of heads)
      signed.set(account, [...(signed.get(account) ?? []), { seq, hash }]);
  for (const account of new Set([...accounts.map(row => row.account), ...signed.keys()])) {
    await enter(account);
    const links = (await client.query<Link>(LINKS, [account])).rows;
    const contents = (await client.query<Content>(CONTENTS, [account])).rows;
    const checked = checkAccount(account, links, contents);
    findings.push(...checked.findings);
    entries += links.length;
    erased += checked.erased;
    const proofs = signed.get(account) ?? [];
    for (const { seq, hash } of proofs)
      if (checked.heads.get(seq) !== hash) findings.push({ account, seq, what: 'chain cut' });
    const proved = Math.max(0, ...proofs.map(({ seq }) => seq));
    unproved += links.filter(({ seq }) => Number(seq) > proved).length;
  }
  return { entries, erased, unproved, findings };
}

/** The same with connections of the role `privacy_jobs`, which sees one account at a time. */
export async function verifyLog(jobsPool: Pool, roots: readonly LogRoot[]): Promise<LogCheck> {
  const client = await jobsPool.connect();
  try {
    // One state of the database, so that entries which come meanwhile are no findings.
    await client.query('begin isolation level repeatable read, read only');
    return await checkLog(client, roots, async account => {
      await client.query("select set_config('privacy.accounts', $1::text[]::text, true)", [[account]]);
    });
  } finally {
    await client.query('rollback').catch(() => undefined);
    client.release();
  }
}
