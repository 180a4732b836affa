import { expect, test } from 'vitest';
import { exampleCalls, exampleRequest } from './contract-examples.ts';
import { testClient } from './test-client.ts';

test.each(exampleCalls)('$title: the contract’s example works as it stands', async example => {
  const { send, breaks } = testClient({ persona: 'owner' });
  await send('/session/step-up', { method: 'POST', json: { method: 'code', secret: '000000' } });
  const { path, init } = exampleRequest(example);
  const answer = await send(path, init);
  expect(answer.status, answer.text.slice(0, 400)).toBeLessThan(300);
  expect(breaks).toEqual([]);
});
