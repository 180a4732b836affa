/**
 * What the pages ask the server first, by the pattern of the page, below the base of the API: when its address narrows
 * nothing, this leaves before the page's code is here. A spec holds that the pages ask just that. A letter's page is not
 * here: what it asks must know nothing of a session, and it sees to that itself.
 */
export const FIRST_READS: Readonly<Record<string, readonly string[]>> = {
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
