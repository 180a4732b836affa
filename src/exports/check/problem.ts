/** Why an archive is refused as a whole. */
export type ArchiveReason =
  /** Not a ZIP at all. */
  | 'not-zip'
  /** The end is missing: a download that broke off. */
  | 'truncated'
  | 'encrypted'
  /** A name that would lead out of a folder, or deceive the eye. */
  | 'unsafe-name'
  | 'duplicate'
  /** It contradicts itself. */
  | 'damaged'
  /** It unpacks to more than it says, or to absurdly much. */
  | 'bomb'
  /** A kind of ZIP we do not read: several disks, another compression. */
  | 'unsupported'
  /** A ZIP, but not a copy of data. */
  | 'not-ours'
  /** A copy of data whose manifest cannot be read. */
  | 'manifest';

/** The archive cannot be checked; `path` names the entry it stumbles over, where there is one. */
export class ArchiveProblem extends Error {
  readonly reason: ArchiveReason;
  readonly path: string | undefined;
  constructor(reason: ArchiveReason, path?: string) {
    super(path === undefined ? reason : `${reason}: ${path}`);
    this.name = 'ArchiveProblem';
    this.reason = reason;
    this.path = path;
  }
}

/** Bytes of the file, all of those asked for. A failure of the disk stays what the platform makes of it. */
export async function readBytes(file: Blob, from: number, to: number): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(await file.slice(from, to).arrayBuffer());
  if (bytes.length < to - from) throw new ArchiveProblem('truncated');
  return bytes;
}
