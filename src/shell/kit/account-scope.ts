import type { Schemas } from '../../api/schema-types.ts';

/** The scope in the address, when it is one the customer may choose. */
export function scopeOf(search: URLSearchParams): Schemas['Scope'] | undefined {
  const scope = search.get('scope');
  return scope === 'person' || scope === 'account' ? scope : undefined;
}

/** The query member of a chosen scope; nothing when the server's default is meant. */
export function scopeQuery(scope: Schemas['Scope'] | undefined): { scope?: Schemas['Scope'] } {
  return scope === undefined ? {} : { scope };
}
