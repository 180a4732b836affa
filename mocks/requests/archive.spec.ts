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
