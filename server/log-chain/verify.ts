import { createHash } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import type { ChainHead, LogRoot } from './roots.ts';

/** Something in a chain, or in what it commits to, that is not as it was written. */
export interface LogFinding {
  /** Whose chain it is: the account of an access log, the person of consents and decisions. */
  readonly account?: string;
  readonly person?: string;
  /** The place in the chain; undefined for an entry that is in no chain. */
  readonly seq?: number;
  readonly what:
    | 'content altered'
    | 'content missing'
    | 'content erased before its time'
    | 'chain broken'
    | 'chain cut'
    | 'in no chain'
    | 'consent is not its last state';
  /** Id of the consent that is not its last state. */
  readonly consent?: string;
}

/** What a check of chains came to. */
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

/** One kind of chain: whose it is, and where its links and what they commit to are read. */
interface Chain {
  readonly of: 'account' | 'person';
  /** Everybody who has such a chain, or should have one. */
  readonly owners: string;
  readonly links: string;
  readonly contents: string;
  /** Ids of consents that are not what their last state says. */
  readonly stale?: string;
}

const micros = (column: string): string => `(extract(epoch from ${column}) * 1000000)::bigint`;
const linksOf = (table: string, owner: string): string =>
  `select seq::text, ${micros('at')}::text as at, entry, commitment, erases::text[], hash
   from privacy.${table} where ${owner} = $1 order by ${table}.seq`;

const ACCESS_LOG: Chain = {
  of: 'account',
  owners: 'select owner from privacy.logged_accounts() as owner order by owner',
  links: linksOf('log_chain', 'account_id'),
  contents: `select id, salt, concat_ws(E'\\n', id, ${micros('at')}, account_id, person_id, scope, body::text) as text
    from privacy.access_log where account_id = $1`,
};

const DECISIONS: Chain = {
  of: 'person',
  owners: 'select owner from privacy.chained_people() as owner order by owner',
  links: linksOf('person_chain', 'person_id'),
  contents: `select id, salt, concat_ws(E'\\n', id, ${micros('at')}, person_id, consent, status, body::text) as text
    from privacy.consent_history where person_id = $1
    union all
    select id::text, salt, concat_ws(E'\\n', id, ${micros('at')}, ${micros('written_at')}, person_id, kind, subject, state)
    from privacy.ledger where person_id = $1`,
  stale: `select coalesce(c.key, h.consent) as consent
    from (select key, status, body::text as body from privacy.consents where person_id = $1) c
    full join (
      select distinct on (consent) consent, status, body::text as body from privacy.consent_history
      where person_id = $1 order by consent, place desc
    ) h on h.consent = c.key
    where (c.status, c.body) is distinct from (h.status, h.body)`,
};

const ERASED = digest('erased');

/** Checks the chain of one owner against its contents. */
function checkOne(
  kind: Chain['of'],
  owner: string,
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
    const text = [owner, seq, at, entry ?? '', commitment.toString('hex'), (erases ?? []).join(',')].join(
      '\n',
    );
    if (place !== expected || !digest(before, text).equals(hash))
      findings.push({ [kind]: owner, seq: place, what: 'chain broken' });
    before = hash;
    expected = place + 1;
    heads.set(place, hash.toString('hex'));
    if (entry === null && !commitment.equals(ERASED))
      findings.push({ [kind]: owner, seq: place, what: 'chain broken' });
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
      if (mark === undefined) findings.push({ [kind]: owner, seq: place, what: 'content missing' });
      else if (mark <= place)
        findings.push({ [kind]: owner, seq: place, what: 'content erased before its time' });
      else erased += 1;
    } else if (
      mark !== undefined ||
      content.salt === null ||
      !digest(content.salt, content.text).equals(commitment)
    )
      findings.push({ [kind]: owner, seq: place, what: 'content altered' });
  }
  for (const _ of byEntry) findings.push({ [kind]: owner, what: 'in no chain' });
  return { findings, erased, heads };
}

/**
 * Checks all chains of a kind: every content against its commitment, every chain, and the roots that were signed.
 * @param enter is called before an owner is read
 */
async function checkChains(
  client: Pick<PoolClient, 'query'>,
  chain: Chain,
  heads: readonly ChainHead[],
  enter: (owner: string) => Promise<void>,
): Promise<LogCheck> {
  const { rows: owners } = await client.query<{ owner: string }>(chain.owners);
  const findings: LogFinding[] = [];
  let entries = 0;
  let erased = 0;
  let unproved = 0;
  const signed = new Map<string, { seq: number; hash: string }[]>();
  for (const [owner, seq, hash] of heads) signed.set(owner, [...(signed.get(owner) ?? []), { seq, hash }]);
  for (const owner of new Set([...owners.map(row => row.owner), ...signed.keys()])) {
    await enter(owner);
    const links = (await client.query<Link>(chain.links, [owner])).rows;
    const contents = (await client.query<Content>(chain.contents, [owner])).rows;
    const checked = checkOne(chain.of, owner, links, contents);
    findings.push(...checked.findings);
    entries += links.length;
    erased += checked.erased;
    const proofs = signed.get(owner) ?? [];
    for (const { seq, hash } of proofs)
      if (checked.heads.get(seq) !== hash) findings.push({ [chain.of]: owner, seq, what: 'chain cut' });
    const proved = Math.max(0, ...proofs.map(({ seq }) => seq));
    unproved += links.filter(({ seq }) => Number(seq) > proved).length;
    if (chain.stale === undefined) continue;
    for (const { consent } of (await client.query<{ consent: string }>(chain.stale, [owner])).rows)
      findings.push({ [chain.of]: owner, consent, what: 'consent is not its last state' });
  }
  return { entries, erased, unproved, findings };
}

const NOT_ENTERED = async (): Promise<void> => undefined;

/**
 * Checks the access log of all accounts.
 * @param client a transaction that sees all accounts, or one account after the other by `enter`
 * @param enter is called before an account is read
 */
export const checkLog = (
  client: Pick<PoolClient, 'query'>,
  roots: readonly LogRoot[],
  enter: (account: string) => Promise<void> = NOT_ENTERED,
): Promise<LogCheck> =>
  checkChains(
    client,
    ACCESS_LOG,
    roots.flatMap(({ heads }) => heads),
    enter,
  );

/** Checks what all people have decided: the states of their consents and the ledger; the parameters are those of `checkLog`. */
export const checkDecisions = (
  client: Pick<PoolClient, 'query'>,
  roots: readonly LogRoot[],
  enter: (person: string) => Promise<void> = NOT_ENTERED,
): Promise<LogCheck> =>
  checkChains(
    client,
    DECISIONS,
    roots.flatMap(({ people }) => people ?? []),
    enter,
  );

/** The check of all chains with connections of the role `privacy_jobs`, which sees one account and one person at a time. */
export async function verifyLog(
  jobsPool: Pool,
  roots: readonly LogRoot[],
): Promise<LogCheck & { readonly decisions: LogCheck }> {
  const client = await jobsPool.connect();
  try {
    // One state of the database, so that entries which come meanwhile are no findings.
    await client.query('begin isolation level repeatable read, read only');
    const log = await checkLog(client, roots, async account => {
      await client.query("select set_config('privacy.accounts', $1::text[]::text, true)", [[account]]);
    });
    const decisions = await checkDecisions(client, roots, async person => {
      await client.query("select set_config('privacy.person', $1, true)", [person]);
    });
    return { ...log, decisions };
  } finally {
    await client.query('rollback').catch(() => undefined);
    client.release();
  }
}
