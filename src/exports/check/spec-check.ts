import { randomBytes } from 'node:crypto';
import { type CheckOptions, type CheckResult, checkArchive } from './check.ts';
import { bytesOf, copyOf, type Craft, craft, entriesOf, FILES, type Files } from './spec-archive.ts';

/** Checks the archive with these bytes. */
export const check = (bytes: Uint8Array<ArrayBuffer>, options?: CheckOptions): Promise<CheckResult> =>
  checkArchive(new Blob([bytes]), options);
/** The state of each file, by path. */
export const statesOf = (result: CheckResult): Record<string, string> =>
  Object.fromEntries(result.files.map(({ path, state }) => [path, state]));
/** What `statesOf` gives for an unchanged archive. */
export const allMatch = (files: Files = FILES) =>
  Object.fromEntries(Object.keys(files).map(path => [path, 'match']));

/** An archive with one altered entry. */
export function alteredAt(
  name: string,
  altered: Partial<Craft>,
  common: Partial<Craft> = {},
): Uint8Array<ArrayBuffer> {
  return craft(
    entriesOf(copyOf(), common).map(entry => (entry.name === name ? { ...entry, ...altered } : entry)),
  );
}

/** Files longer than the pieces an archive is read in. */
export const LARGE: Files = {
  'a.bin': Uint8Array.from(randomBytes(1_300_000)),
  'b.bin': Uint8Array.from(randomBytes(524_288)),
  'c/d.txt': bytesOf('ряд\n'.repeat(90_000)),
  'e.txt': bytesOf('е'),
};
