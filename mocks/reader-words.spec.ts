import { expect, test } from 'vitest';
import type { components } from '../src/api/generated/schema.ts';
import { SPEC } from './exports/test-copy.ts';
import { FIELD_LABELS } from '../core/policy/tables.ts';
import { specClient } from './spec-client.ts';

type Schema = components['schemas'];

const CYRILLIC = /[а-яё]/i;

test('a draft begun in Russian has its title in the language of its reader', async () => {
  const { post, get, call, stepUp } = specClient();
  const items = Object.entries(FIELD_LABELS)
    .slice(0, 3)
    .map(([field, { ru }]) => ({ category: 'account', field, label: ru, new: 'x' }));
  const made = await post('new', '/requests', { kind: 'rectification', scope: 'person', details: { items } });
  const path = `/requests/${made.body.id}`;
  const read = async (lang: 'ru' | 'en') =>
    (await get('new', path, { lang })).body as Schema['RightsRequest'];
  expect((await read('ru')).title).toBe('Исправить: фамилия, имя, отчество, паспорт и ещё 1');
  const english = await read('en');
  expect([english.title, JSON.stringify(english.details)].join(' ')).not.toMatch(CYRILLIC);
  expect(JSON.stringify((await read('ru')).details)).toContain('Паспорт');

  // What the register does not know stays in the words of whoever wrote it; a record has its code.
  const own = [
    { category: 'calls', field: 'other', label: 'Звонок в марте', new: 'x' },
    { category: 'services', field: 'act-12', label: 'Запись с кодом act-12', new: 'x' },
  ];
  await call('new', 'PATCH', path, { body: { details: { items: own } }, headers: { 'If-Match': '"1"' } });
  expect((await read('en')).title).toBe('Correct: звонок в марте, record with the code act-12');

  // The receipt: its words are the reader’s, its checksum is one.
  await stepUp('new');
  await post('new', `${path}/submit`, { insist: true });
  const [ru, en] = [await read('ru'), await read('en')];
  expect(en.receiptDigest).toBe(ru.receiptDigest);
  expect((await get('new', `${path}/receipt`, { lang: 'en' })).body.text).toContain(
    'record with the code act-12',
  );
});

test('abbreviations keep their capitals in a title', async () => {
  const { post } = specClient();
  const details = { items: [{ category: 'account', field: 'inn', new: '1' }] };
  const made = await post('owner', '/requests', { kind: 'rectification', scope: 'person', details });
  expect(made.body.title).toBe('Исправить: ИНН');
});

test('no step of any case on an English page is Russian, but for what people wrote', async () => {
  const { get, backend } = specClient();
  await get('owner', '/session');
  const written = new Set(
    backend
      .db()
      .requests.flatMap(row =>
        row.timeline.flatMap(({ reason }) => (typeof reason === 'string' ? [reason] : [])),
      ),
  );
  for (const persona of ['owner', 'person', 'admin'] as const) {
    const { items } = (await get(persona, '/requests?limit=200', { lang: 'en' })).body;
    expect(items.length).toBeGreaterThan(3);
    for (const { id } of items as { id: string }[]) {
      const { timeline, nextStep, title, marks } = (await get(persona, `/requests/${id}`, { lang: 'en' }))
        .body as Schema['RightsRequest'];
      const texts = [
        title,
        nextStep,
        ...marks.map(({ reason }) => reason),
        ...timeline.map(({ text }) => text),
      ];
      expect([
        id,
        texts.filter(text => CYRILLIC.test(text) && ![...written].some(own => text.includes(own))),
      ]).toEqual([id, []]);
    }
  }
});

test('a step uses «вы» only for the person who took it', async () => {
  const { post, get } = specClient();
  const details = { purposes: ['statistics'], situation: 'Счётчики видят внутренние страницы.' };
  const made = await post('admin', '/requests', { kind: 'objection', scope: 'account', details });
  const path = `/requests/${made.body.id}`;
  const sent = await post('admin', `${path}/submit`, { insist: true });
  expect([sent.status, sent.body.detail]).toEqual([200, undefined]);
  const steps = async (persona: 'owner' | 'admin') => {
    const { timeline, nextStep } = (await get(persona, path)).body as Schema['RightsRequest'];
    return { texts: timeline.map(({ text }) => text).join(' '), nextStep };
  };
  expect((await steps('admin')).texts).toContain('Вы подготовили обращение и передали владельцу.');
  expect((await steps('owner')).texts).toContain('Администратор подготовил обращение и передал вам.');
  expect((await steps('owner')).nextStep).toBe('Решите, подавать ли обращение.');
  expect((await steps('admin')).nextStep).toBe('Владелец аккаунта решит, подавать ли обращение.');
  await post('owner', `${path}/decline`, { reason: 'Не нужно.' });
  expect((await steps('owner')).texts).toContain('Вы решили не подавать обращение. Не нужно.');
  expect((await steps('admin')).texts).toContain('Владелец решил не подавать. Не нужно.');
  expect((await steps('owner')).texts).not.toMatch(/[Вв]ладел/);
});

test('an ended copy and the log name a doing by who reads', async () => {
  const { post, get } = specClient();
  const spec = { ...SPEC, scope: 'account', categories: ['services'] };
  const copy = (await post('admin', '/exports', spec)).body as Schema['Export'];
  await post('owner', `/exports/${copy.id}/decline`, {});
  const reason = async (persona: 'owner' | 'admin') =>
    ((await get(persona, `/exports/${copy.id}`)).body as Schema['Export']).endReason;
  expect([await reason('owner'), await reason('admin')]).toEqual([
    'Вы решили не собирать копию.',
    'Владелец решил не собирать копию.',
  ]);
  const other = (await post('admin', '/exports', spec)).body as Schema['Export'];
  await post('admin', `/exports/${other.id}/cancel`, {});
  expect(((await get('owner', `/exports/${other.id}`)).body as Schema['Export']).endReason).toBe(
    'Сборку остановили.',
  );
  const log = (await get('owner', '/access-log?scope=account&actor=user&limit=200')).body
    .items as Schema['AccessEntry'][];
  for (const entry of log)
    expect([entry.id, /(?<!\p{L})[Вв]аше|(?<!\p{L})Вы(?!\p{L})/u.test(entry.reason)]).toEqual([
      entry.id,
      false,
    ]);
});

test.each([
  [{ includeCorrespondence: false, includeAttachments: false }, /входят только вместе с её текстом/],
  [{ includeCorrespondence: true, includeAttachments: false }, /Вы их не выбрали/],
  [{ includeCorrespondence: false, includeAttachments: true }, /входят только вместе с её текстом/],
])('the report of a copy about attachments with %j is true', async (chosen, reason) => {
  const { backend, get } = specClient();
  await get('owner', '/session');
  const row = backend.db().exports.find(({ id }) => id === 'ex-queued');
  if (row === undefined) throw new Error('no copy');
  row.spec = { ...row.spec, categories: ['correspondence'], ...chosen };
  const { excluded } = (await get('owner', '/exports/ex-queued')).body as Schema['Export'];
  expect(excluded.find(({ what }) => what.startsWith('Вложения'))?.reason).toMatch(reason);
});
