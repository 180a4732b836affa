/** SHA-256 of built files, as an `integrity` attribute has it, by the file's name. */
export type Digests = Readonly<Record<string, string>>;

/** What is known of built files. */
export interface Known {
  readonly digests: Digests;
  /** What a file imports before it runs, and those in turn; by the name of the file. */
  readonly needs: Readonly<Record<string, readonly string[]>>;
}

let known: Known = { digests: {}, needs: {} };
let restOf: (() => Promise<Known>) | undefined;
const asked = new Map<string, Promise<void>>();

/**
 * Tells about the built files: the entry knows them, and the host vouches for the entry. Where a bundler of the host's
 * has made other files of ours, nobody tells.
 * @param rest fetches what is known of the other files, when one is wanted
 */
export function setKnown(first: Known, rest: () => Promise<Known>): void {
  known = first;
  restOf = rest;
}

/**
 * Fetches a module ahead of its import, held to its digest. The link is gone from the host's page when the file is here.
 * @throws TypeError when it does not come, or is not the file that was built
 */
export function preload(url: string, digest: string | undefined): Promise<void> {
  const known = asked.get(url);
  if (known) return known;
  const link = document.createElement('link');
  link.rel = 'modulepreload';
  link.crossOrigin = '';
  if (digest !== undefined) link.integrity = digest;
  link.href = url;
  const arrival = new Promise<void>((resolve, reject) => {
    link.addEventListener('load', () => resolve());
    link.addEventListener('error', () => {
      asked.delete(url);
      reject(new TypeError(`Importing a module script failed: ${url}`));
    });
  }).finally(() => link.remove());
  asked.set(url, arrival);
  document.head.append(link);
  return arrival;
}

/** Fetches a file and all it imports at once. */
export async function bring(name: string, base: string, { digests, needs }: Known): Promise<void> {
  await Promise.all(
    [name, ...(needs[name] ?? [])].map(file => preload(new URL(file, base).href, digests[file])),
  );
}

/**
 * What the build writes around every `import()`.
 * @param files the name of the file it imports, relative to `from`
 */
export async function importWith<Module>(
  load: () => Promise<Module>,
  files: readonly string[] = [],
  from: string,
): Promise<Module> {
  for (const file of files) {
    const name = file.slice(file.lastIndexOf('/') + 1);
    if (restOf && !(name in known.digests)) known = await restOf();
    await bring(name, new URL('.', new URL(file, from)).href, known);
  }
  return load();
}
