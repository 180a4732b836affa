import { describe, expect, it } from 'vitest';
import { recipientsOf } from '../../core/mailings/notices.ts';
import { specClient } from '../spec-client.ts';

type Route = { kind: string; etag: string; chosen: boolean; recipients: { id: string; name?: string }[] };
type Client = ReturnType<typeof specClient>;
type Persona = Parameters<Client['get']>[0];

const routesOf = async (client: Client, persona: Persona): Promise<Route[]> =>
  (await client.get(persona, '/mailings')).body.serviceNotices.routes;
const billing = async (client: Client, persona: Persona = 'owner'): Promise<Route> => {
  const found = (await routesOf(client, persona)).find(({ kind }) => kind === 'billing');
  if (found === undefined) throw new Error('no route');
  return found;
};
const put = (client: Client, persona: Persona, kind: string, body: { recipients: string[]; etag: string }) =>
  client.call(persona, 'PUT', `/mailings/notices/${kind}`, { body });
const idsOf = ({ recipients }: Route): string[] => recipients.map(({ id }) => id);

describe('the recipients of service notices', () => {
  it('are the owner until other people are chosen', async () => {
    const client = specClient();
    for (const route of await routesOf(client, 'owner'))
      expect([idsOf(route), route.chosen, route.etag]).toEqual([['u-owner'], false, '"0"']);
  });

  it('are set by the roles that may, with an entry of the access log and an email to the owner', async () => {
    const client = specClient();
    const recipients = ['u-finance', 'u-admin'];
    expect((await put(client, 'user', 'billing', { recipients, etag: '"0"' })).status).toBe(403);
    expect((await put(client, 'finance', 'security', { recipients, etag: '"0"' })).status).toBe(403);
    expect((await put(client, 'finance', 'billing', { recipients, etag: '"0"' })).status).toBe(200);
    const route = await billing(client);
    expect(idsOf(route).toSorted()).toEqual(recipients.toSorted());
    const { items } = (await client.get('owner', '/access-log?scope=account')).body;
    expect(items[0]).toMatchObject({
      action: { label: 'Изменено, кому приходят уведомления' },
      object: 'счета и оплата: администратор, финансовый менеджер',
      actor: { kind: 'user' },
    });
    const emails = client.backend.db().outbox.filter(({ template }) => template === 'notices-routed');
    expect(emails.map(({ userId }) => userId).toSorted()).toEqual(['u-finance', 'u-owner']);
    expect(emails.find(({ userId }) => userId === 'u-owner')?.parameters).toMatchObject({
      name: 'Орлова Нина Викторовна',
      role: 'finance',
    });
  });

  it('are not people of other accounts, and at least one person', async () => {
    const client = specClient();
    const stranger = await put(client, 'owner', 'billing', { recipients: ['u-person'], etag: '"0"' });
    expect(stranger.body.errors[0]).toMatchObject({ pointer: '/recipients/0', code: 'unknown' });
    expect((await put(client, 'owner', 'billing', { recipients: [], etag: '"0"' })).status).toBe(400);
    expect((await put(client, 'owner', 'other', { recipients: ['u-owner'], etag: '"0"' })).status).toBe(400);
  });

  it('are not set over a change that was not seen; the same once more is a success', async () => {
    const client = specClient();
    const recipients = ['u-admin'];
    expect((await put(client, 'owner', 'services', { recipients, etag: '"0"' })).status).toBe(200);
    expect((await put(client, 'owner', 'services', { recipients, etag: '"0"' })).status).toBe(200);
    expect((await put(client, 'admin', 'services', { recipients: ['u-user'], etag: '"0"' })).status).toBe(
      412,
    );
  });

  it('are named by role for roles that may not see names', async () => {
    const client = specClient();
    expect((await billing(client, 'user')).recipients).toEqual([
      { id: 'u-owner', role: 'owner', self: false },
    ]);
    expect((await billing(client, 'admin')).recipients[0]?.name).toBe('Лесная Вера Павловна');
  });

  it('are as before when the person disowns the change', async () => {
    const client = specClient();
    await put(client, 'owner', 'billing', { recipients: ['u-finance'], etag: '"0"' });
    await put(client, 'owner', 'billing', { recipients: ['u-user'], etag: '"1"' });
    const { items } = (await client.get('owner', '/access-log/actions')).body as {
      items: { id: string; kind: string; stops?: string }[];
    };
    const [last, first] = items.filter(({ kind }) => kind === 'notices-routed');
    expect(last?.stops).toBe('Получатели станут прежними: счета и оплата: финансовый менеджер.');
    expect(first?.stops).toBeUndefined();
    const disowned = await client.post('owner', `/access-log/actions/${last?.id}/disown`);
    expect(disowned.body.stopped).toContain('Получатели снова прежние: счета и оплата: финансовый менеджер.');
    expect(idsOf(await billing(client))).toEqual(['u-finance']);
  });

  it('are those who are still in the account, and the owner where no such person is left', () => {
    const owner = { id: 'o', role: 'owner' } as const;
    const admin = { id: 'a', role: 'admin' } as const;
    expect(recipientsOf(['a', 'gone'], [owner, admin])).toEqual([admin]);
    expect(recipientsOf(['gone'], [owner, admin])).toEqual([owner]);
  });
});

describe('emails about mailings', () => {
  it('name each topic that was turned off or on, once for each change', async () => {
    const client = specClient();
    const set = (state: string) =>
      client.call('owner', 'PUT', '/mailings/subscriptions/promotions', { body: { state } });
    for (const state of ['off', 'off', 'on']) await set(state);
    await client.post('owner', '/mailings/unsubscribe-all');
    expect(
      client.backend.db().outbox.map(({ template, parameters }) => [template, parameters['topic']]),
    ).toEqual([
      ['mailings-stopped', 'promotions'],
      ['mailings-started', 'promotions'],
      ['mailings-stopped', 'all'],
    ]);
  });
});
