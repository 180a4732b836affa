/** Digests and imports of built files, by their names. */
export interface Manifest {
  /** SHA-256 in the form of an `integrity` attribute. */
  readonly digests: Readonly<Record<string, string>>;
  /** The static imports of a file, direct and indirect, without those that are here whenever it is asked for. */
  readonly imports: Readonly<Record<string, readonly string[]>>;
}

const started = new Map<string, Promise<void>>();

/** A file that takes longer counts as failed. */
const TIMEOUT_MS = 30_000;

/**
 * Preloads a module and checks its digest. The `<link>` is removed from the host's page afterwards.
 * @throws TypeError when the file does not load in 30 seconds, or differs from what was built
 */
function preload(url: string, digest: string | undefined): Promise<void> {
  const known = started.get(url);
  if (known) return known;
  const link = document.createElement('link');
  link.rel = 'modulepreload';
  link.crossOrigin = '';
  if (digest !== undefined) link.integrity = digest;
  link.href = url;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const arrival = new Promise<void>((resolve, reject) => {
    const fail = () => {
      started.delete(url);
      reject(new TypeError(`Importing a module script failed: ${url}`));
    };
    timer = setTimeout(fail, TIMEOUT_MS);
    link.addEventListener('load', () => resolve());
    link.addEventListener('error', fail);
  }).finally(() => {
    clearTimeout(timer);
    link.remove();
  });
  started.set(url, arrival);
  document.head.append(link);
  return arrival;
}

/**
 * Preloads a file and all its imports in parallel. @param base the folder of the files. @throws TypeError, see
 * `preload`
 */
export async function preloadAll(name: string, base: string, { digests, imports }: Manifest): Promise<void> {
  await Promise.all(
    [name, ...(imports[name] ?? [])].map(file => preload(new URL(file, base).href, digests[file])),
  );
}
