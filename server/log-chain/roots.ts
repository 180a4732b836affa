import { createPublicKey, sign, verify } from 'node:crypto';
import { mkdir, open, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Pool } from 'pg';
import type { SigningKey } from '../keys/keys.ts';

/** The last link of a chain: whose it is, its place and its hash. */
export type ChainHead = readonly [owner: string, seq: number, hash: string];

/** The heads of all chains at an instant, signed: what is cut off later is found by it. */
export interface LogRoot {
  /** RFC 3339. */
  readonly at: string;
  /** Of the access logs, by account. */
  readonly heads: readonly ChainHead[];
  /** Of consents and decisions, by person; older roots have none. */
  readonly people?: readonly ChainHead[];
}

interface SignedRoot extends LogRoot {
  readonly key: string;
  readonly signature: string;
}

const FOLDER = 'log-roots';
const bytesOf = ({ at, heads, people }: LogRoot): Buffer =>
  Buffer.from(JSON.stringify({ at, heads, people }));

/** Heads of all chains in a table. */
const headsIn = async (jobsPool: Pool, table: string, owner: string): Promise<ChainHead[]> => {
  const { rows } = await jobsPool.query<{ owner: string; seq: string; hash: Buffer }>(
    `select distinct on (${owner}) ${owner} as owner, seq::text, hash from privacy.${table} order by ${owner}, ${table}.seq desc`,
  );
  return rows.map(({ owner: name, seq, hash }): ChainHead => [name, Number(seq), hash.toString('hex')]);
};

/**
 * Signs the heads of all chains (Ed25519, RFC 8032) and writes them to the second place, once a day.
 * @param jobsPool connections of the role `privacy_jobs`
 * @returns whether a root was written now
 */
export async function writeRoot(
  jobsPool: Pool,
  ledgerFolder: string,
  { id, privateKey }: SigningKey,
  now: Date,
): Promise<boolean> {
  const root: LogRoot = {
    at: now.toISOString(),
    heads: await headsIn(jobsPool, 'log_chain', 'account_id'),
    people: await headsIn(jobsPool, 'person_chain', 'person_id'),
  };
  const signed: SignedRoot = {
    ...root,
    key: id,
    signature: sign(null, bytesOf(root), privateKey).toString('base64'),
  };
  const folder = join(ledgerFolder, FOLDER);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  // Whichever process comes first on a day writes its root.
  const file = await open(join(folder, `${root.at.slice(0, 10)}.json`), 'wx', 0o600).catch(
    (thrown: NodeJS.ErrnoException) => {
      if (thrown.code === 'EEXIST') return undefined;
      throw thrown;
    },
  );
  if (file === undefined) return false;
  try {
    await file.writeFile(`${JSON.stringify(signed)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  return true;
}

/**
 * The roots of the second place, oldest first.
 * @throws Error that names a root whose signature is not of a key of the server
 */
export async function readRoots(ledgerFolder: string, keys: readonly SigningKey[]): Promise<LogRoot[]> {
  const folder = join(ledgerFolder, FOLDER);
  const names = (await readdir(folder).catch(() => [])).filter(name => name.endsWith('.json')).toSorted();
  return Promise.all(
    names.map(async name => {
      const root = JSON.parse(await readFile(join(folder, name), 'utf8')) as SignedRoot;
      const key = keys.find(({ id }) => id === root.key);
      if (
        key === undefined ||
        !verify(null, bytesOf(root), createPublicKey(key.privateKey), Buffer.from(root.signature, 'base64'))
      )
        throw new Error(`${join(folder, name)} is not signed by a key of KEYS_FILE`);
      return { at: root.at, heads: root.heads, ...(root.people && { people: root.people }) };
    }),
  );
}
