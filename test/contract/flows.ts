import { createHash } from 'node:crypto';
import { canonicalJson } from '../../src/domain/canonical-json.ts';
import type { Answer, OperationId } from '../../src/api/operation.ts';
import { specOf } from './reads.ts';
import { Broken, Unable } from './report.ts';
import { exportErrors } from './shapes.ts';
import { createAuthenticator } from '../authenticator.ts';
import { areaOf, found, headerOf, newKey, UNKNOWN, type Visit, writeTwice } from './visit.ts';

const hexOf = (data: Uint8Array | string) => createHash('sha256').update(data).digest('hex');
const digestHeader = (data: Uint8Array) => `sha-256=:${createHash('sha256').update(data).digest('base64')}:`;

/** Fresh sign-in, another account, one value shown, the policy seen. */
export async function person(visit: Visit): Promise<void> {
  const { server, report, session, stepUp } = visit;
  const { check, skip } = areaOf(visit, 'person, writing');
  if (stepUp === undefined) skip('a fresh sign-in', 'give --step-up method:secret');
  else if (stepUp.method === 'panel') {
    await check('a fresh sign-in that the panel has made', async () => {
      const { json, call } = await server.call('stepUp', { json: { method: 'panel' } });
      const { until } = (await server.call('getSession')).json.stepUp;
      report.expect(until === json.until, `${call}: /until is ${json.until}, that of the session ${until}`);
    });
  } else {
    await check('a fresh sign-in, and a wrong one', async () => {
      const wrong = { ...stepUp, secret: `${stepUp.secret}-wrong` };
      const { rejection, call } = await server.call('stepUp', { json: wrong, problem: 'validation' });
      const named = rejection?.errors?.some(one => one.pointer === '/secret') === true;
      report.expect(named, `${call}: /errors does not point to /secret`);
      await server.call('stepUp', { json: stepUp });
      const fresh = (await server.call('getSession')).json.stepUp.fresh;
      report.expect(fresh, 'GET /session: /stepUp/fresh is false after it');
    });
  }
  await check('a code by email for a consent, by one key once, and none for a passport', async () => {
    const none = await server.call('sendStepUpCode', {
      json: { action: 'show-passport' },
      key: newKey(),
      problem: 'validation',
    });
    const errors = none.rejection?.errors ?? [];
    const reason = errors.find(one => one.pointer === '/action')?.code;
    if (reason === 'not-offered') throw new Unable('no codes are sent by email here');
    report.expect(reason === 'action', `${none.call}: /errors does not give «action» at /action`);
    const json = { action: 'give-consent' };
    const { json: sent, call } = await writeTwice(
      visit,
      'sendStepUpCode',
      { json },
      { action: 'show-message' },
    );
    report.expect(sent.sentTo.includes('•'), `${call}: /sentTo is not masked`);
    const early = await server.call('sendStepUpCode', { json, key: newKey(), problem: 'rate-limited' });
    headerOf(early, 'Retry-After');
    const wrong = { method: 'email-code', secret: 'no-code', ...json };
    const { rejection } = await server.call('stepUp', { json: wrong, problem: 'validation' });
    const named = rejection?.errors?.some(one => one.pointer === '/secret') === true;
    report.expect(named, `POST /session/step-up with a wrong code: /errors does not point to /secret`);
  });
  await check('a passkey is added, confirms and is removed; a wrong one is refused', async () => {
    const { json: before } = await server.call('listPasskeys');
    if (!before.offered) throw new Unable('passkeys are not offered here');
    const made = await server.call('createPasskeyOptions', { json: { for: 'registration' } });
    const { creation } = made.json;
    if (creation === undefined) throw new Broken(`${made.call}: no /creation`);
    const authenticator = createAuthenticator({ origin: server.origin, rpId: creation.rp.id });
    const wrong = authenticator.create(UNKNOWN);
    const json = (credential: object) => ({ label: 'Contract test', credential });
    await server.call('addPasskey', { json: json(wrong), key: newKey(), problem: 'validation' });
    const credential = authenticator.create(creation.challenge);
    const added = await server.call('addPasskey', { json: json(credential), key: newKey() });
    const { request } = (await server.call('createPasskeyOptions', { json: { for: 'step-up' } })).json;
    const passkey = authenticator.get(request?.challenge ?? '');
    const confirmed = await server.call('stepUp', { json: { method: 'passkey', passkey } });
    const path = { id: added.json.id };
    const { items } = (await server.call('listPasskeys')).json;
    const used = items.find(({ id }) => id === path.id)?.usedAt;
    report.expect(used !== undefined, `${confirmed.call}: /usedAt of the passkey is missing`);
    await server.call('removePasskey', { path });
    const { items: left } = (await server.call('listPasskeys')).json;
    report.expect(left.length === before.items.length, 'DELETE /session/passkeys/{id}: it is still listed');
  });
  await check('switching to the present account, and not to a stranger’s', async () => {
    await server.call('switchAccount', { json: { accountId: UNKNOWN }, problem: 'not-found' });
    const { json } = await server.call('switchAccount', { json: { accountId: session.account.id } });
    server.csrfToken = json.csrfToken;
  });
  await check('a value is shown and the showing is in the access log', async () => {
    const { categories } = (await server.call('getRegister')).json;
    for (const { id, visibility } of categories) {
      if (visibility === 'hidden') continue;
      const { fields } = (await server.call('getCategory', { path: { category: id } })).json;
      const masked = fields.find(one => one.sensitivity === 'masked' && one.visibility === 'visible');
      if (masked === undefined) continue;
      const shown = await server.call('revealValue', { path: { category: id }, json: { field: masked.id } });
      const log = (await server.call('listAccessLog', { query: { limit: 10 } })).json;
      const logged = log.items.some(one => one.id === shown.json.logEntryId);
      report.expect(logged, `${shown.call}: /logEntryId is not among the newest of the access log`);
      return;
    }
    found(undefined, 'no masked value is visible');
  });
  await check('the policy is acknowledged, twice by one key', async () => {
    const { items } = (await server.call('listPolicyVersions')).json;
    const known = items.find(one => one.state === 'in-force')?.id;
    const version = session.policyToAcknowledge ?? found(known, 'no version is in force');
    await writeTwice(visit, 'acknowledgePolicy', { json: { version } }, { version: UNKNOWN });
  });
}

const DETAILS = {
  complaint: { about: 'Contract test of the API. Nothing to do.', to: 'controller' },
  access: { mode: 'information', all: true },
} as const;
const FILE = new TextEncoder().encode('contract test\n');

async function attachments({ server, report }: Visit, id: string): Promise<void> {
  const announced = { name: 'contract-test.txt', size: FILE.length, sha256: hexOf(FILE) };
  const made = await server.call('createAttachment', { path: { id }, json: announced, key: newKey() });
  const path = { id, aid: made.json.id };
  const offset = async () => headerOf(await server.call('getUploadOffset', { path }), 'Upload-Offset');
  const send = (from: number, to: number, at: number, problem?: 'conflict') =>
    server.call('uploadChunk', {
      path,
      body: { type: 'application/offset+octet-stream', content: FILE.slice(from, to) },
      headers: { 'Upload-Offset': String(at) },
      ...(problem === undefined ? {} : { problem }),
    });
  report.expect((await offset()) === '0', 'HEAD of a new attachment: Upload-Offset is not 0');
  await send(0, 5, 0);
  const { rejection, call } = await send(5, 9, 9, 'conflict');
  report.expect(rejection?.offset === 5, `${call}: /offset is ${rejection?.offset}, five bytes have arrived`);
  report.expect((await offset()) === '5', 'HEAD after five bytes: Upload-Offset is not 5');
  await send(5, FILE.length, 5);
  const { json } = await server.call('getRequest', { path: { id } });
  const state = json.attachments.find(one => one.id === path.aid)?.state;
  report.expect(state === 'ready' || state === 'checking', `the whole attachment is ${state}`);
  if (state === 'ready') {
    const got = await server.call('downloadAttachment', { path });
    report.expect(hexOf(got.bytes) === announced.sha256, `${got.call}: not the bytes that were sent`);
  }
  await server.call('deleteAttachment', { path });
  await server.call('getUploadOffset', { path, problem: 'not-found' });
}

/** A request from draft to withdrawal. */
export async function requestFlow(visit: Visit): Promise<void> {
  const { server, report, session } = visit;
  const { check, skip } = areaOf(visit, 'requests, writing');
  const body = await check('a request that is not open yet', async () => {
    for (const scope of session.scopes) {
      const { items } = (await server.call('getRights', { query: { scope } })).json;
      const kind = (['complaint', 'access'] as const).find(
        one => items.find(right => right.kind === one)?.openRequests.length === 0,
      );
      if (kind !== undefined) return { kind, scope, details: DETAILS[kind] };
    }
    return found(undefined, 'a complaint and an access request are open in every scope');
  });
  if (body === undefined) return skip('the whole flow', 'nothing can be filed');
  const draft = await check('a draft: made once by one key, another body is key-reused', async () => {
    await server.call('createRequest', { json: body, problem: 'validation' });
    const made = await writeTwice(visit, 'createRequest', { json: body }, { ...body, details: {} });
    report.expect(made.json.status === 'draft', `${made.call}: /status is ${made.json.status}`);
    const place = made.headers.get('Location') ?? '';
    report.expect(place.endsWith(`/requests/${made.json.id}`), `${made.call}: Location is «${place}»`);
    return made.json;
  });
  if (draft === undefined) return skip('the rest of the flow', 'there is no draft');
  const path = { id: draft.id };
  await check('the draft is saved with the etag of its body; a stale If-Match is 412', async () => {
    const { etag } = (await server.call('getRequest', { path })).json;
    const json = { details: body.details, step: 'review' };
    const saved = await server.call('updateDraft', { path, json, headers: { 'If-Match': etag } });
    const next = saved.json.etag;
    report.expect(next !== etag, `${saved.call}: /etag is still ${etag}`);
    const stale = await server.call('updateDraft', {
      path,
      json,
      headers: { 'If-Match': etag },
      problem: 'stale',
    });
    const named = stale.rejection?.currentEtag;
    report.expect(named === next, `${stale.call}: /currentEtag is ${named}, /etag ${next}`);
    await server.call('updateDraft', { path, json, problem: 'validation' });
  });
  await check('a tag that proxies have weakened, extended or dropped still names its version', async () => {
    const now = async () => (await server.call('getRequest', { path })).json.etag;
    const json = { details: body.details, step: 'review' };
    for (const alter of [
      (tag: string) => `W/${tag}`,
      (tag: string) => tag.replace(/"$/, '-gzip"'),
      (tag: string) => `W/${tag.replace(/"$/, '-gzip"')}`,
    ])
      await server.call('updateDraft', { path, json, headers: { 'If-Match': alter(await now()) } });
    await server.call('updateDraft', { path, json: { ...json, etag: await now() } });
    await server.call('updateDraft', { path, json: { ...json, etag: '"contract-test"' }, problem: 'stale' });
  });
  await check('a file: announced, sent in pieces, resumed, read, removed', () =>
    attachments(visit, draft.id),
  );
  const filed = await check(
    'filing: twice by one key the same answer, another body is key-reused',
    async () => {
      const { json, call } = await writeTwice(visit, 'submitRequest', { path, json: {} }, { insist: true });
      const dated = json.status !== 'submitted' || json.dueBy !== undefined;
      report.expect(dated, `${call}: filed, and no /dueBy`);
      report.expect(json.status !== 'draft', `${call}: still a draft`);
      return json;
    },
  );
  if (filed === undefined) {
    await server.call('deleteDraft', { path }).catch(() => undefined);
    return skip('the rest of the flow', 'nothing was filed');
  }
  await check('filing again is an illegal transition that names the state', async () => {
    const { rejection, call } = await server.call('submitRequest', {
      path,
      json: {},
      key: newKey(),
      problem: 'illegal-transition',
    });
    report.expect(rejection?.state === filed.status, `${call}: /state is ${rejection?.state}`);
  });
  if (filed.status === 'awaiting_owner') skip('the confirmation', 'it waits for the owner');
  else {
    await check('the confirmation: its digest is that of the canonical JSON', async () => {
      const { json, call } = await server.call('getReceipt', { path });
      const { number, filedAt, kind: of, scope: at, details, attachments: files } = json;
      const digest = hexOf(
        canonicalJson({ number, filedAt, kind: of, scope: at, details, attachments: files }),
      );
      report.expect(json.digest === digest, `${call}: /digest is ${json.digest}, counted ${digest}`);
    });
  }
  await check('a message, and the whole case as an archive', async () => {
    const message = { path, json: { text: 'Contract test.' } };
    await writeTwice(visit, 'sendMessage', message, { text: 'Another text.' });
    const zip = await server.call('getCaseArchive', { path });
    const digest = zip.headers.get('Repr-Digest');
    report.expect(digest === digestHeader(zip.bytes), `${zip.call}: Repr-Digest is not of these bytes`);
  });
  await check('the notices are read: twice by one key, and after that none is unread', async () => {
    const key = newKey();
    const first = await server.call('readNotices', { path, key });
    const second = await server.call('readNotices', { path, key });
    report.expect(first.text === second.text, `${second.call}: another answer by the same key`);
    for (const { json, call } of [first, second, await server.call('getRequest', { path })])
      report.expect(json.unreadNotices !== true, `${call}: /unreadNotices is still true`);
  });
  await check('withdrawing, by one key the same answer', async () => {
    const { json, call } = await writeTwice(
      visit,
      'withdrawRequest',
      { path, json: { reason: 'Contract test.' } },
      { reason: 'Another reason.' },
    );
    report.expect(json.status === 'withdrawn', `${call}: /status is ${json.status}`);
  });
  await check('what a withdrawn request no longer takes is an illegal transition', async () => {
    const calls: [OperationId, unknown][] = [
      ['withdrawRequest', {}],
      ['sendMessage', { text: 'Too late.' }],
      ['appealRequest', { text: 'Too late.' }],
      ['approveRequest', {}],
      ['declineRequest', {}],
    ];
    for (const [id, json] of calls) {
      const may = session.role === 'owner' || !['approveRequest', 'declineRequest'].includes(id);
      await server.call(id, {
        path,
        json,
        key: newKey(),
        problem: may ? 'illegal-transition' : 'forbidden',
      });
    }
  });
  await check('a second draft is deleted and is then unknown', async () => {
    const { json } = await server.call('createRequest', { json: body, key: newKey() });
    await server.call('deleteDraft', { path: { id: json.id } });
    await server.call('getRequest', { path: { id: json.id }, problem: 'not-found' });
  });
}

const OVER = new Set(['ready', 'partly_ready', 'failed', 'expired', 'revoked', 'cancelled']);
/** A part larger than this is not fetched whole. */
const LARGEST = 50_000_000;

async function download(visit: Visit, copy: Answer<'getExport'>): Promise<void> {
  const { server, report } = visit;
  const part = found(
    copy.parts.find(one => one.size <= LARGEST),
    'no part is small enough to be fetched',
  );
  const path = { id: copy.id, n: part.n };
  const whole = await server.call('downloadPart', { path, due: 200, timeoutMs: 120_000 });
  const { call, bytes } = whole;
  report.expect(bytes.length === part.size, `${call}: ${bytes.length} bytes, /size is ${part.size}`);
  report.expect(hexOf(bytes) === part.sha256, `${call}: the SHA-256 is not /sha256`);
  const digest = whole.headers.get('Repr-Digest') ?? '';
  report.expect(digest.includes(digestHeader(bytes)), `${call}: Repr-Digest is «${digest}»`);
  const disposition = whole.headers.get('Content-Disposition') ?? '';
  report.expect(/^attachment/i.test(disposition), `${call}: Content-Disposition is «${disposition}»`);
  const etag = headerOf(whole, 'ETag');
  const head = await server.call('downloadPart', { path, head: true, due: 200 });
  const alike = ['ETag', 'Repr-Digest', 'Content-Disposition'].every(
    name => head.headers.get(name) === whole.headers.get(name),
  );
  report.expect(head.bytes.length === 0 && alike, `${head.call}: not the headers of GET without its body`);
  const range = { Range: 'bytes=10-29' };
  const piece = await server.call('downloadPart', {
    path,
    headers: { ...range, 'If-Range': etag },
    due: 206,
  });
  const place = piece.headers.get('Content-Range');
  report.expect(place === `bytes 10-29/${part.size}`, `${call}: Content-Range is «${place}»`);
  const same = hexOf(piece.bytes) === hexOf(bytes.slice(10, 30));
  report.expect(same, `${call}: bytes 10-29 are not those of the whole`);
  await server.call('downloadPart', {
    path,
    headers: { ...range, 'If-Range': '"another-version"' },
    due: 200,
    timeoutMs: 120_000,
  });
  const outside = { Range: `bytes=${part.size + 10}-` };
  const beyond = await server.call('downloadPart', { path, headers: outside, problem: 'range' });
  const named = beyond.headers.get('Content-Range');
  report.expect(named === `bytes */${part.size}`, `${call}: Content-Range of 416 is «${named}»`);
}

/** The events of a stream, by name, id and data. */
function eventsOf(text: string) {
  return text
    .split(/\r?\n\r?\n/)
    .map(block => {
      const value = (name: string) =>
        new RegExp(`^${name}: ?(.*)$`, 'm').exec(block.replaceAll('\r\n', '\n'))?.[1];
      return { name: value('event'), id: value('id'), data: value('data') };
    })
    .filter(one => one.data !== undefined);
}

/** Follows a copy by its events until its last state. */
export async function follow({ server, report }: Visit, id: string): Promise<Answer<'getExport'>> {
  const stream = await server.call('streamExport', { path: { id }, timeoutMs: 180_000 });
  report.expect(
    stream.longestPauseMs < 5000,
    `${stream.call}: ${Math.round(stream.longestPauseMs / 1000)} s without a byte`,
  );
  const events = eventsOf(stream.text);
  const last = events.at(-1);
  if (last?.data === undefined) throw new Broken(`${stream.call}: it ended without an event`);
  for (const { name, id: mark } of events) {
    report.expect(name === 'export', `${stream.call}: an event is named «${name}»`);
    report.expect(mark !== undefined, `${stream.call}: an event has no id`);
  }
  const ids = events.map(one => Number(one.id));
  const growing = ids.every((one, i) => i === 0 || one > (ids[i - 1] ?? 0));
  report.expect(growing, `${stream.call}: ids of events do not grow`);
  const copy = JSON.parse(last.data) as Answer<'getExport'>;
  for (const error of exportErrors(copy)) report.fault(`${stream.call}: the last event ${error}`);
  report.expect(OVER.has(copy.status), `${stream.call}: it ended while ${copy.status}`);
  const resumed = await server.call('streamExport', {
    path: { id },
    headers: { 'Last-Event-ID': last.id ?? '' },
    timeoutMs: 180_000,
  });
  report.expect(eventsOf(resumed.text).length === 0, `${stream.call}: Last-Event-ID does not resume`);
  return copy;
}

/** A copy of the data from its estimate to its revocation. */
export async function exportFlow(visit: Visit): Promise<void> {
  const { server, report, session } = visit;
  const { check, skip } = areaOf(visit, 'exports, writing');
  const [scope] = session.scopes;
  const spec = await check('the estimate', async () => {
    const { categories } = (await server.call('getRegister', scope === undefined ? {} : { query: { scope } }))
      .json;
    const plain = categories.filter(one => one.visibility === 'visible' && one.consentNeeded === undefined);
    const chosen = found(
      plain.toSorted((a, b) => a.systems.length - b.systems.length)[0],
      'no category is visible',
    );
    const chosenSpec = specOf(scope, [chosen.id]);
    await server.call('estimateExport', { json: chosenSpec });
    return chosenSpec;
  });
  if (spec === undefined) return;
  const made = await check('a copy: made once by one key, another body is key-reused', async () => {
    const other = { ...spec, formats: ['csv'] };
    const answer = await writeTwice(visit, 'createExport', { json: spec }, other);
    const place = answer.headers.get('Location') ?? '';
    report.expect(place.endsWith(`/exports/${answer.json.id}`), `${answer.call}: Location is «${place}»`);
    return answer.json;
  });
  if (made === undefined) return skip('the rest of the flow', 'there is no copy');
  const path = { id: made.id };
  if (made.status === 'awaiting_owner') return skip('the rest of the flow', 'it waits for the owner');
  const ready = await check('its events: they grow, validate, end with the final state, resume', () =>
    follow(visit, made.id),
  );
  if (ready === undefined || !['ready', 'partly_ready'].includes(ready.status))
    return skip('the rest of the flow', `the copy is ${ready?.status ?? 'unknown'}`);
  await check('a part: whole, a range, If-Range, outside of it', () => download(visit, ready));
  const n = ready.parts[0]?.n ?? 1;
  const newLink = async () => {
    const { json } = await server.call('createPartLink', { path: { id: made.id, n }, key: newKey() });
    const secret = found(
      new URL(json.url, 'http://host.invalid').searchParams.get('link') ?? undefined,
      'its URL has a form of its own, which is allowed',
    );
    return { path: { id: made.id, n }, query: { link: secret }, nobody: true } as const;
  };
  await check('a link is among what the data can be reached by, and is ended there', async () => {
    const opened = await newLink();
    const ofThisCopy = async () =>
      (await server.call('listGrants')).json.items.find(
        ({ kind, reference }) => kind === 'part-link' && reference?.id === made.id,
      );
    const grant = found(await ofThisCopy(), 'the link is not listed');
    await server.call('revokeGrant', { path: { id: grant.id } });
    report.expect((await ofThisCopy()) === undefined, 'DELETE /session/grants/{id}: it is still listed');
    await server.call('downloadPart', { ...opened, problem: 'not-found' });
  });
  const link = await check('a link for ten minutes works without a session', async () => {
    const opened = await newLink();
    await server.call('downloadPart', { ...opened, headers: { Range: 'bytes=0-9' }, due: 206 });
    return opened;
  });
  await check('what a ready copy does not take is an illegal transition', async () => {
    const calls: OperationId[] = ['cancelExport', 'approveExport', 'declineExport'];
    if (ready.status === 'ready') calls.push('retryExport');
    for (const id of calls) {
      const may = session.role === 'owner' || !['approveExport', 'declineExport'].includes(id);
      await server.call(id, { path, key: newKey(), problem: may ? 'illegal-transition' : 'forbidden' });
    }
  });
  await check('it repeats with only what is new, and is stopped', async () => {
    if (!ready.allowedActions.includes('repeat')) return;
    const json = { every: 'P1M', onlyNew: true };
    const repeated = await server.call('repeatExport', { path, json });
    report.expect(
      repeated.json.repetition?.every === 'P1M' && repeated.json.allowedActions.includes('end-repetition'),
      `${repeated.call}: it does not repeat`,
    );
    const ended = await server.call('endExportRepetition', { path });
    report.expect(
      ended.json.repetition === undefined && ended.json.repetitionEnded === 'stopped',
      `${ended.call}: it still repeats`,
    );
    await server.call('endExportRepetition', { path, problem: 'illegal-transition' });
    await server.call('estimateExport', { json: { ...spec, after: ready.asOf ?? ready.createdAt } });
  });
  await check('changes since the copy before', async () => {
    const { items } = (await server.call('listExports')).json;
    const before = found(
      items.find(one => one.id !== made.id && one.readyAt !== undefined),
      'this account has no other copy that was ready',
    );
    await server.call('getExportChanges', { path, query: { since: before.id } });
  });
  await check('revoked: its parts and links are gone at once', async () => {
    const { json, call } = await server.call('revokeExport', { path });
    report.expect(json.status === 'revoked', `${call}: /status is ${json.status}`);
    await server.call('downloadPart', { path: { id: made.id, n: 1 }, problem: 'gone' });
    await server.call('downloadPart', { path: { id: made.id, n: 1 }, head: true, due: 410 });
    if (link !== undefined) await server.call('downloadPart', { ...link, problem: 'gone' });
  });
  await check(
    'a copy that its maker disowns is gone, and the action is attached to a complaint',
    async () => {
      const { json } = await server.call('createExport', { json: spec, key: newKey() });
      const { items } = (await server.call('listOwnActions')).json;
      const action = found(
        items.find(one => one.kind === 'copy-made' && one.reference?.id === json.id),
        'the copy is not among the own actions',
      );
      const disowned = { path: { id: action.id } };
      const first = await server.call('disownAction', { ...disowned, key: newKey() });
      const again = await server.call('disownAction', { ...disowned, key: newKey() });
      report.expect(first.json.stopped.length > 0, `${first.call}: /stopped is empty`);
      report.expect(
        first.json.action.disowned?.requestId === again.json.action.disowned?.requestId && !again.json.opened,
        `${again.call}: another complaint was filed`,
      );
      const after = await server.call('getExport', { path: { id: json.id } });
      report.expect(
        ['cancelled', 'revoked'].includes(after.json.status),
        `${after.call}: /status is ${after.json.status}`,
      );
      const complaint = first.json.action.disowned?.requestId;
      if (first.json.opened && complaint !== undefined)
        await server.call('withdrawRequest', { path: { id: complaint }, key: newKey(), json: {} });
    },
  );
  await check('another copy is cancelled while it is made', async () => {
    const { json } = await server.call('createExport', { json: spec, key: newKey() });
    const stopped = await server.call('cancelExport', { path: { id: json.id }, key: newKey() });
    report.expect(stopped.json.status === 'cancelled', `${stopped.call}: /status is ${stopped.json.status}`);
    // Disowning has ended the fresh sign-in, which later checks need.
    const { stepUp } = visit;
    if (stepUp !== undefined)
      await server.call('stepUp', { json: stepUp.method === 'panel' ? { method: 'panel' } : stepUp });
  });
}

/** Switches of mailings, consents and objections: each is put back as it was. */
export async function choices(visit: Visit): Promise<void> {
  const { server, report, session } = visit;
  const { check } = areaOf(visit, 'mailings and consents, writing');
  await check('everything off by one press, by one key once, and undone', async () => {
    const before = (await server.call('getMailings')).json;
    if (!before.topics.some(one => one.state === 'on')) found(undefined, 'no topic is on');
    const key = newKey();
    const off = await server.call('unsubscribeAll', { key });
    const again = await server.call('unsubscribeAll', { key });
    report.expect(off.text === again.text, `${off.call}: one key, two answers`);
    report.expect(
      off.json.topics.every(one => one.state === 'off'),
      `${off.call}: a topic is still on`,
    );
    const id = off.json.lastChange?.id;
    if (id === undefined) throw new Broken(`${off.call}: no /lastChange to undo`);
    const undone = await server.call('undoMailingChange', { path: { id }, key: newKey() });
    for (const { topic, state } of before.topics) {
      const now = undone.json.topics.find(one => one.topic === topic)?.state;
      report.expect(now === state, `${undone.call}: ${topic} was ${state} and is ${now}`);
    }
  });
  await check('a topic is switched to what it is; an unknown one is 404', async () => {
    const { topics } = (await server.call('getMailings')).json;
    const one = found(
      topics.find(({ state }) => state === 'off'),
      'no topic is off',
    );
    await server.call('setSubscription', { path: { topic: one.topic }, json: { state: 'off' } });
    const unknown = { path: { topic: UNKNOWN }, json: { state: 'off' } };
    await server.call('setSubscription', { ...unknown, problem: 'not-found' });
  });
  await check('a kind of notice is routed and put back, and an older version is refused', async () => {
    const { routes, people } = (await server.call('getMailings')).json.serviceNotices;
    const route = found(
      routes.find(one => one.mayRoute),
      'no notice may be routed',
    );
    const { kind } = route;
    const before = route.recipients.map(({ id }) => id);
    const everybody = people.map(({ id }) => id);
    const path = { kind };
    const etagOf = (answer: { serviceNotices: { routes: typeof routes } }): string =>
      answer.serviceNotices.routes.find(one => one.kind === kind)?.etag ?? '';
    const set = await server.call('setNoticeRoute', {
      path,
      json: { recipients: everybody, etag: route.etag },
    });
    const now = set.json.serviceNotices.routes.find(one => one.kind === kind)?.recipients ?? [];
    report.expect(now.length === everybody.length, `${set.call}: not everybody gets it`);
    const back = { recipients: before, etag: etagOf(set.json) };
    const again = await server.call('setNoticeRoute', { path, json: back });
    report.expect(etagOf(again.json) !== '', `${again.call}: no etag`);
    if (everybody.length > before.length)
      await server.call('setNoticeRoute', {
        path,
        json: { recipients: everybody, etag: back.etag },
        problem: 'stale',
      });
  });
  await check('a consent is given, by one key once, and withdrawn', async () => {
    const { documents, items } = (await server.call('listConsents')).json;
    const given = new Set(items.filter(one => one.status === 'given').map(one => one.purpose));
    const document = found(
      documents.find(
        one => !given.has(one.purpose) && one.form === 'electronic' && one.roles.includes(session.role),
      ),
      'every consent is given already',
    );
    const { purpose, version, form } = document;
    const consent = { purpose, version, form, fullName: session.user.name };
    const made = await writeTwice(
      visit,
      'giveConsent',
      { json: consent },
      { ...consent, fullName: 'Another Name' },
    );
    const path = { id: made.json.id };
    const kept = await server.call('declineRenewal', { path, json: { version } });
    report.expect(kept.json.status === 'given', `${kept.call}: the consent does not stand`);
    await server.call('declineRenewal', { path, json: { version: UNKNOWN }, problem: 'conflict' });
    const { json, call } = await server.call('withdrawConsent', { path, key: newKey() });
    report.expect(json.status === 'withdrawn', `${call}: /status is ${json.status}`);
  });
  await check('an instant objection is made and taken back', async () => {
    const { objections } = (await server.call('listConsents')).json;
    const { purpose } = found(
      objections.find(one => one.instant && one.state === 'none'),
      'no instant objection can be made',
    );
    const { topics, consentGiven } = (await server.call('getMailings')).json;
    const on = topics.filter(one => one.state === 'on');
    // An objection to offers stops the mailings, and taking it back does not start them.
    if (on.length > 0 && !consentGiven) found(undefined, 'mailings could not be switched on again');
    const path = { purpose };
    const made = await server.call('setObjection', { path, json: { object: true } });
    report.expect(made.json.state === 'accepted', `${made.call}: /state is ${made.json.state}`);
    const back = await server.call('setObjection', { path, json: { object: false } });
    report.expect(back.json.state === 'none', `${back.call}: /state is ${back.json.state}`);
    for (const { topic } of on)
      await server.call('setSubscription', { path: { topic }, json: { state: 'on' } });
  });
  await check('a counter is refused and allowed again', async () => {
    const { objections, tools } = (await server.call('listConsents')).json;
    const tool = found(tools[0], 'there are no counters');
    const purpose = found(
      objections.find(one => !one.instant),
      'no such purpose',
    ).purpose;
    const path = { purpose, tool: tool.tool };
    for (const optedOut of [!tool.optedOut, tool.optedOut]) {
      const { json, call } = await server.call('setToolObjection', { path, json: { optedOut } });
      report.expect(json.optedOut === optedOut, `${call}: /optedOut is ${json.optedOut}`);
    }
  });
}

/** Writes that name something, with an id nobody has: 404 as well. */
const NAMED_WRITES: readonly [OperationId, unknown?][] = [
  ['revealValue', { field: 'any' }],
  ['revokeExport'],
  ['retryExport'],
  ['cancelExport'],
  ['repeatExport', { every: 'P1M', onlyNew: true }],
  ['endExportRepetition'],
  ['approveExport'],
  ['declineExport'],
  ['createPartLink'],
  ['undoMailingChange'],
  ['deleteDraft'],
  ['submitRequest', {}],
  ['sendMessage', { text: 'any' }],
  ['readNotices'],
  ['withdrawRequest', {}],
  ['appealRequest', { text: 'any' }],
  ['approveRequest', {}],
  ['declineRequest', {}],
  ['deleteAttachment'],
  ['withdrawConsent'],
  ['disownAction'],
  ['acknowledgePolicy', { version: UNKNOWN }],
];

/** Writes that must not happen. */
export async function refusals(visit: Visit): Promise<void> {
  const { server, session } = visit;
  const { check, skip } = areaOf(visit, 'refusals of writes');
  const path = { category: UNKNOWN, id: UNKNOWN, aid: UNKNOWN, n: 1 };
  await check('an unknown id is 404, never 403', async () => {
    for (const [id, json] of NAMED_WRITES) {
      await server.call(id, {
        path,
        key: newKey(),
        ...(json === undefined ? {} : { json }),
        problem: 'not-found',
      });
    }
  });
  if (server.csrfToken === undefined)
    return skip('without its CSRF token a write is refused', 'a bearer needs none');
  await check('without its CSRF token a write is refused, and nothing is made', async () => {
    const [scope] = session.scopes;
    const { total } = (await server.call('listRequests')).json;
    await server.call('createRequest', {
      json: { kind: 'complaint', scope, details: DETAILS.complaint },
      key: newKey(),
      forged: true,
      problem: 'csrf',
    });
    await server.call('createExport', {
      json: specOf(scope, ['account']),
      key: newKey(),
      forged: true,
      problem: 'csrf',
    });
    await server.call('unsubscribeAll', { key: newKey(), forged: true, problem: 'csrf' });
    if ((await server.call('listRequests')).json.total !== total)
      throw new Broken('POST /requests without a token: a draft was made');
  });
}
