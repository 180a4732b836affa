/** What compressing proxies put behind a tag: `"1-gzip"`, `"1--gzip"`, `"1;gzip"`, `"1"-br`, several of them too. */
const ADDED = /(?:[-;:_+.]+(?:x-)?(?:gzip|br|deflate|compress|zstd|identity))+$/i;

/** A tag without its weakness, its quotes and what proxies have added. */
const bare = (tag: string): string => tag.trim().replace(/^W\//i, '').replaceAll('"', '').replace(ADDED, '');

/**
 * Whether `If-Match` or `If-Range` names a version: compared weakly (RFC 9110, 8.8.3.2), and forgiving what proxies do to
 * a tag on its way. A list and `*` are taken as well.
 * @param given the header as it came
 * @param own the tag of the version the server has
 */
export const namesVersion = (given: string, own: string): boolean =>
  given.split(',').some(tag => tag.trim() === '*' || bare(tag) === bare(own));
