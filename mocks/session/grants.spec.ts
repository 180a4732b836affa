import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { settled, SPEC } from '../exports/test-copy.ts';
import { specClient } from '../spec-client.ts';

interface Listed {
  id: string;
  kind: string;
  current?: boolean;
  revocable: boolean;
  reference?: { id: string };
}

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-11-23T09:00:00Z') }));
afterEach(() => void vi.useRealTimers());

describe('the list of what opens the data', () => {
  test('has sessions, tokens and tools of the panel; each but the present session is ended for good', async () => {
    const client = specClient();
    const list = async (): Promise<Listed[]> =>
      (await client.get('owner', '/session/grants')).body.items.filter(({ id }: Listed) =>
        id.startsWith('panel.'),
      );
    const before = await list();
    expect(before.map(({ kind }) => kind)).toEqual(['session', 'session', 'api-token', 'tool']);
    expect(before.filter(({ current }) => current).map(({ revocable }) => revocable)).toEqual([false]);
    for (const { id } of before)
      expect((await client.call('owner', 'DELETE', `/session/grants/${id}`)).status).toBe(204);
    expect((await list()).map(({ current }) => current)).toEqual([true]);
    const restored = specClient();
    const snapshot = client.backend.snapshot();
    if (snapshot === undefined) throw new Error('no rows');
    restored.backend.restore(snapshot);
    const left: Listed[] = (await restored.get('owner', '/session/grants')).body.items;
    expect(left.map(({ kind }) => kind).filter(kind => kind !== 'repetition')).toEqual(['session']);
  });

  test.each(['owner', 'person', 'admin', 'finance', 'user', 'former', 'huge', 'by'] as const)(
    'agrees with the access log of %s: each session began with a sign-in, and what a token read is there',
    async persona => {
      const client = specClient();
      const items: (Listed & { createdAt: string; usedAt?: string })[] = (
        await client.get(persona, '/session/grants')
      ).body.items;
      const logged: { at: string; action: { id: string } }[] = [];
      for (let cursor: string | undefined = ''; cursor !== undefined;) {
        const { body } = await client.get(persona, `/access-log?actor=self${cursor}`);
        logged.push(...body.items);
        cursor = body.nextCursor ? `&cursor=${body.nextCursor}` : undefined;
      }
      const moments = (id: string) => logged.filter(({ action }) => action.id === id).map(({ at }) => at);
      const sessions = items.filter(({ kind }) => kind === 'session');
      expect(sessions.length).toBeGreaterThan(1);
      expect(moments('sign-in')).toEqual(expect.arrayContaining(sessions.map(({ createdAt }) => createdAt)));
      const used = items.flatMap(({ kind, usedAt }) => (kind === 'api-token' ? (usedAt ?? []) : []));
      expect(moments('view')).toEqual(expect.arrayContaining(used));
    },
  );

  test('ends nothing of another person', async () => {
    const client = specClient();
    const [, foreign]: Listed[] = (await client.get('owner', '/session/grants')).body.items;
    await client.call('person', 'DELETE', `/session/grants/${foreign?.id}`);
    const still: Listed[] = (await client.get('owner', '/session/grants')).body.items;
    expect(still.map(({ id }) => id)).toContain(foreign?.id);
  });

  test('has copies of the account one works in, and none of another account of the person', async () => {
    const client = specClient();
    const repetitions = async (): Promise<Listed[]> =>
      (await client.get('owner', '/session/grants')).body.items.filter(
        ({ kind }: Listed) => kind === 'repetition',
      );
    const before = await repetitions();
    expect(before.length).toBeGreaterThan(0);
    await client.post('owner', '/session/account', { accountId: 'acc-2' });
    expect(await repetitions()).toEqual([]);
    for (const { id } of before) await client.call('owner', 'DELETE', `/session/grants/${id}`);
    await client.post('owner', '/session/account', { accountId: 'acc-1' });
    expect(await repetitions()).toEqual(before);
  });

  test('has a copy that repeats and the link to a file, until they are ended or the copy is revoked', async () => {
    const client = specClient();
    await client.stepUp('person');
    const made = await client.post('person', '/exports', SPEC);
    const { id } = (await settled(client, 'person', made.body.id)).body;
    const kinds = async (): Promise<string[]> => {
      const { items }: { items: Listed[] } = (await client.get('person', '/session/grants')).body;
      return items.filter(({ reference }) => reference?.id === id).map(({ kind }) => kind);
    };
    const begin = async () => {
      await client.call('person', 'PUT', `/exports/${id}/repetition`, {
        body: { every: 'P1M', onlyNew: true },
      });
      return (await client.post('person', `/exports/${id}/parts/1/links`)).body.url as string;
    };
    const url = await begin();
    expect(await kinds()).toEqual(['repetition', 'part-link']);
    await client.call('person', 'DELETE', `/session/grants/copy.${id}`);
    await client.call('person', 'DELETE', `/session/grants/link.${id}.1`);
    expect(await kinds()).toEqual([]);
    const ended = (await client.get('person', `/exports/${id}`)).body;
    expect([ended.repetition, ended.repetitionEnded]).toEqual([undefined, 'stopped']);
    expect((await client.call('nobody', 'GET', url)).status).toBe(404);
    await begin();
    await client.call('person', 'DELETE', `/exports/${id}`);
    expect(await kinds()).not.toContain('part-link');
  });
});
