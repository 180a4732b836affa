/**
 * The first reads of pages, as paths below the base of the API, by the pattern of the page. The entry sends them
 * before the code of the page is loaded, when the address has no query. A spec compares them with the reads of the
 * pages. The overview is not listed: `element.ts` always reads it. The unsubscribe page is not listed: its request must not contain a session, so its own client sends it.
 */
export const EAGER_READS: Readonly<Record<string, readonly string[]>> = {
  '/data': ['/register'],
  '/data/:category': [
    '/register',
    '/register/:category',
    '/register/:category/records?sort=-date&limit=100&offset=0',
  ],
  '/statement': ['/statement'],
  '/access-log': ['/access-log?limit=25'],
  '/policy': ['/policy/versions'],
  '/policy/:version': ['/policy/versions/:version'],
  '/requests': ['/requests?limit=50'],
  '/requests/new': ['/rights?scope=person'],
  '/requests/new/:kind': [
    '/requests?kind=:kind&status=draft',
    '/rights?scope=person',
    '/register?scope=person',
  ],
  '/requests/:id': ['/requests/:id'],
  '/exports': ['/exports?limit=50'],
  '/exports/new': ['/consents', '/register'],
  '/exports/:id': ['/exports/:id'],
  '/mailings': ['/mailings', '/mailings/history?limit=8'],
  '/consents': ['/consents'],
};
