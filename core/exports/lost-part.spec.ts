import { expect, test } from 'vitest';
import { specClient } from '../../mocks/spec-client.ts';
import type { Context } from '../context.ts';
import { exportsHandlers } from './handlers.ts';

test.each([
  ['is not there', undefined],
  ['is shorter than it was', 10],
])('a part whose file %s is gone', async (_, size) => {
  const { backend, get } = specClient();
  const { body } = await get('owner', '/exports/ex-ready');
  const context = {
    db: backend.db(),
    me: { userId: 'u-owner', accountId: 'acc-1', role: 'owner', jurisdiction: 'RU', name: '' },
    params: { id: body.id, n: 1 },
    query: {},
    now: new Date(),
    partFiles: { size: async () => size },
  } as unknown as Context<'downloadPart'>;
  const { downloadPart } = exportsHandlers;
  if (typeof downloadPart !== 'function') throw new Error('downloadPart is a read');
  await expect(downloadPart(context)).rejects.toMatchObject({ problemName: 'gone' });
});
