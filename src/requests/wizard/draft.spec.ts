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
 * One server, and a function that opens drafts on it as browser tabs do.
 * @param alterAnswer changes an answer on its way
 * @param alterRequest changes a request on its way
 */
async function setup(
  alterAnswer: (response: Response) => Response = response => response,
  alterRequest: (call: string, init: RequestInit) => RequestInit = (_, init) => init,
) {
  const backend = createBackend();
  const as: As = { persona: 'new' };
  let lose: string | undefined;
  const answer = createFetch(backend, as);
  const calls: string[] = [];
  vi.stubGlobal('fetch', async (input: string, init: RequestInit) => {
    const call = `${init.method ?? 'GET'} ${input.replace(/^.*\/v1/, '')}`;
    calls.push(call);
    if (lose === 'all requests') throw new TypeError('Failed to fetch');
    const response = alterAnswer(
      await answer(new URL(input, 'http://mock.invalid'), alterRequest(call, init)),
    );
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
    sessionNumber: () => 0,
    confirmIdentity: () => Promise.reject(new Error('none')),
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
    calls,
    open,
    again,
    drafts,
    /** Loses the answer to the next call that begins so; with `all requests`, loses every request before it arrives. */
    lose: (what: string | undefined) => {
      lose = what;
    },
  };
}

const contentWith = (text: string, step = 'words'): DraftBody => ({
  scope: 'person',
  details: { mode: 'copy', all: true, text },
  step,
});

test('a lost answer to the creation makes no second draft, and the text typed since is saved', async () => {
  const { open, drafts, lose, api } = await setup();
  const draft = open();
  lose('POST /requests');
  draft.change(contentWith('раз'), false);
  expect(await draft.flush()).toBeUndefined();
  expect(draft.state.get().kind).toBe('failed');
  draft.change(contentWith('раз, два'), false);
  const saved = await draft.flush();
  expect(saved?.details).toEqual({ mode: 'copy', all: true, text: 'раз, два' });
  const all = await drafts();
  expect(all).toHaveLength(1);
  expect((await api.call(getRequest, { path: { id: all[0]?.id ?? '' } })).step).toBe('words');
  expect(draft.dirty()).toBe(false);
});

test('a text typed during a save is saved too, in one draft', async () => {
  const { open, drafts } = await setup();
  const draft = open();
  draft.change(contentWith('а'), false);
  const first = draft.flush();
  draft.change(contentWith('аб'), true);
  const second = draft.flush();
  expect((await first)?.details).toEqual((await second)?.details);
  expect(draft.request()?.details).toMatchObject({ text: 'аб' });
  expect(await drafts()).toHaveLength(1);
});

test('a version that is saved before a lost answer is recognized, and is no conflict', async () => {
  const { open, lose } = await setup();
  const draft = open();
  draft.change(contentWith('первое'), false);
  await draft.flush();
  lose('PATCH');
  draft.change(contentWith('второе'), false);
  expect(await draft.flush()).toBeUndefined();
  draft.change(contentWith('третье'), false);
  expect((await draft.flush())?.details).toMatchObject({ text: 'третье' });
  expect(draft.state.get().kind).toBe('saved');
});

test('in two tabs, the later tab gets both versions, and saves the chosen one', async () => {
  const { open, again, api } = await setup();
  const one = open();
  one.change(contentWith('общее'), false);
  const { id = '' } = (await one.flush()) ?? {};
  const two = await again(id);
  two.change(contentWith('из второй'), false);
  await two.flush();

  one.change(contentWith('из первой'), false);
  expect(await one.flush()).toBeUndefined();
  const state = one.state.get();
  expect(state.kind === 'conflict' && state.theirs.request.details).toMatchObject({ text: 'из второй' });
  expect(one.content()?.details).toMatchObject({ text: 'из первой' });
  // Nothing is saved before the decision.
  one.change(contentWith('из первой, ещё'), true);
  expect(await one.flush()).toBeUndefined();
  expect((await api.call(getRequest, { path: { id } })).details).toMatchObject({ text: 'из второй' });
  expect((await one.keepMine())?.details).toMatchObject({ text: 'из первой, ещё' });

  two.change(contentWith('снова вторая'), false);
  await two.flush();
  expect(two.state.get().kind).toBe('conflict');
  two.takeTheirs();
  expect(two.dirty()).toBe(false);
  expect(two.request()?.details).toMatchObject({ text: 'из первой, ещё' });
});

test('a draft deleted in another tab has the state `gone`, and its content can be saved as a new draft', async () => {
  const { open, api, drafts } = await setup();
  const draft = open();
  draft.change(contentWith('важное'), false);
  const { id = '' } = (await draft.flush()) ?? {};
  await api.call(deleteDraft, { path: { id } });
  draft.change(contentWith('важное и ещё'), false);
  await draft.flush();
  expect(draft.state.get().kind).toBe('gone');
  const fresh = await draft.beginAgain();
  expect(fresh?.id).not.toBe(id);
  expect(fresh?.details).toMatchObject({ text: 'важное и ещё' });
  expect(await drafts()).toHaveLength(1);
});

test('a draft filed in another tab has the state `filed` with the request, and saves nothing more', async () => {
  const { open, api } = await setup();
  const draft = open();
  draft.change(contentWith('подано'), false);
  const { id = '' } = (await draft.flush()) ?? {};
  await api.call(submitRequest, { path: { id }, body: {}, key: newKey() });
  draft.change(contentWith('после подачи'), false);
  expect(await draft.flush()).toBeUndefined();
  const state = draft.state.get();
  expect(state.kind === 'filed' && state.request.id).toBe(id);
  expect((await api.call(getRequest, { path: { id } })).details).toMatchObject({ text: 'подано' });
});

test('a draft without a connection retries by itself after growing waits, and stops when closed', async () => {
  const { open, calls, lose, drafts } = await setup();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const draft = open();
  lose('all requests');
  draft.change(contentWith('без связи'), true);
  const posts = () => calls.filter(call => call === 'POST /requests').length;
  await vi.advanceTimersByTimeAsync(1_000);
  expect([posts(), draft.state.get().kind]).toEqual([1, 'failed']);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(posts()).toBe(2);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(posts()).toBe(2);
  lose(undefined);
  await vi.advanceTimersByTimeAsync(3_500);
  expect(draft.state.get().kind).toBe('saved');
  const before = calls.length;
  draft.change(contentWith('закрыто'), true);
  draft.close();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(calls).toHaveLength(before);
  vi.useRealTimers();
  expect(await drafts()).toHaveLength(1);
});

test('a rejected text is not sent again unchanged; a shorter text is saved', async () => {
  const { open, calls, drafts } = await setup();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const draft = open();
  draft.change(contentWith('Щ'.repeat(100_001)), true);
  await vi.advanceTimersByTimeAsync(1_000);
  const state = draft.state.get();
  expect(state.kind === 'failed' && state.failure.kind).toBe('validation');
  await vi.advanceTimersByTimeAsync(120_000);
  expect(calls.filter(call => call === 'POST /requests')).toHaveLength(1);
  draft.change(contentWith('короче'), true);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(draft.state.get().kind).toBe('saved');
  vi.useRealTimers();
  expect(await drafts()).toHaveLength(1);
});

/** What proxies do to the ETag header of answers and to If-Match of requests; `undefined` drops the header. */
const TREATMENTS: [name: string, answers: (tag: string) => string | undefined, requests?: 'dropped'][] = [
  ['weakened', tag => `W/${tag}`],
  ['weakened and extended', tag => `W/${tag.replace(/"$/, '-gzip"')}`],
  ['extended as Apache does', tag => tag.replace(/"$/, '-gzip"')],
  ['replaced by another', () => '"0af3-61b"'],
  ['dropped', () => undefined],
  ['dropped both ways', () => undefined, 'dropped'],
];

test.each(TREATMENTS)(
  'with an ETag %s by a proxy, the draft is saved, and a change in another tab is noticed',
  async (...args) => {
    const [, answers, requests] = args;
    const { open, again, calls } = await setup(
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
      draft.change(contentWith(text), false);
      expect((await draft.flush())?.details).toMatchObject({ text });
    }
    expect(calls.filter(call => call.startsWith('PATCH'))).toHaveLength(3);
    const { id = '' } = draft.request() ?? {};
    const other = await again(id);
    other.change(contentWith('из другой вкладки'), false);
    await other.flush();
    expect(other.state.get().kind).toBe('saved');
    draft.change(contentWith('четыре'), false);
    await draft.flush();
    expect(draft.state.get().kind).toBe('conflict');
  },
);

test('a server that rejects its own version stops the saving, and the customer can insist or create a new draft', async () => {
  let faulty = true;
  const { open, calls, drafts } = await setup(undefined, (call, init) => {
    if (!faulty || !call.startsWith('PATCH')) return init;
    const headers = new Headers(init.headers);
    headers.set('If-Match', '"0"');
    return { ...init, headers, body: JSON.stringify({ etag: '"0"' }) };
  });
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const draft = open();
  draft.change(contentWith('раз'), true);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(draft.state.get().kind).toBe('stuck');
  const patches = () => calls.filter(call => call.startsWith('PATCH')).length;
  const before = patches();
  expect(before).toBe(2);
  draft.change(contentWith('раз, два'), true);
  await vi.advanceTimersByTimeAsync(300_000);
  expect(patches()).toBe(before);
  expect(await draft.insist()).toBeUndefined();
  expect(draft.state.get().kind).toBe('stuck');
  faulty = false;
  expect((await draft.insist())?.details).toMatchObject({ text: 'раз, два' });
  expect(draft.dirty()).toBe(false);
  faulty = true;
  draft.change({ ...contentWith('три'), step: '' }, true);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(draft.state.get().kind).toBe('stuck');
  const former = draft.request()?.id;
  const fresh = await draft.beginAgain();
  expect(fresh?.id).not.toBe(former);
  expect(fresh?.details).toMatchObject({ text: 'три' });
  expect(await drafts()).toHaveLength(2);
});
