import { afterEach, expect, test, vi } from 'vitest';
import { type As, createBackend, createFetch } from '../../../mocks/backend.ts';
import { createApi } from '../../api/client.ts';
import { getSession } from '../../api/generated/ops/getSession.ts';
import { deleteDraft } from '../../api/generated/ops/deleteDraft.ts';
import { getRequest } from '../../api/generated/ops/getRequest.ts';
import { listRequests } from '../../api/generated/ops/listRequests.ts';
import { submitRequest } from '../../api/generated/ops/submitRequest.ts';
import { newKey } from '../../api/transfer/idempotency-key.ts';
import { hostOf } from '../../host.ts';
import { createDraft, type DraftBody } from './draft.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/**
 * One server and a way to open drafts on it, as tabs would.
 * @param treat what befalls an answer on its way
 * @param spoil what befalls a request
 */
async function setup(
  treat: (response: Response) => Response = response => response,
  spoil: (call: string, init: RequestInit) => RequestInit = (_, init) => init,
) {
  const backend = createBackend();
  const as: As = { persona: 'new' };
  let lose: string | undefined;
  const answer = createFetch(backend, as);
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (input: string, init: RequestInit) => {
    const call = `${init.method ?? 'GET'} ${input.replace(/^.*\/v1/, '')}`;
    asked.push(call);
    if (lose === 'way there') throw new TypeError('Failed to fetch');
    const response = treat(await answer(new URL(input, 'http://mock.invalid'), spoil(call, init)));
    if (lose !== undefined && call.startsWith(lose)) {
      lose = undefined;
      throw new TypeError('Failed to fetch');
    }
    return response;
  });
  let token: string | undefined;
  const api = createApi({
    host: () => hostOf({ apiBase: '/api/privacy/v1' }),
    locale: () => 'ru',
    csrfToken: () => token,
    stepUp: () => Promise.reject(new Error('none')),
    onFailure: () => undefined,
  });
  token = (await api.call(getSession)).csrfToken;
  const open = (saved?: Parameters<typeof createDraft>[0]['saved']) => {
    const draft = createDraft({ api, kind: 'access', saved, onSaved: () => undefined });
    draft.open();
    return draft;
  };
  const again = async (id: string) => {
    return open({ request: await api.call(getRequest, { path: { id } }) });
  };
  const drafts = async () => (await api.call(listRequests, { query: { status: 'draft' } })).items;
  return {
    api,
    asked,
    open,
    again,
    drafts,
    /** Loses the answers of the next call of this kind, or with `way there` every call on its way. */
    lose: (what: string | undefined) => {
      lose = what;
    },
  };
}

const announced = (text: string, step = 'words'): DraftBody => ({
  scope: 'person',
  details: { mode: 'copy', all: true, text },
  step,
});

test('a lost answer to the creation makes no second draft, and what was typed meanwhile arrives', async () => {
  const { open, drafts, lose, api } = await setup();
  const draft = open();
  lose('POST /requests');
  draft.change(announced('раз'), false);
  expect(await draft.flush()).toBeUndefined();
  expect(draft.state.get().kind).toBe('failed');
  draft.change(announced('раз, два'), false);
  const saved = await draft.flush();
  expect(saved?.details).toEqual({ mode: 'copy', all: true, text: 'раз, два' });
  const all = await drafts();
  expect(all).toHaveLength(1);
  expect((await api.call(getRequest, { path: { id: all[0]?.id ?? '' } })).step).toBe('words');
  expect(draft.dirty()).toBe(false);
});

test('typing during a save is saved too, in one draft', async () => {
  const { open, drafts } = await setup();
  const draft = open();
  draft.change(announced('а'), false);
  const first = draft.flush();
  draft.change(announced('аб'), true);
  const second = draft.flush();
  expect((await first)?.details).toEqual((await second)?.details);
  expect(draft.request()?.details).toMatchObject({ text: 'аб' });
  expect(await drafts()).toHaveLength(1);
});

test('a lost answer to a save is recognised as our own, not as another tab', async () => {
  const { open, lose } = await setup();
  const draft = open();
  draft.change(announced('первое'), false);
  await draft.flush();
  lose('PATCH');
  draft.change(announced('второе'), false);
  expect(await draft.flush()).toBeUndefined();
  draft.change(announced('третье'), false);
  expect((await draft.flush())?.details).toMatchObject({ text: 'третье' });
  expect(draft.state.get().kind).toBe('saved');
});

test('two tabs: the later one is shown both versions, and either choice is kept', async () => {
  const { open, again, api } = await setup();
  const one = open();
  one.change(announced('общее'), false);
  const { id = '' } = (await one.flush()) ?? {};
  const two = await again(id);
  two.change(announced('из второй'), false);
  await two.flush();

  one.change(announced('из первой'), false);
  expect(await one.flush()).toBeUndefined();
  const state = one.state.get();
  expect(state.kind === 'conflict' && state.theirs.request.details).toMatchObject({ text: 'из второй' });
  expect(one.wanted()?.details).toMatchObject({ text: 'из первой' });
  // Nothing is written while the choice is open.
  one.change(announced('из первой, ещё'), true);
  expect(await one.flush()).toBeUndefined();
  expect((await api.call(getRequest, { path: { id } })).details).toMatchObject({ text: 'из второй' });
  expect((await one.keepMine())?.details).toMatchObject({ text: 'из первой, ещё' });

  two.change(announced('снова вторая'), false);
  await two.flush();
  expect(two.state.get().kind).toBe('conflict');
  two.takeTheirs();
  expect(two.dirty()).toBe(false);
  expect(two.request()?.details).toMatchObject({ text: 'из первой, ещё' });
});

test('deleted in another tab: said so, and what is here can begin a new draft', async () => {
  const { open, api, drafts } = await setup();
  const draft = open();
  draft.change(announced('важное'), false);
  const { id = '' } = (await draft.flush()) ?? {};
  await api.call(deleteDraft, { path: { id } });
  draft.change(announced('важное и ещё'), false);
  await draft.flush();
  expect(draft.state.get().kind).toBe('gone');
  const fresh = await draft.beginAgain();
  expect(fresh?.id).not.toBe(id);
  expect(fresh?.details).toMatchObject({ text: 'важное и ещё' });
  expect(await drafts()).toHaveLength(1);
});

test('filed in another tab: nothing more is written, and the request is known', async () => {
  const { open, api } = await setup();
  const draft = open();
  draft.change(announced('подано'), false);
  const { id = '' } = (await draft.flush()) ?? {};
  await api.call(submitRequest, { path: { id }, body: {}, key: newKey() });
  draft.change(announced('после подачи'), false);
  expect(await draft.flush()).toBeUndefined();
  const state = draft.state.get();
  expect(state.kind === 'filed' && state.request.id).toBe(id);
  expect((await api.call(getRequest, { path: { id } })).details).toMatchObject({ text: 'подано' });
});

test('without a connection it tries again by itself, longer each time, and stops when closed', async () => {
  const { open, asked, lose, drafts } = await setup();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const draft = open();
  lose('way there');
  draft.change(announced('без связи'), true);
  const posts = () => asked.filter(call => call === 'POST /requests').length;
  await vi.advanceTimersByTimeAsync(1_000);
  expect([posts(), draft.state.get().kind]).toEqual([1, 'failed']);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(posts()).toBe(2);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(posts()).toBe(2);
  lose(undefined);
  await vi.advanceTimersByTimeAsync(3_500);
  expect(draft.state.get().kind).toBe('saved');
  const before = asked.length;
  draft.change(announced('закрыто'), true);
  draft.close();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked).toHaveLength(before);
  vi.useRealTimers();
  expect(await drafts()).toHaveLength(1);
});

test('a text the server refuses is not tried again as it is; shortened, it is saved', async () => {
  const { open, asked, drafts } = await setup();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const draft = open();
  draft.change(announced('Щ'.repeat(100_001)), true);
  await vi.advanceTimersByTimeAsync(1_000);
  const state = draft.state.get();
  expect(state.kind === 'failed' && state.failure.kind).toBe('validation');
  await vi.advanceTimersByTimeAsync(120_000);
  expect(asked.filter(call => call === 'POST /requests')).toHaveLength(1);
  draft.change(announced('короче'), true);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(draft.state.get().kind).toBe('saved');
  vi.useRealTimers();
  expect(await drafts()).toHaveLength(1);
});

/** Ways proxies treat the tag of a version, in answers and in requests; `undefined` drops the header. */
const TREATMENTS: [name: string, answers: (tag: string) => string | undefined, requests?: 'dropped'][] = [
  ['weakened', tag => `W/${tag}`],
  ['weakened and extended', tag => `W/${tag.replace(/"$/, '-gzip"')}`],
  ['extended as Apache does', tag => tag.replace(/"$/, '-gzip"')],
  ['replaced by another', () => '"0af3-61b"'],
  ['dropped', () => undefined],
  ['dropped both ways', () => undefined, 'dropped'],
];

test.each(TREATMENTS)(
  'a tag %s on its way: the draft is saved, and two tabs are told apart',
  async (...args) => {
    const [, answers, requests] = args;
    const { open, again, asked } = await setup(
      response => {
        const headers = new Headers(response.headers);
        const tag = headers.get('ETag');
        headers.delete('ETag');
        const altered = tag === null ? undefined : answers(tag);
        if (altered !== undefined) headers.set('ETag', altered);
        return new Response(response.body, { status: response.status, headers });
      },
      (_, init) => {
        const headers = new Headers(init.headers);
        if (requests === 'dropped') headers.delete('If-Match');
        return { ...init, headers };
      },
    );
    const draft = open();
    for (const text of ['раз', 'два', 'три']) {
      draft.change(announced(text), false);
      expect((await draft.flush())?.details).toMatchObject({ text });
    }
    expect(asked.filter(call => call.startsWith('PATCH'))).toHaveLength(3);
    const { id = '' } = draft.request() ?? {};
    const other = await again(id);
    other.change(announced('из другой вкладки'), false);
    await other.flush();
    expect(other.state.get().kind).toBe('saved');
    draft.change(announced('четыре'), false);
    await draft.flush();
    expect(draft.state.get().kind).toBe('conflict');
  },
);

test('a server that refuses the version it names itself: no endless asking, and two ways on', async () => {
  let spoiled = true;
  const { open, asked, drafts } = await setup(undefined, (call, init) => {
    if (!spoiled || !call.startsWith('PATCH')) return init;
    const headers = new Headers(init.headers);
    headers.set('If-Match', '"0"');
    return { ...init, headers, body: JSON.stringify({ etag: '"0"' }) };
  });
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const draft = open();
  draft.change(announced('раз'), true);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(draft.state.get().kind).toBe('stuck');
  const patches = () => asked.filter(call => call.startsWith('PATCH')).length;
  const before = patches();
  expect(before).toBe(2);
  draft.change(announced('раз, два'), true);
  await vi.advanceTimersByTimeAsync(300_000);
  expect(patches()).toBe(before);
  expect(await draft.insist()).toBeUndefined();
  expect(draft.state.get().kind).toBe('stuck');
  spoiled = false;
  expect((await draft.insist())?.details).toMatchObject({ text: 'раз, два' });
  expect(draft.dirty()).toBe(false);
  spoiled = true;
  draft.change({ ...announced('три'), step: '' }, true);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(draft.state.get().kind).toBe('stuck');
  const former = draft.request()?.id;
  const fresh = await draft.beginAgain();
  expect(fresh?.id).not.toBe(former);
  expect(fresh?.details).toMatchObject({ text: 'три' });
  expect(await drafts()).toHaveLength(2);
});
