const SCHEMES: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:']);

/**
 * An address given by the server or the host, as a link may have it: `http`, `https`, `mailto`, or relative.
 * Undefined for everything else: `javascript:` would run in the host's page, `data:` and `blob:` pretend to be one.
 */
export function safeHref(address: string | undefined): string | undefined {
  if (address === undefined) return undefined;
  try {
    // The base is for relative addresses alone; the browser's own parser decides, spaces and line ends included.
    return SCHEMES.has(new URL(address, 'https://host.invalid').protocol) ? address : undefined;
  } catch {
    return undefined;
  }
}
