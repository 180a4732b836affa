import Negotiator from 'negotiator';

const JSON_TYPE = 'application/json';
const PAGE_TYPE = 'text/html;charset=utf-8';

/**
 * Whether the client wants a page rather than JSON (`Accept`, RFC 9110 §12.5.1): a browser names `text/html`, a program
 * `application/json` or nothing.
 */
export const prefersPage = ({ headers }: Pick<Request, 'headers'>): boolean =>
  new Negotiator({ headers: { accept: headers.get('Accept') ?? '' } }).mediaType([JSON_TYPE, PAGE_TYPE]) ===
  PAGE_TYPE;
