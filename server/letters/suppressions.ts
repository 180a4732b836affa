import type { PoolClient } from 'pg';
import type { Decision } from '../../core/ledger.ts';
import { acceptedTopic, refusedTopics } from '../../core/mailings/suppressions.ts';
import { type AddressDigest, addressDigests } from '../keys/address-digest.ts';
import type { Keys } from '../keys/keys.ts';
import type { StoredEntry } from '../ledger/entry.ts';
import { entriesOf } from '../postgres/ledger.ts';
import { allAnswered } from '../postgres/transaction.ts';

/** How a store keeps what people have said about mailings by the digests of their addresses. */
export interface SuppressionRules {
  readonly keys: Pick<Keys, 'digest'>;
  /** Whether a «yes» lifts a «no»: in the writes of customers, never in those of staff, jobs and imports. */
  readonly mayLift: boolean;
}

const digestsOf = (addresses: readonly AddressDigest[]): [string[], string[]] => [
  addresses.map(({ digest }) => digest),
  addresses.map(({ key }) => key),
];

/** Digests of the address that the person of the transaction has now, with every key and the newest first. */
async function ownDigests(client: PoolClient, { keys }: SuppressionRules): Promise<AddressDigest[]> {
  const { rows } = await client.query<{ address: string | null }>('select privacy.own_address() as address');
  const address = rows[0]?.address ?? '';
  return address === '' ? [] : addressDigests(keys, address);
}

/** Digests of the addresses to which emails with a token of the person went. */
async function tokenDigests(client: PoolClient, userId: string): Promise<AddressDigest[]> {
  const { rows } = await client.query<AddressDigest>(
    `select distinct address_key as key, address_digest as digest from privacy.tokens
     where person_id = $1 and address_digest is not null`,
    [userId],
  );
  return rows;
}

/** Keeps the «no» of an entry. @param replayed whether a decision that was written after it counts more */
export async function suppress(
  client: PoolClient,
  entry: Decision & Pick<StoredEntry, 'writtenAt' | 'addresses'>,
  replayed: boolean,
): Promise<void> {
  const topics = refusedTopics(entry);
  const { addresses = [] } = entry;
  if (topics.length === 0 || addresses.length === 0) return;
  await client.query('select privacy.suppress($1, $2, $3, $4, $5)', [
    ...digestsOf(addresses),
    topics,
    entry.writtenAt,
    replayed,
  ]);
}

/** What a write decides: entries of the decisions that its rows show, and opt-outs, which may have changed no row. */
interface Decided {
  readonly entries: readonly StoredEntry[];
  readonly optOuts: readonly Decision[];
  readonly now: Date;
}

const isNo = (entry: Decision): boolean => refusedTopics(entry).length > 0;

/**
 * Keeps what a write says about mailings: a «no» for each address that is known of the person, a «yes» for the one they have now. A
 * «no» in the same write outweighs the «yes». An opt-out that changed no row is an entry of its own unless it stands for each address.
 * @returns the entries as the ledger and the second place get them: each «no» with its addresses
 */
export async function keepSuppressions(
  client: PoolClient,
  userId: string,
  { entries, optOuts, now }: Decided,
  rules: SuppressionRules,
): Promise<StoredEntry[]> {
  const accepted = rules.mayLift ? entries.filter(entry => acceptedTopic(entry) !== undefined) : [];
  if (accepted.length === 0 && optOuts.length === 0 && !entries.some(isNo)) return [...entries];
  const [own, ofTokens] = await allAnswered([ownDigests(client, rules), tokenDigests(client, userId)]);
  if (own.length > 0)
    await allAnswered(
      accepted.map(entry =>
        client.query('select privacy.lift($1, $2, $3, $4)', [
          ...digestsOf(own),
          acceptedTopic(entry),
          entry.writtenAt,
        ]),
      ),
    );
  const known = [...own.slice(0, 1), ...ofTokens];
  const addresses = [...new Map(known.map(one => [one.digest, one])).values()];
  const repeated: Decision[] = [];
  for (const optOut of optOuts) {
    const isDecided = entries.some(({ kind, subject }) => kind === optOut.kind && subject === optOut.subject);
    if (!isDecided && !(await stands(client, addresses, optOut.subject))) repeated.push(optOut);
  }
  const kept = [...entries, ...entriesOf(repeated, now)].map(entry =>
    isNo(entry) ? { ...entry, addresses } : entry,
  );
  await allAnswered(kept.map(entry => suppress(client, entry, false)));
  return kept;
}

/** Whether a «no» to the topic stands for each of the addresses. */
async function stands(
  client: PoolClient,
  addresses: readonly AddressDigest[],
  topic: string,
): Promise<boolean> {
  const { rows } = await client.query<{ stands: boolean }>(
    'select privacy.all_suppressed($1, $2) as stands',
    [addresses.map(({ digest }) => digest), topic],
  );
  return rows[0]?.stands ?? false;
}
