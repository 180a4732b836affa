import { describe, expect, it } from 'vitest';
import { sha256 } from '../../core/digest.ts';
import { type FileStore, memoryFiles } from '../files.ts';
import { take } from '../../core/requests/staff.ts';
import { caseView } from '../../core/staff/view.ts';
import { specClient, unitOn } from '../spec-client.ts';

const encode = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
const PDF = encode('%PDF-1.7\nсправка');

/** Files in memory, and the names of those there are. */
const namedFiles = () => {
  const names = new Set<string>();
  const inner = memoryFiles();
  const files: FileStore = {
    ...inner,
    write: async (name, bytes) => {
      names.add(name);
      await inner.write(name, bytes);
    },
    clear: async prefix => {
      for (const name of names) if (name.startsWith(prefix)) names.delete(name);
      await inner.clear(prefix);
    },
  };
  return { names, files };
};

/** Announces a file of a draft. */
const announce = async (name: string, bytes: Uint8Array<ArrayBuffer>) => {
  const { names, files } = namedFiles();
  const client = specClient({ files });
  const made = await client.post('owner', '/requests/rq-draft/attachments', {
    name,
    size: bytes.length,
    sha256: await sha256(bytes),
  });
  return { ...client, names, made, path: `/requests/rq-draft/attachments/${made.body.id}` };
};

/** Announces a file and sends it in chunks. */
const upload = async (name: string, bytes: Uint8Array<ArrayBuffer>, chunk = bytes.length) => {
  const announced = await announce(name, bytes);
  const { call, made, path } = announced;
  let last = made;
  for (let at = 0; made.status === 201 && at < bytes.length; at += chunk) {
    last = await call('owner', 'PATCH', path, {
      bytes: bytes.slice(at, at + chunk),
      headers: { 'Upload-Offset': String(at) },
    });
  }
  return { ...announced, last };
};

describe('a file', () => {
  it('arrives in chunks, can be asked how far it is, and comes back as it was', async () => {
    const { call, get, last, path } = await upload('справка.pdf', PDF, 7);
    expect(last.body).toMatchObject({ state: 'ready', offset: PDF.length, type: 'application/pdf' });
    expect((await call('owner', 'HEAD', path)).headers.get('Upload-Offset')).toBe(String(PDF.length));
    const { response } = await get('owner', path);
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(PDF);
    expect(response.headers.get('Content-Disposition')).toContain("filename*=UTF-8''%D1%81");
  });

  it.each(['deleted by itself', 'deleted with its draft', 'rejected'] as const)(
    '%s: none of its bytes stays',
    async how => {
      const bytes = how === 'rejected' ? encode('no PDF') : PDF;
      const { backend, call, last, path, names } = await upload('справка.pdf', bytes, 5);
      if (how === 'rejected') expect(last.body.state).toBe('rejected');
      else {
        expect(names.size).toBe(Math.ceil(bytes.length / 5));
        const sent = await call('owner', 'DELETE', how === 'deleted by itself' ? path : '/requests/rq-draft');
        expect(sent.status).toBe(204);
      }
      expect([...names]).toEqual([]);
      expect(backend.db().jobs.filter(({ job }) => job.kind === 'delete-attachment-bytes')).toEqual([]);
    },
  );

  it('of two chunks that arrive at once for one place one is taken, and the bytes of the other go', async () => {
    const { call, get, path, names } = await announce('справка.pdf', PDF);
    const send = (bytes: Uint8Array<ArrayBuffer>, offset: number) =>
      call('owner', 'PATCH', path, { bytes, headers: { 'Upload-Offset': String(offset) } });
    const both = await Promise.all([send(PDF.slice(0, 4), 0), send(PDF.slice(0, 9), 0)]);
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    expect(names.size).toBe(1);
    const offset = Number((await call('owner', 'HEAD', path)).headers.get('Upload-Offset'));
    expect((await send(PDF.slice(offset), offset)).body.state).toBe('ready');
    expect(new Uint8Array(await (await get('owner', path)).response.arrayBuffer())).toEqual(PDF);
  });

  it('refuses a chunk at the wrong place, one too large, and more than was announced', async () => {
    const { call } = specClient();
    const path = '/requests/rq-draft/attachments/at-open';
    const wrong = await call('owner', 'PATCH', path, {
      bytes: encode('lo'),
      headers: { 'Upload-Offset': '3' },
    });
    expect([wrong.status, wrong.body.type]).toEqual([409, '/problems/conflict']);
    const large = await call('owner', 'PATCH', path, {
      bytes: new Uint8Array(1_048_577),
      headers: { 'Upload-Offset': '0' },
    });
    expect(large.status).toBe(413);
    const more = await call('owner', 'PATCH', path, {
      bytes: encode('hello!'),
      headers: { 'Upload-Offset': '0' },
    });
    expect(more.status).toBe(413);
    const right = await call('owner', 'PATCH', path, {
      bytes: encode('hello'),
      headers: { 'Upload-Offset': '0' },
    });
    expect([right.status, right.headers.get('Upload-Offset'), right.body.state]).toEqual([200, '5', 'ready']);
    const again = await call('owner', 'PATCH', path, {
      bytes: encode('hello'),
      headers: { 'Upload-Offset': '0' },
    });
    expect(again.status).toBe(409);
  });

  it('is rejected when it is damaged or of another type than its name', async () => {
    const exe = await upload('скан.pdf', encode('MZ\u0090\u0000 program'));
    expect(exe.last.body).toMatchObject({ state: 'rejected' });
    expect((await exe.get('owner', exe.path)).status).toBe(404);

    const { call, post } = specClient();
    const made = await post('owner', '/requests/rq-draft/attachments', {
      name: 'a.txt',
      size: 5,
      sha256: '0'.repeat(64),
    });
    const damaged = await call('owner', 'PATCH', `/requests/rq-draft/attachments/${made.body.id}`, {
      bytes: encode('hello'),
      headers: { 'Upload-Offset': '0' },
    });
    expect(damaged.body.state).toBe('rejected');
  });

  it.each(['program.exe', 'archive.zip', 'noextension', 'pdf'])('named %s is not taken', async name => {
    const { made } = await upload(name, PDF);
    expect([made.status, made.body.type]).toEqual([415, '/problems/unsupported-media']);
  });

  it.each([
    ['../../etc/passwd.txt', '../../etc/passwd.txt', 'passwd.txt'],
    ['C:\\temp\\a.txt', 'C:\\temp\\a.txt', 'a.txt'],
    ['счёт\u202Efdp.txt', 'счётfdp.txt', 'счётfdp.txt'],
    [
      '<img src=x onerror=alert(1)>.txt',
      '<img src=x onerror=alert(1)>.txt',
      '_img src=x onerror=alert(1)_.txt',
    ],
    ['a\r\nSet-Cookie: x=1.txt', 'aSet-Cookie: x=1.txt', 'aSet-Cookie_ x=1.txt'],
  ])('named %j is text and never a path', async (name, shown, saved) => {
    const { get, last, path } = await upload(name, encode('hello'));
    expect(last.body).toMatchObject({ name: shown, state: 'ready' });
    const header = (await get('owner', path)).headers.get('Content-Disposition') ?? '';
    const utf8 = decodeURIComponent(header.split("filename*=UTF-8''")[1] ?? '');
    expect(utf8).toBe(saved);
    const archive = new TextDecoder().decode(
      await (await get('owner', '/requests/rq-draft/archive')).response.arrayBuffer(),
    );
    expect(archive).toContain(`attachments/02-${saved}`);
  });

  it('has a size, and ten of them are enough', async () => {
    const { post } = specClient();
    const file = { name: 'a.txt', size: 5, sha256: '0'.repeat(64) };
    expect((await post('owner', '/requests/rq-draft-3/attachments', { ...file, size: 0 })).status).toBe(400);
    for (let i = 0; i < 10; i += 1)
      expect((await post('owner', '/requests/rq-draft-3/attachments', file)).status).toBe(201);
    const refused = await post('owner', '/requests/rq-draft-3/attachments', file);
    expect(refused.body.errors[0].code).toBe('too-many');
  });

  it('can be removed before it was sent, and is hidden from others', async () => {
    const { call, get } = specClient();
    expect((await get('person', '/requests/rq-in-work/attachments/at-proof')).status).toBe(404);
    expect((await call('owner', 'DELETE', '/requests/rq-draft/attachments/at-ready')).status).toBe(204);
    expect((await get('owner', '/requests/rq-draft/attachments/at-ready')).status).toBe(404);
    expect((await call('owner', 'DELETE', '/requests/rq-in-work/attachments/at-proof')).status).toBe(409);
  });

  it('goes with a message only when it is there', async () => {
    const { post } = specClient();
    const refused = await post('owner', '/requests/rq-needs-user/messages', {
      text: 'Вот.',
      attachments: ['at-proof'],
    });
    expect(refused.body.errors[0].pointer).toBe('/attachments/0');
    const sent = await post('owner', '/requests/rq-in-work/messages', {
      text: 'Вот.',
      attachments: ['at-proof'],
    });
    expect(sent.body.messages.at(-1).attachments[0].id).toBe('at-proof');
  });
});

describe('a file that was sent with a message', () => {
  /** A message with a file in a new request of `new`, and how to look at both. */
  async function sent() {
    const { files } = namedFiles();
    const client = specClient({ files });
    const now = '2026-02-02T09:00:00Z';
    await client.stepUp('new', now);
    const { body } = await client.post(
      'new',
      '/requests',
      { kind: 'access', scope: 'person', details: { mode: 'copy', all: true } },
      { now },
    );
    const path = `/requests/${body.id}`;
    await client.post('new', `${path}/submit`, { insist: true }, { now });
    const announced = await client.post(
      'new',
      `${path}/attachments`,
      { name: 'справка.pdf', size: PDF.length, sha256: await sha256(PDF) },
      { now },
    );
    const aid: string = announced.body.id;
    await client.call('new', 'PATCH', `${path}/attachments/${aid}`, {
      bytes: PDF,
      headers: { 'Upload-Offset': '0' },
      now,
    });
    await client.post('new', `${path}/messages`, { text: 'Вот справка.', attachments: [aid] }, { now });
    const read = async () => (await client.get('new', path, { now: '2026-02-03T09:00:00Z' })).body;
    const remove = () =>
      client.call('new', 'DELETE', `${path}/attachments/${aid}`, { now: '2026-02-03T09:00:00Z' });
    return { ...client, id: body.id as string, read, remove };
  }

  it('can be taken back before a member of staff has seen it, out of the message as well', async () => {
    const { read, remove } = await sent();
    expect((await read()).attachments[0]).toMatchObject({ sent: true, removable: true });
    expect((await remove()).status).toBe(204);
    const after = await read();
    expect([after.attachments, after.messages[0].attachments]).toEqual([[], []]);
  });

  it('stays once the request was taken, and names since when it is open', async () => {
    const { backend, id, read, remove } = await sent();
    expect((await read()).attachments[0].seenAt).toBeUndefined();
    take(unitOn(backend.db()), id, new Date('2026-02-02T12:00:00Z'));
    expect((await read()).attachments[0]).toMatchObject({
      sent: true,
      removable: false,
      seenAt: '2026-02-02T12:00:00.000Z',
    });
    expect((await remove()).status).toBe(409);
  });

  it('that is taken back leaves a step with its name, and staff see that it was', async () => {
    const { backend, id, read, remove } = await sent();
    await remove();
    expect((await read()).timeline.at(-1)).toMatchObject({
      kind: 'file-removed',
      by: 'user',
      text: expect.stringContaining('справка.pdf'),
    });
    const row = backend.db().requests.find(one => one.id === id);
    if (row === undefined) throw new Error('the request is missing');
    const staffSide = caseView(backend.db(), row, new Date('2026-02-03T10:00:00Z'));
    expect([staffSide.files, staffSide.takenBack.map(({ name }) => name)]).toEqual([[], ['справка.pdf']]);
  });
});

describe('a file that was filed with the request', () => {
  /** Files a draft with a file attached. */
  async function filed(kind: 'access' | 'rectification') {
    const client = specClient({ files: namedFiles().files });
    const now = '2026-02-02T09:00:00Z';
    await client.stepUp('new', now);
    const details =
      kind === 'access'
        ? { mode: 'copy', all: true }
        : {
            items: [{ category: 'account', field: 'postal-address', new: 'Тверь, Полевая ул., д. 17' }],
            proofProvided: true,
          };
    const { body } = await client.post('new', '/requests', { kind, scope: 'person', details }, { now });
    const path = `/requests/${body.id}`;
    const announced = await client.post(
      'new',
      `${path}/attachments`,
      { name: 'справка.pdf', size: PDF.length, sha256: await sha256(PDF) },
      { now },
    );
    const aid: string = announced.body.id;
    await client.call('new', 'PATCH', `${path}/attachments/${aid}`, {
      bytes: PDF,
      headers: { 'Upload-Offset': '0' },
      now,
    });
    const sent = await client.post('new', `${path}/submit`, { insist: true }, { now });
    expect(sent.status).toBe(200);
    const read = async () => (await client.get('new', path, { now })).body;
    const remove = () => client.call('new', 'DELETE', `${path}/attachments/${aid}`, { now });
    return { ...client, path, now, read, remove };
  }

  it('can be taken back until staff open it, and the confirmation still names it', async () => {
    const { get, path, now, read, remove } = await filed('access');
    const before = await read();
    expect(before.attachments[0]).toMatchObject({ sent: true, removable: true });
    expect((await remove()).status).toBe(204);
    const after = await read();
    expect([after.attachments, after.receiptDigest]).toEqual([[], before.receiptDigest]);
    const receipt = (await get('new', `${path}/receipt`, { now })).body;
    expect(JSON.stringify(receipt)).toContain('справка.pdf');
  });

  it('stays when it is the proof of a correction, because a clock counts from it', async () => {
    const { read, remove } = await filed('rectification');
    expect((await read()).attachments[0]).toMatchObject({ sent: true, removable: false });
    expect((await remove()).status).toBe(409);
  });
});

describe('the check for viruses', () => {
  const LATER = '2026-02-02T09:01:00Z';
  const EICAR = encode('X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*');

  /** Uploads a file to a draft while the clock stands at `now`. */
  async function checked(bytes: Uint8Array<ArrayBuffer>) {
    const { names, files } = namedFiles();
    const client = specClient({ files });
    const now = '2026-02-02T09:00:00Z';
    const announced = await client.post(
      'owner',
      '/requests/rq-draft/attachments',
      { name: 'письмо.txt', size: bytes.length, sha256: await sha256(bytes) },
      { now },
    );
    const path = `/requests/rq-draft/attachments/${announced.body.id}`;
    const last = await client.call('owner', 'PATCH', path, {
      bytes,
      headers: { 'Upload-Offset': '0' },
      now,
    });
    const read = async (at: string) =>
      (await client.get('owner', '/requests/rq-draft', { now: at })).body.attachments.find(
        (one: { id: string }) => one.id === announced.body.id,
      );
    return { ...client, names, last, read };
  }

  it('runs after the upload, and ends with nothing found', async () => {
    const { last, read } = await checked(encode('hello'));
    expect(last.body).toMatchObject({ state: 'ready', check: 'running' });
    expect(last.body.checkedAt).toBeUndefined();
    await read(LATER);
    expect(await read(LATER)).toMatchObject({
      state: 'ready',
      check: 'clean',
      checkedAt: '2026-02-02T09:00:04.000Z',
    });
  });

  it('rejects a file with a virus and deletes its bytes', async () => {
    const { names, read } = await checked(EICAR);
    expect(names.size).toBe(1);
    await read(LATER);
    expect(await read(LATER)).toMatchObject({
      state: 'rejected',
      check: 'threat',
      reason: expect.stringContaining('вирус'),
    });
    expect([...names]).toEqual([]);
  });

  it('is not connected for a file that came while there was no scanner', async () => {
    const { get } = specClient();
    const { body } = await get('person', '/requests/p-in-work');
    expect(body.attachments[0]).toMatchObject({ state: 'ready', check: 'not-connected' });
  });
});
