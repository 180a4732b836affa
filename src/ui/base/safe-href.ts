const SCHEMES: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:']);

/**
 * The address for a link, when it is safe: `http`, `https`, `mailto`, or relative. undefined for all others:
 * `javascript:` would run in the host's page, `data:` and `blob:` could imitate a page.
 */
export function safeHref(address: string | undefined): string | undefined {
  if (address === undefined) return undefined;
  try {
    // The browser's parser decides, also about spaces and line breaks; the base only serves relative addresses.
    return SCHEMES.has(new URL(address, 'https://host.invalid').protocol) ? address : undefined;
  } catch {
    return undefined;
  }
}
