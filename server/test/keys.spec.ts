import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readConfig } from '../config.ts';
import { addressDigests } from '../keys/address-digest.ts';
import { newKeys, readKeys } from '../keys/keys.ts';
import { createLog } from '../log.ts';
import { startServer } from '../server.ts';
import { NOW } from './examples.ts';
import { createPanel, type Panel } from './panel.ts';
import { emptyTables } from './stores.ts';

let panel: Panel;
let folder: string;
beforeEach(async () => {
  await emptyTables();
  panel = createPanel();
  folder = mkdtempSync(join(tmpdir(), 'privacy-keys-'));
});
afterEach(async () => {
  // The other suites share the database, and begin with the keys of theirs.
  await emptyTables();
  panel.close();
  rmSync(folder, { recursive: true, force: true });
});

type Written = Record<'digest' | 'sign' | 'csrf', { id: string; secret: string }[]>;
const written = (change: (file: Written) => void): string => {
  const file = JSON.parse(newKeys(NOW)) as Written;
  change(file);
  return JSON.stringify(file);
};
const faultOf = (change: (file: Written) => void): string => {
  try {
    readKeys(written(change));
    return '';
  } catch (thrown) {
    return (thrown as Error).message;
  }
};
const rsa = (): string =>
  generateKeyPairSync('rsa', { modulusLength: 2048 })
    .privateKey.export({ format: 'der', type: 'pkcs8' })
    .toString('base64');

test('a file of keys that is not whole is refused, and the message names the key', () => {
  expect(faultOf(() => undefined)).toBe('');
  expect(faultOf(file => file.sign.pop())).toBe('has no key of «sign»');
  expect(faultOf(file => file.digest.push({ id: '', secret: '' }))).toContain('«digest» without an id');
  expect(faultOf(file => file.csrf.push({ id: 'c2', secret: 'c2hvcnQ=' }))).toContain('c2 of 5 bytes');
  expect(faultOf(file => file.csrf.push(...file.csrf))).toBe('has two keys of one id');
  const random = Buffer.alloc(40, 1).toString('base64');
  expect(faultOf(file => file.sign.push({ id: 's2', secret: random }))).toContain(
    's2 that is no private key',
  );
  expect(faultOf(file => file.sign.push({ id: 's2', secret: rsa() }))).toContain('s2 that is not of Ed25519');
});

test('every digest key is tried, on one form of an address', () => {
  const keys = readKeys(
    written(file =>
      file.digest.unshift({ id: 'digest-new', secret: Buffer.alloc(32, 7).toString('base64') }),
    ),
  );
  const [newest, oldest] = addressDigests(keys, 'vera@почта.example');
  expect([newest?.key, oldest?.key]).toEqual(['digest-new', 'digest-2026-11']);
  expect(newest?.digest).not.toBe(oldest?.digest);
  // «й» of two code points, upper case, spaces and the A-label are the same address.
  const same = [' VERA@ПОЧТА.example ', 'vera@xn--80a1acny.example'];
  for (const address of same) expect(addressDigests(keys, address)).toEqual([newest, oldest]);
  expect(addressDigests(keys, 'и\u0306@example.ru')).toEqual(addressDigests(keys, 'й@example.ru'));
  expect(addressDigests(keys, 'other@example.ru')).not.toEqual([newest, oldest]);
});

/** Starts and stops the server with a file of keys. @returns the sentence of its refusal */
const start = async (text: string): Promise<string | undefined> => {
  const path = join(folder, 'keys.json');
  writeFileSync(path, text);
  const config = readConfig({ ...panel.env, KEYS_FILE: path });
  try {
    const server = await startServer(config, createLog('silent'), { clock: () => NOW });
    await server.stop();
    return undefined;
  } catch (thrown) {
    return (thrown as Error).message;
  }
};

test('the start refuses a database that was written with a key it lacks', async () => {
  const first = readFileSync(panel.env['KEYS_FILE'] ?? '', 'utf8');
  const { digest } = JSON.parse(first) as Written;
  const id = digest[0]?.id ?? '';
  expect(await start(first)).toBeUndefined();
  const other = { id: 'digest-2027-01', secret: Buffer.alloc(32, 7).toString('base64') };
  const lacking = JSON.stringify({ ...(JSON.parse(first) as Written), digest: [other] });
  expect(await start(lacking)).toBe(`KEYS_FILE lacks the key ${id}, which this database was written with`);
  const replaced = JSON.stringify({ ...(JSON.parse(first) as Written), digest: [{ ...other, id }] });
  expect(await start(replaced)).toContain(`KEYS_FILE has another key as ${id}`);
  const added = JSON.stringify({ ...(JSON.parse(first) as Written), digest: [other, ...digest] });
  expect(await start(added)).toBeUndefined();
  // From here on the database depends on the new key as well.
  expect(await start(first)).toContain('KEYS_FILE lacks the key digest-2027-01');
});
