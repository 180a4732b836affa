import { expect, test } from 'vitest';
import { testContract } from '../../test/contract/run.ts';
import { demoForTests } from './demo.ts';

test('the demo answers the whole contract, every operation with a success', async () => {
  const { origin, cookieOf, stop } = await demoForTests({ silent: true });
  const signedIn = async (person: string) => ({ Cookie: await cookieOf(person), Origin: origin });
  const outcome = await testContract({
    baseUrl: `${origin}/api/privacy/v1`,
    headers: await signedIn('u-10'),
    also: await signedIn('u-11'),
    origin: origin.replace('localhost', '127.0.0.1'),
    stepUp: { method: 'panel', secret: '' },
    writes: true,
    all: true,
  }).finally(stop);
  const wrong = outcome.findings.filter(one => one.outcome !== 'ok');
  expect(wrong.map(({ title, details }) => `${title}: ${details.join('; ')}`)).toEqual([]);
  expect([outcome.never, outcome.refusedOnly]).toEqual([[], []]);
  expect(outcome.text).toMatch(/^1\d\d passed, 0 failed$/m);
});
