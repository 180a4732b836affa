import type { Pool, PoolClient } from 'pg';
import type { ConnectedSystem } from '../config.ts';
import { type FoundDirectory, openDirectory } from './of-system.ts';

/** What copying a directory came to. */
export interface Copied {
  /** Rows that were added, changed or deleted. */
  readonly changed: number;
  /** How many people would have gone, where that was too many and nothing was done. */
  readonly refused?: number;
}

/**
 * Puts the directory of a system in the place of the server's, in one transaction.
 * @param db connections of the role `privacy_jobs`
 * @param mayShrink also when more than a fifth of the people would go
 */
export async function copyDirectory(
  db: Pool | PoolClient,
  { accounts, people, memberships }: FoundDirectory,
  mayShrink = false,
): Promise<Copied> {
  const { rows } = await db.query<{ changed: string; refused: string | null }>(
    'select changed, refused from privacy.put_directory($1, $2, $3, $4)',
    [JSON.stringify(accounts), JSON.stringify(people), JSON.stringify(memberships), mayShrink],
  );
  const { changed, refused } = rows[0] ?? { changed: '0', refused: null };
  return { changed: Number(changed), ...(refused === null ? {} : { refused: Number(refused) }) };
}

/**
 * Reads the directory of the system that has one, and copies it.
 * @returns what was found and what it came to; undefined when no manifest has a directory
 * @throws DirectoryFault, or what the system or the database fails with
 */
export async function copyDirectoryOf(
  systems: readonly Pick<ConnectedSystem, 'manifest' | 'url'>[],
  db: Pool,
  mayShrink: boolean,
): Promise<(Copied & { readonly found: FoundDirectory }) | undefined> {
  const system = await openDirectory(systems, () => undefined);
  if (system === undefined) return undefined;
  try {
    const found = await system.read();
    return { ...(await copyDirectory(db, found, mayShrink)), found };
  } finally {
    await system.close();
  }
}
