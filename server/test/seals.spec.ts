import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { UnsignedSeal, Witness } from '../../core/ports.ts';
import { memoryStore } from '../../mocks/exports/store.ts';
import { madeCopy, partBytes, settled, SPEC, wholeOf } from '../../mocks/exports/test-copy.ts';
import { LEASE_MS } from '../../mocks/memory-jobs.ts';
import { type SpecClient, specClient } from '../../mocks/spec-client.ts';
import { unpack } from '../../mocks/unpack.ts';
import { newKeys, publicKeys, readKeys } from '../keys/keys.ts';
import { checkSeals, readPublicKeys } from '../log-chain/check-seal.ts';
import { sealing } from '../log-chain/seal.ts';
import { NOW } from './examples.ts';
import { runProgram } from './run-program.ts';

const AT = { now: NOW.toISOString() };
const keys = readKeys(newKeys(NOW));
const published = readPublicKeys(publicKeys(keys));

/** The server's signatures over a log that grows with every look at its head. */
function witness(): Witness {
  let seq = 0;
  return {
    ...sealing(undefined as unknown as Pool, keys.sign),
    prepare: async (_, now): Promise<UnsignedSeal> => ({
      key: keys.sign[0]?.id ?? '',
      algorithm: 'Ed25519',
      signedAt: now.toISOString(),
      logHead: { seq: (seq += 1), hash: 'ab'.repeat(32) },
    }),
  };
}

const nothingBeside = (name: string): never => {
  throw new Error(`${name} was read`);
};
const check = (document: unknown) => checkSeals(JSON.stringify(document), published, nothingBeside);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
  return () => vi.useRealTimers();
});

describe('a seal', () => {
  test('of a receipt and of the answer to the request holds, and of no altered one', async () => {
    const client = specClient({ witness: witness() });
    const { body: filed } = await client.get('owner', '/requests/rq-submitted/receipt');
    expect(filed.answer).toBeUndefined();
    expect(check(filed)).toMatchObject([
      { what: 'receipt', key: keys.sign[0]?.id, signedAt: NOW.toISOString() },
    ]);
    const id = 'rq-answered';
    const { body } = await client.get('owner', `/requests/${id}/receipt`);
    const { body: shown } = await client.get('owner', `/requests/${id}`);
    expect(body.answer).toMatchObject({ answeredAt: shown.answeredAt, outcomes: shown.outcomes });
    expect(check(body).map(({ what, finding }) => [what, finding])).toEqual([
      ['receipt', undefined],
      ['answer', undefined],
    ]);
    const [outcome, ...others] = body.answer.outcomes;
    const altered = { ...body.answer, outcomes: [{ ...outcome, text: `${outcome.text}.` }, ...others] };
    expect(check({ ...body, answer: altered }).map(({ finding }) => finding)).toEqual([
      undefined,
      'digest is not of this content',
    ]);
    expect(check({ ...body, filedAt: '2026-11-01T00:00:00.000Z' })[0]?.finding).toBe(
      'digest is not of this content',
    );

    // The whole request as an archive has the same proof.
    const { response } = await client.get('owner', `/requests/${id}/archive`);
    const files = await unpack(new Uint8Array(await response.arrayBuffer()));
    const saved = String(files.get('receipt.json'));
    expect(checkSeals(saved, published, nothingBeside).map(({ finding }) => finding)).toEqual([
      undefined,
      undefined,
    ]);
  });

  test('of a consent and of its withdrawal holds, and of no altered one', async () => {
    const client = specClient({ witness: witness() });
    const { body } = await client.get('owner', '/consents');
    const consents = body.items as { status: string; text: string[]; withdrawnAt?: string }[];
    expect(new Set(consents.map(({ status }) => status))).toEqual(new Set(['given', 'withdrawn']));
    for (const consent of consents) {
      expect(check(consent)).toMatchObject([{ what: 'consent' }]);
      expect(check(consent)[0]?.finding).toBeUndefined();
      for (const altered of [
        { ...consent, text: [...consent.text, ''] },
        { ...consent, status: consent.status === 'given' ? 'withdrawn' : 'given' },
        { ...consent, withdrawnAt: '2026-01-01T00:00:00.000Z' },
      ])
        expect(check(altered)[0]?.finding).toBe('digest is not of this content');
    }
  });

  test('of another digest, instant, head of the log or key does not hold', async () => {
    const client = specClient({ witness: witness() });
    const { body } = await client.get('owner', '/requests/rq-submitted/receipt');
    for (const [altered, finding] of [
      [{ digest: 'cd'.repeat(32) }, 'signature is not of this digest'],
      [{ seal: { ...body.seal, signedAt: '2026-01-01T00:00:00.000Z' } }, 'signature is not of this digest'],
      [
        { seal: { ...body.seal, logHead: { ...body.seal.logHead, seq: 7 } } },
        'signature is not of this digest',
      ],
      [{ seal: { ...body.seal, signature: 'AAAA' } }, 'signature is not of this digest'],
      [{ seal: { ...body.seal, key: 'sign-other' } }, 'unknown key'],
    ] as const)
      expect(check({ ...body, ...altered })[0]?.finding).toBe(finding);
    expect(() => check({ ...body, seal: undefined })).toThrow('has no seal');
    expect(() => check({ number: 1 })).toThrow('is no receipt');
  });
});

describe('a copy', () => {
  test('whose packing was killed is the same with its seal, to the byte', async () => {
    const parts = memoryStore();
    const client = specClient({ witness: witness(), parts });
    const { body } = await client.post('owner', '/exports', SPEC, AT);
    const id = body.id as string;
    const rowIn = (one: SpecClient) => one.backend.db().exports.find(row => row.id === id);
    for (let look = 0; look < 400 && rowIn(client)?.sealing === undefined; look += 1) {
      await client.get('owner', `/exports/${id}`, AT);
      vi.setSystemTime(Date.now() + 50);
    }
    expect(rowIn(client)?.status).toBe('packing');
    const left = client.backend.snapshot();
    if (left === undefined) throw new Error('no rows');
    // What was collected is still there for the next worker.
    const kept = memoryStore();
    for (const name of await parts.names())
      await kept.write(name, [await wholeOf(parts.read(name, 0, ((await parts.size(name)) ?? 0) - 1))]);
    const whole = await settled(client, 'owner', id, AT);

    for (const row of left.db.jobs)
      if (row.job.kind === 'pack-copy') row.lease = { name: 'ls-dead', until: Date.now() + LEASE_MS };
    const other = specClient({ witness: witness(), parts: kept });
    other.backend.restore(left);
    vi.setSystemTime(Date.now() + LEASE_MS + 1);
    const again = await settled(other, 'owner', id, AT);
    expect(again.body.parts).toEqual(whole.body.parts);
    expect(rowIn(other)?.sealing).toEqual(rowIn(client)?.sealing);
    const files = await unpack(await partBytes(other, 'owner', id));
    expect(JSON.parse(String(files.get('seal.json'))).seal).toMatchObject({
      ...rowIn(other)?.sealing?.unsigned,
    });
  });

  test('has the digest and signature of its manifest, and README.txt says how to check them', async () => {
    const client = specClient({ witness: witness() });
    const { body } = await madeCopy(client, 'owner', {});
    const files = await unpack(await partBytes(client, 'owner', body.id));
    const manifest = files.get('manifest.json') ?? Buffer.of();
    const seal = String(files.get('seal.json'));
    expect(String(files.get('README.txt'))).toContain('seal.json');
    expect(String(manifest)).not.toContain('seal.json');
    const beside = (bytes: Buffer) => checkSeals(seal, published, () => bytes)[0];
    expect(beside(manifest)).toMatchObject({ what: 'manifest' });
    expect(beside(manifest)?.finding).toBeUndefined();
    for (let at = 0; at < manifest.length; at += 97) {
      const altered = Buffer.from(manifest);
      altered[at] = (altered[at] ?? 0) ^ 1;
      expect(beside(altered)?.finding, `byte ${at}`).toBe('digest is not of this content');
    }
  });
});

describe('verify-seal', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'privacy-seals-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('checks files by the published keys, and ends with 1 after a changed byte', async () => {
    const client = specClient({ witness: witness() });
    const { body: copy } = await madeCopy(client, 'owner', {});
    const files = await unpack(await partBytes(client, 'owner', copy.id));
    const { body: receipt } = await client.get('owner', '/requests/rq-submitted/receipt');
    const write = (name: string, text: string | Buffer): string => {
      const path = join(folder, name);
      writeFileSync(path, text);
      return path;
    };
    const publicFile = write('public-keys.txt', publicKeys(keys));
    write('manifest.json', files.get('manifest.json') ?? '');
    const saved = [
      write('seal.json', files.get('seal.json') ?? ''),
      write('receipt.json', JSON.stringify(receipt)),
    ];
    const run = () => runProgram('log-chain/verify-seal.ts', ['--keys', publicFile, ...saved], {});
    const good = run();
    expect([good.status, good.stderr, good.stdout.match(/"holds":true/g)?.length]).toEqual([0, '', 2]);
    const manifest = Buffer.from(files.get('manifest.json') ?? '');
    manifest[40] = (manifest[40] ?? 0) ^ 1;
    write('manifest.json', manifest);
    const bad = run();
    expect([bad.status, bad.stdout]).toEqual([1, expect.stringContaining('digest is not of this content')]);
    const none = runProgram('log-chain/verify-seal.ts', ['--keys', publicFile, publicFile], {});
    expect([none.status, none.stderr]).toEqual([1, expect.stringContaining(publicFile)]);
  });
});
