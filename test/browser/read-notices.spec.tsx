import { expect, test } from 'vitest';
import { createFetch, type MockBackend } from '../../mocks/backend.ts';
import type { RequestRow } from '../../core/requests/state.ts';
import { type Fault, openSection, place, type Placed, shows, until } from './place.ts';
import { pressOn } from './user.ts';

const NEW = { as: { persona: 'new' } } as const;

/** Files a request for information that staff extend by an email that bounces. */
async function extendedByBouncedEmail(backend: MockBackend): Promise<string> {
  const ask = createFetch(backend, { persona: 'new' });
  const post = async (path: string, body: unknown) => {
    const answer = await ask(`${backend.base}${path}`, {
      method: 'POST',
      headers: {
        Authorization: 'Bearer mock-new',
        'Content-Type': 'application/json',
        'Idempotency-Key': crypto.randomUUID(),
      },
      body: JSON.stringify(body),
    });
    return (await answer.json()) as { id: string };
  };
  const details = { mode: 'information', all: true };
  const { id } = await post('/requests', { kind: 'access', scope: 'person', details });
  await post(`/requests/${id}/submit`, { insist: true });
  await backend.staff(id, 'take');
  await backend.staff(id, 'extend', { staffInput: { reason: 'Архив на бумаге.', notice: 'bounced' } });
  return `/requests/${id}`;
}

const extensionOf = ({ backend }: Placed): RequestRow['extensions'][string] | undefined =>
  backend
    .db()
    .requests.flatMap(row => Object.values(row.extensions))
    .at(-1);
const reads = ({ requests }: Placed) => requests.filter(one => /^POST .*\/notices\/read$/.test(one));
const overviews = ({ requests }: Placed): number =>
  requests.filter(one => /^GET .*\/overview(?:\?|$)/.test(one)).length;
/** Leaves for the list of requests and opens the request from there. */
async function comeAgain(placed: Placed): Promise<void> {
  const [address, title] = [placed.address(), placed.heading()];
  await openSection(placed, 'Обращения');
  await until(() => placed.address() === '/requests' && placed.heading() !== title);
  const link = await until(() => placed.root.querySelector<HTMLElement>(`.content a[href$="${address}"]`));
  await pressOn(link);
  await until(() => placed.address() === address && placed.heading() === title);
}
/**
 * Waits until the page has drawn all updates before this call: React draws another theme after them. Theme is an
 * attribute, so the texts and elements of the page stay.
 */
async function drawn({ root, update }: Placed): Promise<void> {
  for (const theme of ['dark', 'light'] as const) {
    update({ theme });
    await until(() => root.querySelector<HTMLElement>('.pc')?.dataset['theme'] === theme);
  }
}
const textOf = ({ root }: Placed) => root.querySelector('.content')?.textContent;

test('a shown notice is marked as read once, and the page does not change', async () => {
  let open = () => {};
  const gate = new Promise<void>(resolve => {
    open = resolve;
  });
  const fault: Fault = ({ url }, go) => (url.endsWith('/notices/read') ? gate.then(go) : go());
  const placed = await place(extendedByBouncedEmail, { ...NEW, fault });
  await shows(placed, 'Архив на бумаге.');
  await until(() => reads(placed).length === 1);
  expect(extensionOf(placed)?.noticeReachedAt).toBeUndefined();
  const [before, queried] = [textOf(placed), overviews(placed)];
  const focus = placed.root.activeElement;
  const changes: MutationRecord[] = [];
  const observer = new MutationObserver(list => changes.push(...list));
  observer.observe(placed.root, { subtree: true, childList: true, characterData: true });
  open();
  await until(() => extensionOf(placed)?.noticeReachedAt !== undefined);
  // The page queries the overview again once it has cached the answer.
  await until(() => overviews(placed) === queried + 1);
  await drawn(placed);
  observer.disconnect();
  expect(changes).toEqual([]);
  expect(textOf(placed)).toBe(before);
  expect(placed.root.activeElement).toBe(focus);
  // The page keeps the answer: another visit has nothing to read.
  await comeAgain(placed);
  await shows(placed, 'Архив на бумаге.');
  expect(reads(placed)).toHaveLength(1);
});

test('a failure to mark a notice as read is not shown, and the next visit tries again', async () => {
  let fails = true;
  let failed = 0;
  const failure = () => {
    failed += 1;
    return Promise.resolve(
      Response.json(
        { type: '/problems/internal', title: 'Fault', status: 500, requestId: 'req-1' },
        { status: 500, headers: { 'Content-Type': 'application/problem+json' } },
      ),
    );
  };
  const fault: Fault = ({ url }, go) => (url.endsWith('/notices/read') && fails ? failure() : go());
  const placed = await place(extendedByBouncedEmail, { ...NEW, fault });
  await shows(placed, 'Архив на бумаге.');
  const before = textOf(placed);
  await until(() => failed > 0);
  await drawn(placed);
  expect(textOf(placed)).toBe(before);
  for (const alert of placed.root.querySelectorAll('[role="alert"]')) expect(alert.textContent).toBe('');
  expect(reads(placed)).toHaveLength(1);
  fails = false;
  await comeAgain(placed);
  await until(() => extensionOf(placed)?.noticeReachedAt !== undefined);
  expect(reads(placed)).toHaveLength(2);
});

test('a request without an unread notice marks nothing as read', async () => {
  const placed = await place('/requests/rq-in-work');
  await drawn(placed);
  expect(reads(placed)).toEqual([]);
});
