import { afterEach, describe, expect, test } from 'vitest';
import { clamav, clamdAddressOf } from '../files/clamav.ts';
import { type FakeClamd, startClamd } from './clamd.ts';

let fake: FakeClamd | undefined;
afterEach(() => void fake?.server.close());
const clamd = async (answer: (file: Buffer) => string | undefined): Promise<FakeClamd> =>
  (fake = await startClamd(answer));

describe('clamd', () => {
  test('gets the whole file, and nothing is found in a clean one', async () => {
    const bytes = new Uint8Array(200_000).map((_, i) => i % 251);
    let arrived: Buffer | undefined;
    const address = await clamd(file => {
      arrived = file;
      return 'stream: OK';
    });
    expect(await clamav(address).scan(bytes)).toBeUndefined();
    expect(arrived?.equals(bytes)).toBe(true);
  });

  test('names what it found', async () => {
    const address = await clamd(() => 'stream: Eicar-Test-Signature FOUND');
    expect(await clamav(address).scan(new Uint8Array([1]))).toBe('Eicar-Test-Signature');
  });

  test('that answers with an error, says nothing, or is not there checks nothing', async () => {
    const failing = await clamd(() => 'INSTREAM size limit exceeded. ERROR');
    await expect(clamav(failing).scan(new Uint8Array([1]))).rejects.toThrow('size limit exceeded');
    fake?.server.close();
    const silent = await clamd(() => undefined);
    await expect(clamav(silent, 50).scan(new Uint8Array([1]))).rejects.toThrow('did not answer in time');
    await expect(clamav({ path: '/nowhere/clamd.ctl' }).scan(new Uint8Array([1]))).rejects.toThrow('ENOENT');
  });
});

describe('the address of clamd', () => {
  test.each([
    ['/run/clamav/clamd.ctl', { path: '/run/clamav/clamd.ctl' }],
    ['127.0.0.1:3310', { host: '127.0.0.1', port: 3310 }],
    ['[::1]:3310', { host: '::1', port: 3310 }],
  ])('%s is read', (value, address) => {
    expect(clamdAddressOf(value)).toEqual(address);
  });

  test.each(['localhost', 'tcp://127.0.0.1:3310', '127.0.0.1:0', '127.0.0.1:70000'])('%s is none', value => {
    expect(() => clamdAddressOf(value)).toThrow('neither');
  });
});
