import { follow } from './flows.ts';
import { specOf } from './reads.ts';
import { areaOf, found, newKey, type Visit, writeTwice } from './visit.ts';
import type { Server } from './server.ts';

const AREA = 'an admin prepares, the owner decides';

/** Requests that an admin may prepare for the account, by kind. */
const PREPARED = {
  complaint: { about: 'Contract test of the API. Nothing to do.', to: 'controller' },
  access: { mode: 'information', all: true },
  restriction: { categories: ['services'], ground: 'accuracy', text: 'Contract test.' },
  objection: { purposes: ['statistics'], situation: 'Contract test.' },
  portability: { categories: ['services'], format: 'json', recipient: 'self' },
} as const;

/** The second sign-in, when there is one and it is an admin of the account. */
async function adminOf({ also, session }: Visit): Promise<Server> {
  const server = found(also, 'give --also');
  const { json } = await server.call('getSession');
  server.csrfToken = json.csrfToken;
  server.role = json.role;
  if (json.account.id !== session.account.id || json.role !== 'admin' || session.role !== 'owner')
    found(undefined, 'the two sign-ins are no owner and admin of one account');
  return server;
}

/** A request that the admin has prepared and sent to the owner. */
async function prepare(admin: Server, owner: Server): Promise<string> {
  const open = new Set<string>();
  for (const server of [admin, owner]) {
    const { items } = (await server.call('getRights', { query: { scope: 'account' } })).json;
    for (const { kind, openRequests } of items) if (openRequests.length > 0) open.add(kind);
  }
  const [kind, details] = found(
    Object.entries(PREPARED).find(([name]) => !open.has(name)),
    'every request that an admin may prepare is open already',
  );
  const made = await admin.call('createRequest', {
    json: { kind, scope: 'account', details },
    key: newKey(),
  });
  const path = { id: made.json.id };
  await admin.call('submitRequest', { path, json: { insist: true }, key: newKey() });
  return made.json.id;
}

/** What two people of one account do one after the other: requests and copies that the owner approves or declines. */
export async function twoPeople(visit: Visit): Promise<void> {
  const { server, report } = visit;
  const { check, skip } = areaOf(visit, AREA);
  const admin = await check('the second sign-in is an admin of the same account', () => adminOf(visit));
  if (admin === undefined) return skip('all of it', 'there is no admin');
  await check('a draft of the admin is nobody else’s', async () => {
    const json = { kind: 'complaint', scope: 'person', details: PREPARED.complaint };
    const { id } = (await admin.call('createRequest', { json, key: newKey() })).json;
    await server.call('getRequest', { path: { id }, problem: 'not-found' });
    await admin.call('deleteDraft', { path: { id } });
  });
  await check('a request is approved by the owner, by one key once, and not by the admin', async () => {
    const id = await prepare(admin, server);
    const path = { id };
    const waiting = await server.call('getRequest', { path });
    report.expect(
      waiting.json.status === 'awaiting_owner',
      `${waiting.call}: /status is ${waiting.json.status}`,
    );
    await admin.call('approveRequest', { path, json: {}, key: newKey(), problem: 'forbidden' });
    const { json, call } = await writeTwice(
      visit,
      'approveRequest',
      { path, json: {} },
      { confirmation: 'X' },
    );
    report.expect(json.submittedAt !== undefined, `${call}: approved, and no /submittedAt`);
    await server.call('withdrawRequest', { path, json: { reason: 'Contract test.' }, key: newKey() });
  });
  await check('another is declined', async () => {
    const path = { id: await prepare(admin, server) };
    const { json, call } = await server.call('declineRequest', { path, json: {}, key: newKey() });
    report.expect(json.submittedAt === undefined, `${call}: declined, and /submittedAt is there`);
    const seen = (await admin.call('getRequest', { path })).json;
    report.expect(seen.status === json.status, `${call}: the admin sees it as ${seen.status}`);
  });
  await check('a copy is made once the owner approves it; another is declined', async () => {
    const spec = specOf('account', ['services']);
    const ask = async () => (await admin.call('createExport', { json: spec, key: newKey() })).json;
    const [first, second] = [await ask(), await ask()];
    report.expect(first.status === 'awaiting_owner', `POST /exports: /status is ${first.status}`);
    const path = { id: first.id };
    await admin.call('approveExport', { path, key: newKey(), problem: 'forbidden' });
    await server.call('approveExport', { path, key: newKey() });
    const ready = await follow({ ...visit, server: admin }, first.id);
    report.expect(ready.status === 'ready', `the approved copy is ${ready.status}`);
    await server.call('revokeExport', { path });
    const { json, call } = await server.call('declineExport', { path: { id: second.id }, key: newKey() });
    report.expect(json.parts.length === 0, `${call}: declined, and it has parts`);
  });
}

/** What rests on the operator's part: an answer that is appealed, a copy that lacks a system. */
export async function afterOthers(visit: Visit): Promise<void> {
  const { server, report } = visit;
  const { check } = areaOf(visit, 'after an answer, after a system that was silent');
  await check('an answered request is appealed, by one key once', async () => {
    const { items } = (await server.call('listRequests', { query: { status: 'answered', limit: 200 } })).json;
    for (const { id } of items) {
      const { allowedActions } = (await server.call('getRequest', { path: { id } })).json;
      if (!allowedActions.includes('appeal')) continue;
      const input = { path: { id }, json: { text: 'Contract test.' } };
      const { json, call } = await writeTwice(visit, 'appealRequest', input, { text: 'Another text.' });
      report.expect(json.status === 'appealed', `${call}: /status is ${json.status}`);
      return;
    }
    found(undefined, 'no answered request can be appealed');
  });
  await check('only what a copy lacks is collected again', async () => {
    const { items } = (await server.call('listExports', { query: { limit: 200 } })).json;
    const lacking = found(
      items.find(one => one.allowedActions.includes('retry')),
      'no copy lacks a system',
    );
    const path = { id: lacking.id };
    const done = lacking.systems.filter(one => one.status === 'done').map(one => one.id);
    const { json, call } = await server.call('retryExport', { path, key: newKey() });
    for (const id of done)
      report.expect(
        json.systems.find(one => one.id === id)?.status === 'done',
        `${call}: ${id} is collected once more`,
      );
    await follow(visit, lacking.id);
  });
}
