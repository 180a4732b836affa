import { type Check, list, obj, one } from '../../api/shape-checks.ts';
import { ArchiveProblem } from './problem.ts';
import { isSafePath, sameName } from './zip.ts';

/** A file of the copy, as the manifest promises it. */
export interface ManifestFile {
  readonly path: string;
  readonly size: number;
  /** Hexadecimal. */
  readonly sha256: string;
  readonly system: string;
  /** RFC 3339. */
  readonly collectedAt: string;
}

/** What a copy of data says of itself: its `manifest.json`. */
export interface ExportManifest {
  readonly format: 'activecloud-privacy-export';
  readonly version: 1;
  readonly export: {
    readonly id: string;
    readonly number: string;
    readonly scope: 'person' | 'account';
    readonly language: 'ru' | 'en';
    /** RFC 3339. */
    readonly readyAt: string;
  };
  readonly account: { readonly code: string; readonly name: string };
  readonly part: { readonly n: number; readonly of: number };
  readonly categories: readonly { readonly id: string; readonly label: string; readonly records: number }[];
  /** Every file of the archive but the manifest itself. */
  readonly files: readonly ManifestFile[];
  readonly excluded: readonly { readonly what: string; readonly reason: string }[];
  readonly masked: readonly { readonly what: string; readonly count: number; readonly reason: string }[];
}

/** The name of the manifest in the archive. */
export const MANIFEST = 'manifest.json';
/** The name of the file beside it that has its digest and signature; no manifest lists it. */
export const SEAL = 'seal.json';
const FORMAT = 'activecloud-privacy-export';

const count = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const digest = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
// A path of the manifest is shown beside those of the archive, and looked up among them.
const path = (value: unknown): value is string =>
  typeof value === 'string' && isSafePath(value) && !value.endsWith('/') && value !== MANIFEST;

const instant = (value: unknown): value is string =>
  typeof value === 'string' && value.length < 40 && !Number.isNaN(Date.parse(value));
const positive = (value: unknown): value is number => count(value) && value >= 1;
// An id goes into an address: no dots that would lead elsewhere.
const id = (value: unknown): value is string =>
  typeof value === 'string' && /^[\w-][\w.-]{0,119}$/.test(value);

// A name that fills a page is no name.
const short = (value: unknown): value is string => typeof value === 'string' && value.length <= 1000;

const isOurs = obj({ format: one(FORMAT) });
const isManifest: Check<ExportManifest> = obj({
  format: one(FORMAT),
  version: one(1),
  export: obj({
    id,
    number: short,
    scope: one('person', 'account'),
    language: one('ru', 'en'),
    readyAt: instant,
  }),
  account: obj({ code: short, name: short }),
  part: obj({ n: positive, of: positive }),
  categories: list(obj({ id: short, label: short, records: count })),
  files: list(obj({ path, size: count, sha256: digest, system: short, collectedAt: instant })),
  excluded: list(obj({ what: short, reason: short })),
  masked: list(obj({ what: short, count, reason: short })),
});

const isSeal = obj({ digest });

/** Whether a `seal.json` has this digest of the manifest; the signature is for whoever has the controller's public key. */
export function isSealOf(bytes: Uint8Array, digestOfManifest: string): boolean {
  try {
    const seal: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return isSeal(seal) && seal.digest === digestOfManifest;
  } catch {
    return false;
  }
}

/** Reads a manifest. Throws `not-ours` when it is of something else, `manifest` when it cannot be relied on. */
export function readManifest(bytes: Uint8Array): ExportManifest {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new ArchiveProblem('manifest', MANIFEST);
  }
  if (!isOurs(value)) throw new ArchiveProblem('not-ours', MANIFEST);
  if (!isManifest(value)) throw new ArchiveProblem('manifest', MANIFEST);
  const paths = new Set(value.files.map(file => sameName(file.path)));
  if (paths.size < value.files.length) throw new ArchiveProblem('manifest', MANIFEST);
  return value;
}
