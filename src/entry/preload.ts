/** What is known of built files, by their names. */
export interface Manifest {
  /** SHA-256, as an `integrity` attribute has it. */
  readonly digests: Readonly<Record<string, string>>;
  /** What a file imports before it runs, and those in turn. */
  readonly imports: Readonly<Record<string, readonly string[]>>;
}

const asked = new Map<string, Promise<void>>();

/** Milliseconds a file may take; what takes longer does not come. */
const TIMEOUT_MS = 30_000;

/**
 * Fetches a module ahead of its import, held to its digest. The link is gone from the host's page when the file is here.
 * @throws TypeError when it does not come in half a minute, or is not the file that was built
 */
function preload(url: string, digest: string | undefined): Promise<void> {
  const known = asked.get(url);
  if (known) return known;
  const link = document.createElement('link');
  link.rel = 'modulepreload';
  link.crossOrigin = '';
  if (digest !== undefined) link.integrity = digest;
  link.href = url;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const arrival = new Promise<void>((resolve, reject) => {
    const fail = () => {
      asked.delete(url);
      reject(new TypeError(`Importing a module script failed: ${url}`));
    };
    timer = setTimeout(fail, TIMEOUT_MS);
    link.addEventListener('load', () => resolve());
    link.addEventListener('error', fail);
  }).finally(() => {
    clearTimeout(timer);
    link.remove();
  });
  asked.set(url, arrival);
  document.head.append(link);
  return arrival;
}

/** Fetches a file and all it imports at once. @param base the folder of the files. @throws TypeError, see `preload` */
export async function preloadAll(name: string, base: string, { digests, imports }: Manifest): Promise<void> {
  await Promise.all(
    [name, ...(imports[name] ?? [])].map(file => preload(new URL(file, base).href, digests[file])),
  );
}
