import type { RightKind } from './ids.ts';
import type { RequestDetails } from './requests.ts';

/** The members of the details that say what a request is about; a text says how, not what. */
export type RequestSubject = Pick<
  RequestDetails,
  | 'mode'
  | 'all'
  | 'categories'
  | 'from'
  | 'to'
  | 'items'
  | 'ground'
  | 'recipient'
  | 'otherController'
  | 'purposes'
  | 'tools'
  | 'consents'
>;

type Items = readonly string[];

/** True when something is asked and the open request asks for all of it. */
const contains = (open: Items, asked: Items): boolean =>
  asked.length > 0 && asked.every(one => open.includes(one));

const isSame = (open: Items, asked: Items): boolean =>
  open.length === asked.length && asked.every(one => open.includes(one));

const overlaps = (open: Items, asked: Items): boolean => asked.some(one => open.includes(one));

/**
 * What the request is about, as a list of ids: fields of a correction, purposes and tools of an objection, consents,
 * otherwise categories.
 */
const itemsOf = (kind: RightKind, subject: RequestSubject): Items => {
  switch (kind) {
    case 'rectification':
      // JSON keeps a category and a field apart whatever their ids contain.
      return (subject.items ?? []).map(({ category, field }) => JSON.stringify([category, field]));
    case 'objection':
      return [...(subject.purposes ?? []), ...(subject.tools ?? []).map(id => `tool ${id}`)];
    case 'consent-withdrawal':
      return subject.consents ?? [];
    default:
      return subject.categories ?? [];
  }
};

/**
 * True when a request asks for nothing that the open one of the same kind and scope does not ask for: then a message in
 * the open one is enough. An access and a portability have to be the same, the others contained. Of a correction the
 * fields count; two complaints are never the same. It never prevents filing. Source: docs/domain.md#duplicates.
 */
export const isDuplicate = (kind: RightKind, asked: RequestSubject, open: RequestSubject): boolean => {
  const items = itemsOf(kind, asked);
  const openItems = itemsOf(kind, open);
  switch (kind) {
    case 'complaint':
      return false;
    case 'access':
      return (
        asked.mode !== undefined &&
        asked.mode === open.mode &&
        // The list of disclosures is of all data, whether the request says so or not.
        (asked.mode === 'disclosures' ||
          ((asked.all === true || items.length > 0) && asked.all === open.all)) &&
        asked.from === open.from &&
        asked.to === open.to &&
        isSame(openItems, items)
      );
    case 'portability':
      return (
        items.length > 0 &&
        asked.recipient === open.recipient &&
        asked.otherController === open.otherController &&
        isSame(openItems, items)
      );
    case 'restriction':
      // Before the ground is chosen only the data counts.
      return contains(openItems, items) && (asked.ground === undefined || asked.ground === open.ground);
    default:
      return contains(openItems, items);
  }
};

/**
 * The open request to mention while a request is made: the one that asks for the same, otherwise one that overlaps it,
 * otherwise the first.
 * @param open of the same kind and scope, newest first
 */
export const nearestOpen = <Open extends { readonly details: RequestSubject }>(
  kind: RightKind,
  asked: RequestSubject,
  open: readonly Open[],
): { readonly request: Open; readonly duplicate: boolean } | undefined => {
  const same = open.find(one => isDuplicate(kind, asked, one.details));
  if (same !== undefined) return { request: same, duplicate: true };
  const items = itemsOf(kind, asked);
  const near = open.find(one => overlaps(itemsOf(kind, one.details), items)) ?? open[0];
  return near === undefined ? undefined : { request: near, duplicate: false };
};
