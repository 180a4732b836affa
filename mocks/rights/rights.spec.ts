import { describe, expect, it, test } from 'vitest';
import type { components } from '../../src/api/generated/schema.ts';
import { specClient } from '../spec-client.ts';

type Right = {
  kind: string;
  eligible: boolean;
  receive: string;
  applies: { text: string; alternative?: string };
  dueBy: string;
  deadlines: { rule: string }[];
  openRequests: { id: string; status: string; details: object }[];
};
type Row = {
  category: string;
  system: string;
  year?: number;
  action: string;
  until?: string;
  law?: { law: string };
};

describe('the catalogue', () => {
  it('lets a newcomer ask and complain', async () => {
    const { get } = specClient();
    const { items } = (await get('new', '/rights')).body as { items: Right[] };
    expect(items).toHaveLength(8);
    for (const kind of ['access', 'complaint'])
      expect(items.find(one => one.kind === kind)?.eligible).toBe(true);
    expect(items.find(one => one.kind === 'objection')?.eligible).toBe(false);
  });

  it('names for each right whether it applies to the reader now, to what, and what they get', async () => {
    const { get } = specClient();
    const of = async (persona: 'owner' | 'new', kind: string) => {
      const items = (await get(persona, '/rights?scope=person')).body.items as Right[];
      expect(items.every(({ applies, receive }) => applies.text !== '' && receive !== '')).toBe(true);
      return items.find(one => one.kind === kind);
    };
    expect(await of('new', 'objection')).toMatchObject({
      eligible: false,
      applies: {
        text: 'Сейчас ваши данные не используют ни для одной цели, против которой можно возразить.',
      },
    });
    expect(await of('new', 'consent-withdrawal')).toMatchObject({
      eligible: false,
      applies: { text: 'Действующих согласий у вас сейчас нет.' },
    });
    expect(await of('owner', 'consent-withdrawal')).toMatchObject({
      eligible: true,
      applies: { text: 'Сейчас действует: согласие на рассылки.' },
    });
    expect((await of('owner', 'objection'))?.applies.text).toMatch(/^Сейчас подходит к целям: \p{L}/u);
    expect((await of('owner', 'access'))?.applies).toEqual({
      text: 'С этим можно обратиться всегда.',
      always: true,
    });
  });

  it('has the dates of a request filed now, by scope and jurisdiction', async () => {
    const { get } = specClient();
    const dates = async (persona: 'owner' | 'by', scope: string) =>
      Object.fromEntries(
        ((await get(persona, `/rights?scope=${scope}`, { now: '2026-02-02' })).body.items as Right[]).map(
          one => [one.kind, one.dueBy],
        ),
      );
    expect(await dates('owner', 'person')).toMatchObject({
      access: '2026-02-16',
      rectification: '2026-02-11',
      erasure: '2026-02-16',
      complaint: '2026-03-04',
    });
    expect(await dates('owner', 'account')).toMatchObject({ access: '2026-03-04', erasure: '2026-03-04' });
    expect(await dates('by', 'person')).toMatchObject({ access: '2026-02-09', erasure: '2026-02-17' });
  });

  it('names the open requests of a right, with what each asks for', async () => {
    const { get } = specClient();
    const openOf = async (persona: 'owner' | 'finance', scope: string, kind: string) =>
      ((await get(persona, `/rights?scope=${scope}`)).body as { items: Right[] }).items.find(
        one => one.kind === kind,
      )?.openRequests;
    expect(await openOf('owner', 'person', 'restriction')).toMatchObject([
      { id: 'rq-in-work', status: 'in_work', details: { ground: 'accuracy' } },
    ]);
    expect(await openOf('owner', 'person', 'access')).toEqual([]);
    expect(await openOf('owner', 'account', 'access')).toMatchObject([
      { id: 'rq-awaiting-owner', status: 'awaiting_owner', details: { mode: 'disclosures' } },
    ]);
    expect(await openOf('finance', 'person', 'restriction')).toEqual([]);
  });
});

describe('the preview of an erasure', () => {
  it('keeps accounting documents each for its own year', async () => {
    const { post } = specClient();
    const { body } = await post(
      'owner',
      '/rights/erasure/preview',
      { scope: 'account', categories: ['account', 'services', 'analytics'] },
      { now: '2026-06-01' },
    );
    const rows = body.rows as Row[];
    const keptRows = rows.filter(row => row.category === 'services' && row.action === 'keep');
    expect(keptRows.find(row => row.year === 2025)?.until).toBe('2030-12-31');
    expect(new Set(keptRows.map(row => row.until)).size).toBe(keptRows.length);
    expect(rows.find(row => row.year === 2019)?.action).toBe('delete');
    expect(
      rows.filter(row => row.category === 'analytics').every(row => row.action === 'ask-third-party'),
    ).toBe(true);
    expect(body).toMatchObject({ holdHours: 72, confirmationPhrase: 'УДАЛИТЬ', needsStepUp: true });
  });

  it('names what has to be paid or stopped first, with its amount and the page for it', async () => {
    const { body } = await specClient().post('owner', '/rights/erasure/preview', {
      scope: 'account',
      categories: ['services'],
    });
    expect(body.blockers).toMatchObject([
      {
        id: 'debt',
        amount: { amount: '12480.00', currency: 'RUB' },
        url: 'https://panel.example/billing/pay',
      },
      { id: 'active-services', url: 'https://panel.example/services' },
    ]);
    const own = await specClient().post('owner', '/rights/erasure/preview', {
      scope: 'person',
      categories: ['analytics'],
    });
    expect(own.body.blockers).toEqual([]);
  });

  it('keeps a held record apart from those that are deleted', async () => {
    const { get, post } = specClient();
    const { body } = await post('owner', '/rights/erasure/preview', {
      scope: 'person',
      categories: ['recordings'],
    });
    const list = await get('owner', '/register/recordings/records?scope=person&limit=200');
    const held = (list.body.items as { hold?: { reviewAt: string; reason: string } }[]).flatMap(
      ({ hold }) => hold ?? [],
    );
    expect(held).toHaveLength(1);
    expect(body.rows).toMatchObject([
      { action: 'delete', records: list.body.total - 1 },
      { action: 'keep', records: 1, until: held[0]?.reviewAt },
    ]);
    expect(body.rows[1].why).toContain(held[0]?.reason);
  });

  it('is the owner’s for the account, and changes nothing', async () => {
    const { post, get } = specClient();
    const input = { scope: 'account', categories: ['services'] };
    expect((await post('admin', '/rights/erasure/preview', input)).body.roles).toEqual(['owner']);
    expect(
      (await post('owner', '/rights/erasure/preview', { ...input, categories: ['nothing'] })).body.errors[0]
        .pointer,
    ).toBe('/categories/0');
    const before = await get('owner', '/requests');
    await post('owner', '/rights/erasure/preview', input);
    expect((await get('owner', '/requests')).body).toEqual(before.body);
  });
});

test('the answer to an erasure keeps the years of documents that its preview names', async () => {
  const { get, post } = specClient();
  const day = { now: '2026-12-01T09:00:00.000Z' };
  const [request, preview] = await Promise.all([
    get('owner', '/requests/rq-answered-erasure', day),
    post('owner', '/rights/erasure/preview', { scope: 'account', categories: ['services'] }, day),
  ]);
  const { outcomes } = request.body as components['schemas']['RightsRequest'];
  const { rows } = preview.body as components['schemas']['ErasurePreview'];
  const kept = (outcomes ?? []).filter(({ label }) => label.startsWith('Акты и платежи за'));
  expect(kept.map(({ label }) => Number(/\d{4}/.exec(label)?.[0]))).toEqual(
    rows.map(({ year }) => year).toSorted((a, b) => Number(a) - Number(b)),
  );
  const byLaw = rows.filter(({ action }) => action === 'keep').map(({ until }) => until);
  expect(kept.map(({ until }) => until)).toEqual(expect.arrayContaining(byLaw));
});
