import { expect, test } from 'vitest';
import { sha256 } from '../../core/digest.ts';
import { specClient } from '../spec-client.ts';
import { testWithTools, unpack } from '../unpack.ts';

test('a whole case opens in tools not written here, and every file in it has the digest the manifest gives', async () => {
  const { call, get, post } = specClient();
  const data = new TextEncoder().encode('Ёлка\nи 🎄');
  const announced = await post('owner', '/requests/rq-draft/attachments', {
    name: '\u202Efdp..\\../Ёлка «счёт» 🎄.txt',
    size: data.length,
    sha256: await sha256(data),
  });
  const sent = await call('owner', 'PATCH', `/requests/rq-draft/attachments/${announced.body.id}`, {
    bytes: data,
    headers: { 'Upload-Offset': '0' },
  });
  expect(sent.body.state).toBe('ready');
  const { response } = await get('owner', '/requests/rq-draft/archive');
  const bytes = new Uint8Array(await response.arrayBuffer());

  const files = await unpack(bytes);
  const manifest = JSON.parse(String(files.get('manifest.json'))) as {
    files: { path: string; size: number; sha256: string }[];
  };
  expect([...files.keys()].toSorted()).toEqual(
    ['manifest.json', ...manifest.files.map(file => file.path)].toSorted(),
  );
  for (const { path, size, sha256: digest } of manifest.files) {
    const found = files.get(path) ?? Buffer.of();
    expect([found.length, await sha256(new Uint8Array(found))], path).toEqual([size, digest]);
  }
  const attached = [...files.keys()].filter(path => path.startsWith('attachments/'));
  expect(attached.length).toBeGreaterThan(0);
  expect(attached.join()).not.toMatch(/\.\.|\\|\u202E/);
  expect([...files.values()].some(one => String(one) === 'Ёлка\nи 🎄')).toBe(true);

  testWithTools(bytes);
});

test('the case is also a page to read, with the answer and the law, and nothing of it becomes markup', async () => {
  const { call, get, post } = specClient();
  const { response } = await get('owner', '/requests/rq-answered-erasure/archive');
  const files = await unpack(new Uint8Array(await response.arrayBuffer()));
  const page = String(files.get('request.html'));
  const view = JSON.parse(String(files.get('request.json'))) as {
    number: string;
    outcomes: { label: string }[];
    timeline: { text: string }[];
  };
  expect(view.outcomes.length).toBeGreaterThan(0);
  expect(page).toContain(`<h1>${view.number}. `);
  for (const { label } of view.outcomes) expect(page).toContain(label);
  for (const { text } of view.timeline) expect(page).toContain(text);
  expect(page).toContain('ст. ');

  const about = '<img src=x onerror=alert(1)> & «всё»';
  const draft = await post('owner', '/requests', {
    kind: 'complaint',
    scope: 'person',
    details: { about, to: 'controller' },
  });
  const saved = await call('owner', 'GET', `/requests/${draft.body.id}/archive`);
  const drafts = await unpack(new Uint8Array(await saved.response.arrayBuffer()));
  expect(String(drafts.get('request.html'))).toContain('&lt;img src=x onerror=alert(1)&gt; &amp; «всё»');
});
