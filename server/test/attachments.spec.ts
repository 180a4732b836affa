import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { components } from '../../src/api/generated/schema.ts';
import type { RunningServer } from '../server.ts';
import { type FakeClamd, startClamd } from './clamd.ts';
import { type Browser, createPanel, fillDirectory, type Panel, signIn } from './panel.ts';
import { emptyTables } from './stores.ts';

type Schema = components['schemas'];

let panel: Panel;
let server: RunningServer;
let clamd: FakeClamd;
let owner: Browser;

/** Starts a server; its scanner finds a virus in every file with the word «virus». */
const start = async (connected: boolean): Promise<void> => {
  clamd = await startClamd(file => (file.includes('virus') ? 'stream: Test-Signature FOUND' : 'stream: OK'));
  panel = createPanel(connected ? { CLAMD: `127.0.0.1:${clamd.port}` } : {});
  server = await panel.start();
  owner = await signIn(server, await panel.token());
};
beforeEach(async () => {
  await emptyTables();
  await fillDirectory();
});
afterEach(async () => {
  await server.stop();
  panel.close();
  clamd.server.close();
});

/** Files a request and sends a message with a file. @returns the id of the request */
async function sendFile(text: string): Promise<string> {
  const json = { kind: 'access', scope: 'person', details: { mode: 'copy', all: true } };
  const made = await owner.send('/requests', { method: 'POST', json });
  const { id } = (await made.json()) as { id: string };
  await owner.send(`/requests/${id}/submit`, { method: 'POST', json: { insist: true } });
  const bytes = new TextEncoder().encode(text);
  const sha256 = Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('hex');
  const announced = await owner.send(`/requests/${id}/attachments`, {
    method: 'POST',
    json: { name: 'a.txt', size: bytes.length, sha256 },
  });
  const { id: file } = (await announced.json()) as { id: string };
  const session = (await (await owner.send('/session')).json()) as { csrfToken: string };
  const address = `http://127.0.0.1:${server.port}/api/privacy/v1/requests/${id}/attachments/${file}`;
  const stored = await fetch(address, {
    method: 'PATCH',
    headers: {
      Cookie: `panel_session=${await panel.token()}`,
      Origin: 'https://panel.example',
      'X-CSRF-Token': session.csrfToken,
      'Upload-Offset': '0',
      'Content-Type': 'application/offset+octet-stream',
    },
    body: bytes,
  });
  expect(await stored.json()).toMatchObject({ state: 'ready' });
  const message = { text: 'Вот справка.', attachments: [file] };
  const sent = await owner.send(`/requests/${id}/messages`, { method: 'POST', json: message });
  expect(sent.status).toBe(201);
  return id;
}

const requestOf = async (id: string): Promise<Schema['RightsRequest']> =>
  (await (await owner.send(`/requests/${id}`)).json()) as Schema['RightsRequest'];
const fileOf = async (id: string) => (await requestOf(id)).attachments[0];
const stored = () => readdirSync(join(panel.config.dataFolder, 'files'));

test('a file is checked by clamd, and a clean one is named as checked', async () => {
  await start(true);
  const id = await sendFile('text of a file');
  await vi.waitFor(async () => expect(await fileOf(id)).toMatchObject({ state: 'ready', check: 'clean' }), {
    timeout: 10_000,
  });
});

test('a file with a virus is rejected although it was sent, and its bytes are gone', async () => {
  await start(true);
  const id = await sendFile('a virus');
  await vi.waitFor(
    async () => expect(await fileOf(id)).toMatchObject({ state: 'rejected', check: 'threat' }),
    { timeout: 10_000 },
  );
  await vi.waitFor(() => expect(stored()).toEqual([]), { timeout: 5000 });
});

test('without a scanner a file is named as not checked, and it can be taken back with a step of the request', async () => {
  await start(false);
  const id = await sendFile('text of a file');
  const file = await fileOf(id);
  expect(file).toMatchObject({ state: 'ready', check: 'not-connected', sent: true, removable: true });
  const removed = await owner.send(`/requests/${id}/attachments/${file?.id}`, { method: 'DELETE' });
  expect(removed.status).toBe(204);
  const request = await requestOf(id);
  expect(request.attachments).toEqual([]);
  expect(request.timeline.at(-1)).toMatchObject({ kind: 'file-removed', by: 'user' });
});
