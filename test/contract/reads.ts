import type { Answer, OperationId } from '../../src/api/operation.ts';
import { areaOf, found, UNKNOWN, type Visit } from './visit.ts';

const newestFirst = (items: readonly { at: string }[]): boolean =>
  items.every((item, i) => i === 0 || Date.parse(item.at) <= Date.parse(items[i - 1]?.at ?? ''));

/** Signing in, the first page. */
export async function session(visit: Visit): Promise<void> {
  const { server, report, session: own } = visit;
  const { check } = areaOf(visit, 'session and overview');
  await check('a cookie session carries a CSRF token, and the account is among the accounts', async () => {
    report.expect(
      server.bearer || own.csrfToken !== undefined,
      'GET /session: no csrfToken, and no bearer token either',
    );
    report.expect(own.scopes.length > 0, 'GET /session: /scopes is empty');
    report.expect(
      own.accounts.some(one => one.id === own.account.id),
      'GET /session: /accounts lacks the present account',
    );
  });
  for (const scope of own.scopes) {
    await check(`the overview of the scope ${scope}`, () => server.call('getOverview', { query: { scope } }));
  }
  await check('texts of the data come in the language asked for', () =>
    server.call('getOverview', { headers: { 'Accept-Language': 'en' } }),
  );
}

/** The register, its records, its searches. */
export async function register(visit: Visit): Promise<void> {
  const { server, report } = visit;
  const { check, skip } = areaOf(visit, 'register and statement');
  const whole = await check('the register', async () => (await server.call('getRegister')).json);
  await check('coming deletions', () => server.call('listDeletions'));
  await check('the statement as JSON and as a page', async () => {
    await server.call('getStatement');
    const page = await server.call('getStatement', { headers: { Accept: 'text/html' } });
    report.expect(
      page.headers.get('Content-Type')?.startsWith('text/html') === true,
      `${page.call}: Accept: text/html is answered with ${page.headers.get('Content-Type')}`,
    );
  });
  await check('a search through everything goes by POST', () =>
    server.call('searchRegister', { json: { text: 'a', limit: 2 } }),
  );
  const seen = whole?.categories.filter(one => one.visibility === 'visible') ?? [];
  for (const { id } of seen) {
    await check(`the category ${id}`, () => server.call('getCategory', { path: { category: id } }));
  }
  const most = seen.toSorted((a, b) => (b.records ?? 0) - (a.records ?? 0))[0];
  if (most === undefined) return skip('records of a category', 'no category is visible');
  const path = { category: most.id };
  await check(`records of ${most.id}: by cursor and by offset the same ones`, async () => {
    const first = (await server.call('listRecords', { path, query: { limit: 2, sort: '-date' } })).json;
    report.expect(first.items.length <= 2, `limit=2, and ${first.items.length} records came`);
    const [item] = first.items;
    if (item !== undefined) {
      const one = await server.call('getRecord', { path: { ...path, record: item.id } });
      report.expect(one.json.title === item.title, `${one.call}: not the record of the list`);
    }
    if (first.nextCursor === null) return;
    const cursor = first.nextCursor;
    const next = await server.call('listRecords', { path, query: { limit: 2, sort: '-date', cursor } });
    const moved = await server.call('listRecords', { path, query: { limit: 2, sort: '-date', offset: 2 } });
    const ids = (page: Answer<'listRecords'>) => page.items.map(one => one.id).join();
    report.expect(ids(next.json) === ids(moved.json), `${next.call}: not the records at offset=2`);
    report.expect(moved.json.offset === 2, `${moved.call}: /offset is ${moved.json.offset}`);
  });
  await check('a search through records', () =>
    server.call('searchRecords', { path, json: { text: '', limit: 2 } }),
  );
}

/** Who looked, who received. */
export async function access(visit: Visit): Promise<void> {
  const { server, report } = visit;
  const { check } = areaOf(visit, 'access log');
  await check('the access log, newest first', async () => {
    const { json, call } = await server.call('listAccessLog');
    report.expect(newestFirst(json.items), `${call}: not newest first`);
  });
  await check('disclosures', () => server.call('listDisclosures'));
  await check('own actions, newest first', async () => {
    const { json, call } = await server.call('listOwnActions');
    report.expect(newestFirst(json.items), `${call}: not newest first`);
  });
  await check('who has access to the account', async () => {
    const { json, call } = await server.call('getAccount');
    report.expect(
      json.members.filter(one => one.self).length === 1,
      `${call}: the caller is not a member once`,
    );
  });
  await check('what has changed is as much as the overview counts', async () => {
    const { json, call } = await server.call('listChanges');
    const { changes } = (await server.call('getOverview')).json;
    report.expect(
      json.items.length === (changes?.total ?? 0),
      `${call}: not as many as /changes of the overview`,
    );
  });
}

/** Copies that are there already. */
export async function exports(visit: Visit): Promise<void> {
  const { server, report } = visit;
  const { check, skip } = areaOf(visit, 'exports, reading');
  const list = await check('the list', async () => (await server.call('listExports')).json);
  const [one] = list?.items ?? [];
  if (one === undefined) return skip('one export', 'this account has none');
  await check('one export, the same as in the list', async () => {
    const { json, call } = await server.call('getExport', { path: { id: one.id } });
    report.expect(json.number === one.number, `${call}: /number is not the one of the list`);
  });
  const [later, earlier] = (list?.items ?? []).filter(item => item.readyAt !== undefined);
  if (later === undefined || earlier === undefined)
    return skip('changes between two exports', 'this account has not two that were ready');
  await check('changes between two exports', () =>
    server.call('getExportChanges', { path: { id: later.id }, query: { since: earlier.id } }),
  );
}

/** Mailings and the policy, consents and rights. */
export async function choices(visit: Visit): Promise<void> {
  const { server, report, session: own } = visit;
  const { check } = areaOf(visit, 'mailings, consents, rights, policy');
  await check('mailings', () => server.call('getMailings'));
  await check('the history of changes, newest first', async () => {
    const { json, call } = await server.call('listMailingHistory');
    report.expect(newestFirst(json.items), `${call}: not newest first`);
  });
  await check('letters, each mailing with its unsubscribeUrl', async () => {
    const { json, call } = await server.call('listLetters');
    for (const email of json.items) {
      if (email.kind === 'mailing')
        report.expect(email.unsubscribeUrl !== undefined, `${call}: ${email.id} has no unsubscribeUrl`);
    }
  });
  await check('consents, objections, tools', () => server.call('listConsents'));
  await check('rights, every kind of them', async () => {
    const { json, call } = await server.call('getRights');
    report.expect(
      new Set(json.items.map(one => one.kind)).size === 8,
      `${call}: not all eight kinds of rights are there`,
    );
  });
  await check('the preview of an erasure', async () => {
    const { json } = await server.call('getRegister');
    const category = found(
      json.categories.find(one => one.visibility === 'visible'),
      'no category is visible',
    );
    const [scope] = own.scopes;
    await server.call('previewErasure', { json: { scope, categories: [category.id] } });
  });
  await check('who answers, how requests are answered, and incidents', async () => {
    const { json, call } = await server.call('getAccountability');
    const { answered, onTime = 0 } = json.requests;
    report.expect(onTime <= answered, `${call}: more answers on time than answers`);
  });
  await check('versions of the policy, one of them in force', async () => {
    const { json, call } = await server.call('listPolicyVersions');
    report.expect(
      json.items.filter(one => one.state === 'in-force').length === 1,
      `${call}: not exactly one version is in force`,
    );
    for (const { id } of json.items) await server.call('getPolicyVersion', { path: { id } });
  });
}

/** Requests that are there already. */
export async function requests(visit: Visit): Promise<void> {
  const { server, report } = visit;
  const { check, skip } = areaOf(visit, 'requests, reading');
  const list = await check('the list', async () => (await server.call('listRequests')).json);
  const items = list?.items ?? [];
  if (items.length === 0) return skip('one request', 'this account has none');
  const perStatus = [...new Map(items.map(item => [item.status, item])).values()];
  for (const { id, status, number } of perStatus) {
    await check(`one request that is ${status}`, async () => {
      const { json, call } = await server.call('getRequest', { path: { id } });
      report.expect(json.number === number, `${call}: /number is not the one of the list`);
    });
  }
  const filed = items.find(item => item.submittedAt !== undefined);
  if (filed === undefined) return skip('the confirmation of a filed request', 'none was filed');
  await check('the confirmation of a filed request', () =>
    server.call('getReceipt', { path: { id: filed.id } }),
  );
}

const LISTS: readonly OperationId[] = [
  'listDeletions',
  'listAccessLog',
  'listOwnActions',
  'listDisclosures',
  'listExports',
  'listMailingHistory',
  'listLetters',
  'listRequests',
  'listConsents',
  'listPolicyVersions',
];
interface Page {
  items: { id: string }[];
  nextCursor: string | null;
  total: number;
}

/** What every list promises. */
export async function lists(visit: Visit): Promise<void> {
  const { server, report } = visit;
  const { check } = areaOf(visit, 'lists');
  for (const id of LISTS) {
    await check(`${id}: a page of one, the next one, and no limit of 201`, async () => {
      const first = await server.call(id, { query: { limit: 1 } });
      const page = first.json as Page;
      report.expect(page.items.length <= 1, `${first.call}: ${page.items.length} items came`);
      report.expect(
        (page.nextCursor !== null) === page.total > 1,
        `${first.call}: /nextCursor and /total (${page.total}) do not agree`,
      );
      const wrong = await server.call(id, { query: { limit: 201 }, problem: 'validation' });
      report.expect(
        wrong.rejection?.errors?.some(one => one.pointer.startsWith('query/limit')) === true,
        `${wrong.call}: /errors does not point to query/limit`,
      );
      if (page.nextCursor === null) return;
      const second = await server.call(id, { query: { limit: 1, cursor: page.nextCursor } });
      const next = second.json as Page;
      report.expect(next.items[0]?.id !== page.items[0]?.id, `${second.call}: the first item once more`);
      report.expect(next.total === page.total, `${second.call}: /total is another one`);
    });
  }
}

/** Reads that name something, with an id nobody has. */
const NAMED: readonly OperationId[] = [
  'getCategory',
  'listRecords',
  'getRecord',
  'getExport',
  'streamExport',
  'downloadPart',
  'getExportChanges',
  'getRequest',
  'getUploadOffset',
  'downloadAttachment',
  'getReceipt',
  'getCaseArchive',
  'getPolicyVersion',
];
/** Reads for which somebody has to be signed in, whatever they name. */
const PERSONAL: readonly OperationId[] = [
  ...NAMED,
  ...LISTS,
  'getSession',
  'getOverview',
  'getRegister',
  'getStatement',
  'getMailings',
  'getRights',
];
/** Reads that travel by POST because of what they carry. */
const POSTED: readonly OperationId[] = [
  'searchRegister',
  'searchRecords',
  'estimateExport',
  'previewErasure',
];

const nobodys = { category: UNKNOWN, record: UNKNOWN, id: UNKNOWN, aid: UNKNOWN, n: 1 };
const inputOf = (id: OperationId) => ({
  path: nobodys,
  ...(id === 'getExportChanges' ? { query: { since: UNKNOWN } } : {}),
});

/** Who may read what, and how a refusal looks. */
export async function refusals(visit: Visit): Promise<void> {
  const { server, report, session: own } = visit;
  const { check, skip } = areaOf(visit, 'refusals');
  await check('nobody signed in: every personal read is session-expired', async () => {
    for (const id of PERSONAL)
      await server.call(id, { ...inputOf(id), nobody: true, problem: 'session-expired' });
  });
  for (const id of NAMED) {
    await check(`${id}: an unknown id is 404, never 403`, () =>
      server.call(id, { ...inputOf(id), problem: 'not-found' }),
    );
  }
  await check('searchRecords: an unknown id is 404, never 403', () =>
    server.call('searchRecords', { path: nobodys, json: { text: '' }, problem: 'not-found' }),
  );
  if (server.csrfToken === undefined) skip('without its CSRF token a POST is refused', 'a bearer needs none');
  else {
    await check('without its CSRF token a POST is refused', async () => {
      const { categories } = (await server.call('getRegister')).json;
      const category = categories[0]?.id ?? UNKNOWN;
      const [scope] = own.scopes;
      const bodies: Partial<Record<OperationId, unknown>> = {
        searchRegister: { text: 'a' },
        searchRecords: { text: '' },
        estimateExport: specOf(scope, [category]),
        previewErasure: { scope, categories: [category] },
      };
      for (const id of POSTED)
        await server.call(id, { path: { category }, json: bodies[id], forged: true, problem: 'csrf' });
    });
  }
  await check('a body with a mistake is told where it is', async () => {
    const { rejection, call } = await server.call('searchRegister', {
      json: { text: 5 },
      problem: 'validation',
    });
    report.expect(
      rejection?.errors?.some(one => one.pointer === '/text') === true,
      `${call}: /errors does not point to /text`,
    );
  });
  await check('a body that is no JSON, a choice that is none', async () => {
    const body = { type: 'application/json', content: '{"text":' };
    await server.call('searchRegister', { body, problem: 'validation' });
    await server.call('listRequests', { query: { status: UNKNOWN }, problem: 'validation' });
  });
}

/** What a copy is asked for with: everything plain, nothing that needs a consent. */
export const specOf = (scope: string | undefined, categories: readonly string[]) => ({
  scope,
  categories,
  formats: ['json'],
  language: 'ru',
  includeAttachments: false,
  includeCorrespondence: false,
});

const ALLOW = [
  'authorization',
  'content-type',
  'x-csrf-token',
  'idempotency-key',
  'if-match',
  'if-range',
  'range',
  'upload-offset',
  'last-event-id',
];
const EXPOSE = [
  'etag',
  'content-range',
  'content-disposition',
  'repr-digest',
  'retry-after',
  'upload-offset',
];
const namesIn = (header: string | null) => (header ?? '').toLowerCase().split(/\s*,\s*/);

/** A module on another origin. */
export async function origins(visit: Visit): Promise<void> {
  const { server, report, origin } = visit;
  const { check, skip } = areaOf(visit, 'another origin');
  if (origin === undefined) return skip('CORS', 'give --origin to try it');
  const preflight = (from: string) =>
    server.raw('OPTIONS', '/requests/any', {
      Origin: from,
      'Access-Control-Request-Method': 'PATCH',
      'Access-Control-Request-Headers': ALLOW.join(', '),
    });
  await check(`a preflight from ${origin} is allowed with all the contract lists`, async () => {
    const { headers, status } = await preflight(origin);
    report.expect(status < 300, `OPTIONS → ${status}`);
    const allowed = headers.get('Access-Control-Allow-Origin');
    report.expect(allowed === origin, `Access-Control-Allow-Origin is ${allowed}`);
    report.expect(
      headers.get('Access-Control-Allow-Credentials') === 'true',
      'Access-Control-Allow-Credentials is not true',
    );
    const methods = namesIn(headers.get('Access-Control-Allow-Methods'));
    for (const method of ['put', 'patch', 'delete'])
      report.expect(methods.includes(method), `Access-Control-Allow-Methods lacks ${method.toUpperCase()}`);
    const names = namesIn(headers.get('Access-Control-Allow-Headers'));
    for (const name of ALLOW)
      report.expect(names.includes(name), `Access-Control-Allow-Headers lacks ${name}`);
  });
  await check('an answer to it exposes the headers a client reads', async () => {
    const { headers } = await server.call('getSession', { headers: { Origin: origin } });
    report.expect(
      headers.get('Access-Control-Allow-Origin') === origin,
      `Access-Control-Allow-Origin is ${headers.get('Access-Control-Allow-Origin')}`,
    );
    const names = namesIn(headers.get('Access-Control-Expose-Headers'));
    for (const name of EXPOSE)
      report.expect(names.includes(name), `Access-Control-Expose-Headers lacks ${name}`);
  });
  await check('a stranger’s origin is not echoed', async () => {
    const stranger = 'https://stranger.invalid';
    const allowed = (await preflight(stranger)).headers.get('Access-Control-Allow-Origin');
    report.expect(allowed !== stranger && allowed !== '*', `Access-Control-Allow-Origin is ${allowed}`);
  });
}
