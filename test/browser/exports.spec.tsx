import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { expect, test, vi } from 'vitest';
import type { As } from '../../mocks/backend.ts';
import { EXPORT_STATUSES } from '../../src/domain/ids.ts';
import { EXPORT_ACTIONS, EXPORT_MAY, type ExportAction, SEEDED_EXPORTS } from '../export-transitions.ts';
import { openSection, place, type Placed, shows, until, type Fault } from './place.ts';
import { control, field, find, press, pressOn, type } from './user.ts';

const offers = (page: Placed, name: RegExp): boolean => find(page, 'button', name).elements().length > 0;

/** Files the page handed to the reader. */
function handed(): { blob: Blob; name: string }[] {
  const files: { blob: Blob; name: string }[] = [];
  const blobs = new Map<string, Blob>();
  const address = URL.createObjectURL.bind(URL);
  vi.spyOn(URL, 'createObjectURL').mockImplementation(blob => {
    const url = address(blob);
    if (blob instanceof Blob) blobs.set(url, blob);
    return url;
  });
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function click(this: HTMLAnchorElement) {
    const blob = blobs.get(this.href);
    files.push({ blob: blob ?? new Blob([]), name: blob === undefined ? this.href : this.download });
  });
  return files;
}

const hexOf = async (blob: Blob): Promise<string> =>
  bytesToHex(sha256(new Uint8Array(await blob.arrayBuffer())));

/** Makes the smallest copy there is, from the page. */
async function make(as: As, fault?: Fault): Promise<Placed> {
  const page = await place('/exports/new?category=mailings', {
    as,
    downloads: 'fetch',
    ...(fault === undefined ? {} : { fault }),
  });
  await press(page, 'button', 'Собрать копию');
  await until(() => /очереди|Собираем|собраны|готова/.test(page.heading()));
  return page;
}

const NAMED: Readonly<Record<ExportAction, RegExp>> = {
  approve: /^Собрать$/,
  decline: /^Не собирать$/,
  cancel: /^(Остановить|Отменить копию)$/,
  retry: /^Собрать ещё раз/,
  revoke: /^Отозвать копию$/,
  download: /^Скачать/,
};

test.each(EXPORT_STATUSES)('%s: the page of an export offers exactly the allowed actions', async status => {
  const page = await place(`/exports/${SEEDED_EXPORTS[status]}`);
  const offered = EXPORT_ACTIONS.filter(action => offers(page, NAMED[action]));
  expect(offered.toSorted()).toEqual([...EXPORT_MAY[status]].toSorted());
});

test('a copy is ordered, collected system by system, and saved with its digest compared', async () => {
  const page = await make({ persona: 'owner' });
  const files = handed();
  await until(() => page.heading().startsWith('Копия готова'));
  await press(page, 'button', /^Скачать/);
  await shows(page, 'Файл сохранён, контрольная сумма совпала');
  expect(files.map(({ name }) => name)).toEqual([expect.stringMatching(/^Копия данных E-.*\.zip$/)]);
  const shownDigest = page.root.querySelector('.part .hash')?.textContent;
  expect(await hexOf(files[0]?.blob ?? new Blob([]))).toBe(shownDigest);
  await until(() => page.root.querySelector('[datetime]') !== null);
});

test('a stream that breaks after each event, or that a proxy holds back, leads to the same states', async () => {
  for (const fault of [
    // Cut after the first bytes, time and again.
    async (request, answer) => {
      const response = await answer();
      if (!request.url.endsWith('/events')) return response;
      const reader = response.body?.getReader();
      const { value } = (await reader?.read()) ?? {};
      await reader?.cancel();
      return new Response(
        new ReadableStream({
          start(controller) {
            if (value !== undefined) controller.enqueue(value);
            setTimeout(() => controller.error(new TypeError('cut')), 30);
          },
        }),
        { headers: { 'Content-Type': 'text/event-stream' } },
      );
    },
    // No stream at all: a page of a proxy.
    async (request, answer) =>
      request.url.endsWith('/events') ? new Response('<html>502</html>', { status: 502 }) : answer(),
  ] satisfies Fault[]) {
    const page = await make({ persona: 'owner' }, fault);
    await until(() => page.heading().startsWith('Копия готова'));
    page.unmount();
  }
});

test('a system that is away is named, and the retry collects only this system', async () => {
  const as: As = { persona: 'owner', scenario: 'source-down' };
  const page = await place('/exports/new?category=correspondence', { as });
  await press(page, 'button', 'Собрать копию');
  await until(() => page.heading().startsWith('Готово не всё'));
  expect(page.heading()).toContain('Kayako');
  await shows(page, 'Система не ответила');
  as.scenario = 'normal';
  await press(page, 'button', /^Собрать ещё раз: почта и чат \(Kayako\)$/);
  // What was collected stays: it is not read a second time.
  await until(() => page.heading().includes('Собираем ваши данные: 1 из 2'));
  const done = [...page.root.querySelectorAll('.systems .chip[data-tone="ok"]')].map(one => one.textContent);
  expect(done).toHaveLength(1);
  await until(() => page.heading().startsWith('Копия готова'));
});

test('a second press and a lost answer make one copy', async () => {
  let lost = false;
  const page = await place('/exports/new?category=mailings', {
    fault: async (request, answer) => {
      const response = await answer();
      if (request.method !== 'POST' || !request.url.endsWith('/exports') || lost) return response;
      lost = true;
      throw new TypeError('Failed to fetch');
    },
  });
  const count = () => page.backend.db().exports.length;
  const before = count();
  await pressOn(find(page, 'button', 'Собрать копию'), { times: 2 });
  await shows(page, 'Неизвестно, дошло ли');
  await press(page, 'button', 'Собрать копию');
  await until(() => page.heading() !== 'Что войдёт в копию');
  expect(count() - before).toBe(1);
});

test('the form reports no choice and an invalid range in one summary, whose lines lead to their fields', async () => {
  const page = await place('/exports/new');
  await press(page, 'button', 'Ничего');
  await press(page, 'radio', /^Только за эти дни/);
  await type(await field(page, 'С какого дня'), '2026-02-01');
  await type(await field(page, 'По какой день'), '2026-01-01');
  await press(page, 'button', 'Собрать копию');
  await shows(page, 'Поправьте, чтобы собрать копию');
  await until(() => page.root.activeElement?.getAttribute('role') === 'alert');
  await press(page, 'button', /^Последний день раньше первого/);
  expect((page.root.activeElement as HTMLInputElement).name).toBe('to');
  await press(page, 'button', /^Выберите хотя бы один вид/);
  expect((page.root.activeElement as HTMLInputElement).name).toBe('categories');
});

test('a broken download continues by ranges, and the file is complete', async () => {
  const asked: (string | null)[] = [];
  const statuses: number[] = [];
  let half = 0;
  const page = await place('/exports/ex-ready', {
    downloads: 'fetch',
    fault: async (request, answer) => {
      const response = await answer();
      if (!request.url.endsWith('parts/1')) return response;
      asked.push(request.headers.get('Range'));
      statuses.push(response.status);
      if (asked.length > 1) return response;
      const bytes = new Uint8Array(await response.arrayBuffer());
      half = Math.floor(bytes.length / 2);
      let step = 0;
      const cut = new ReadableStream<Uint8Array>(
        {
          // What has arrived is read before the line breaks.
          pull(controller) {
            step += 1;
            if (step === 1) controller.enqueue(bytes.slice(0, half));
            else controller.error(new TypeError('cut'));
          },
        },
        { highWaterMark: 0 },
      );
      return new Response(cut, { status: response.status, headers: response.headers });
    },
  });
  const files = handed();
  await press(page, 'button', /^Скачать/);
  await shows(page, 'контрольная сумма совпала');
  expect([asked, statuses]).toEqual([
    [null, `bytes=${half}-`],
    [200, 206],
  ]);
  expect(await hexOf(files[0]?.blob ?? new Blob([]))).toBe(
    page.root.querySelector('.part .hash')?.textContent,
  );
});

/** The export with three parts instead of one: all of them the same bytes. */
const inThree: Fault = async (request, answer) => {
  // The mock has the first part alone.
  if (request.method === 'HEAD' && /\/parts\/[23]$/.test(request.url)) return new Response(null);
  const response = await answer();
  if (!/\/exports\/[\w-]+$/.test(request.url)) return response;
  const body = (await response.json()) as { parts: { n: number }[] };
  const [part] = body.parts;
  return new Response(JSON.stringify({ ...body, parts: [1, 2, 3].map(n => ({ ...part, n })) }), {
    headers: response.headers,
  });
};

test('one press downloads several parts one after another', async () => {
  const page = await place('/exports/ex-ready', { fault: inThree });
  const files = handed();
  await press(page, 'button', 'Скачать все 3 файла');
  await until(() => files.length === 3);
  expect(files.map(({ name }) => name.slice(-7))).toEqual(['parts/1', 'parts/2', 'parts/3']);
});

test('a declined step-up is shown once for all parts, and a cancelled download saves no file', async () => {
  let held: Promise<void> | undefined;
  const page = await place('/exports/ex-ready-full', {
    fault: async (request, answer) => {
      if (request.method === 'HEAD') await held;
      return inThree(request, answer);
    },
  });
  const files = handed();
  const dialog = () => page.root.querySelector('dialog');
  await press(page, 'button', /^Скачать все/);
  await until(() => dialog() !== null);
  await press(page, 'button', 'Не сейчас');
  await shows(page, 'Без подтверждения этот файл скачать нельзя');
  await new Promise(resolve => setTimeout(resolve, 1000));
  expect(dialog()).toBeNull();

  await pressOn(find(page, 'button', /^Скачать Копия/).first());
  await type(await field(find(page, 'dialog'), /Пароль/), 'password');
  // Behind the dialog nothing can be pressed: the download is cancelled while the part is asked for again.
  let release = () => {};
  held = new Promise<void>(resolve => (release = resolve));
  await press(page, 'button', 'Подтвердить');
  await until(() => dialog() === null);
  await press(page, 'button', /^Отменить/);
  release();
  await new Promise(resolve => setTimeout(resolve, 500));
  expect(files).toEqual([]);
});

test('a language switched during the collection applies to categories and labels', async () => {
  const page = await make({ persona: 'owner' });
  page.update({ locale: 'en' });
  await until(() => page.heading().startsWith('Your copy is ready'));
  await shows(page, 'Mailings');
  expect(page.root.querySelector('.content')?.textContent).not.toContain('Рассылки');
});

test('the list follows a running export, however slowly the server answers', async () => {
  let asked = 0;
  const page = await place('/exports', {
    fault: async (request, answer) => {
      const response = await answer();
      if (!/\/exports\?/.test(request.url)) return response;
      asked += 1;
      if (asked > 1) await new Promise(resolve => setTimeout(resolve, 4600));
      return response;
    },
  });
  const row = page.backend.db().exports.find(one => one.id === 'ex-collecting');
  Object.assign(row ?? {}, { status: 'cancelled', endedAt: new Date().toISOString() });
  const chip = () =>
    [...page.root.querySelectorAll('.row')].find(one => one.textContent?.includes('E-26-0044'))?.textContent;
  await until(() => chip()?.includes('остановлена'));
});

test('bytes that do not match the recorded digest are not saved', async () => {
  const page = await place('/exports/ex-ready', {
    downloads: 'fetch',
    fault: async (request, answer) => {
      const response = await answer();
      if (!request.url.endsWith('parts/1')) return response;
      const bytes = new Uint8Array(await response.arrayBuffer());
      bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
      return new Response(bytes, { headers: response.headers });
    },
  });
  const files = handed();
  await press(page, 'button', /^Скачать/);
  await shows(page, 'Файл пришёл не таким');
  expect(files).toEqual([]);
});

test('with a cookie the browser downloads the part itself; a revoked copy shows a message instead', async () => {
  const page = await place('/exports/ex-ready');
  const files = handed();
  await press(page, 'button', /^Скачать/);
  await until(() => files.length === 1);
  expect(files[0]?.name).toMatch(/\/api\/privacy\/v1\/exports\/ex-ready\/parts\/1$/);
  const row = page.backend.db().exports.find(one => one.id === 'ex-ready');
  Object.assign(row ?? {}, { status: 'revoked', endedAt: new Date().toISOString() });
  await press(page, 'button', /^Скачать/);
  await until(() => page.heading().startsWith('Копия отозвана'));
  expect(files).toHaveLength(1);
});

test('with a cookie a sensitive part needs a step-up before the browser downloads it', async () => {
  const page = await place('/exports/ex-ready-full');
  const files = handed();
  await press(page, 'button', /^Скачать/);
  await until(() => page.root.querySelector('dialog') !== null);
  expect(files).toEqual([]);
  await press(page, 'button', 'Не сейчас');
  await shows(page, 'Без подтверждения этот файл скачать нельзя');
  expect(files).toEqual([]);
});

test('with bearer auth the browser gets a link of ten minutes, without a token in it', async () => {
  const page = await place('/exports/ex-ready', {
    auth: 'bearer',
    getToken: () => Promise.resolve('mock-owner'),
  });
  const files = handed();
  await press(page, 'button', /^Скачать/);
  await until(() => files.length === 1);
  expect(files[0]?.name).toMatch(/\/exports\/ex-ready\/parts\/1\?link=/);
  expect(files[0]?.name).not.toContain('mock-owner');
  expect(page.requests.some(one => /^POST .*parts\/1\/links$/.test(one))).toBe(true);
});

test('revoking shows the consequences first, then deletes the files and keeps the digests', async () => {
  const page = await place('/exports/ex-ready');
  await press(page, 'button', 'Отозвать копию');
  await shows(page, 'Архив, который вы уже скачали, останется у вас.');
  await press(find(page, 'dialog'), 'button', 'Отозвать копию');
  await until(() => page.heading().startsWith('Копия отозвана'));
  await shows(page, 'Запись о копии и контрольные суммы остались.');
  expect(page.root.querySelector('.part .hash')?.textContent).toMatch(/^[0-9a-f]{64}$/);
  expect(offers(page, /^Скачать/)).toBe(false);
});

test('the changes since an earlier copy are listed by category', async () => {
  const page = await place('/exports/ex-ready');
  await press(page, 'summary', /^Что изменилось/);
  await until(() => page.root.querySelector('.table.cards tbody tr') !== null);
  await shows(page, 'Услуги и платежи');
});

test('the form of a copy begins with nothing chosen, and a preset chooses its kinds of data', async () => {
  const page = await place('/exports/new');
  const chosen = () =>
    [...page.root.querySelectorAll<HTMLInputElement>('input[name="categories"]:checked')].map(
      one => one.value,
    );
  expect(chosen()).toEqual([]);
  for (const [preset, kind] of [
    ['Кто я', 'account'],
    ['Деньги', 'services'],
    ['Услуги', 'materials'],
    ['Переписка', 'correspondence'],
  ] as const) {
    await press(page, 'button', preset);
    expect(chosen(), preset).toContain(kind);
  }
  await press(page, 'button', 'Всё');
  expect(chosen()).toHaveLength(page.root.querySelectorAll('input[name="categories"]').length);
});

test('the card of portability leads to a copy of only what the customer provided', async () => {
  const placed = await place('/requests/new', { as: { persona: 'by' } });
  await press(placed, 'link', 'Получить файл для переноса');
  await shows(placed, 'Только то, что дали вы');
  expect(control(placed, 'checkbox', /^Только то, что дали вы/)).toHaveProperty('checked', true);
  expect(find(placed, 'checkbox', /^Посещения сайта/).query()).toBeNull();
  await press(placed, 'checkbox', /^Только то, что дали вы/);
  await until(() => find(placed, 'checkbox', /^Посещения сайта/).query());
});

test('«only what you provided» takes kinds out of the choice, and taken back puts them in again', async () => {
  const placed = await place('/exports/new');
  await press(placed, 'button', 'Всё');
  const chosen = () => placed.root.querySelectorAll('input[name="categories"]:checked').length;
  const before = chosen();
  await press(placed, 'checkbox', /^Только то, что дали вы/);
  await until(() => chosen() > 0 && chosen() < before);
  await press(placed, 'checkbox', /^Только то, что дали вы/);
  await until(() => chosen() === before);
});

test('a ready copy is made to repeat, is listed with its day, and is stopped', async () => {
  const page = await place('/exports/ex-ready');
  await pressOn(find(page, 'summary', 'Повторять копию'));
  await press(page, 'button', 'Начать повторять');
  await shows(page, 'Копия будет повторяться.');
  await shows(page, 'раз в месяц');
  const row = () => page.backend.db().exports.find(({ id }) => id === 'ex-ready');
  expect(row()?.repetition).toMatchObject({ every: 'P1M', onlyNew: true });
  await openSection(page, 'Копии данных');
  await shows(page, 'Повторяются');
  await press(page, 'link', /посещения сайта.*раз в месяц/);
  await press(page, 'button', 'Больше не повторять');
  await shows(page, 'Повторение остановлено.');
  expect(row()?.repetition).toBeUndefined();
});

test('only what is new since a copy is estimated and asked for', async () => {
  const page = await place('/exports/ex-ready-full');
  await press(page, 'link', 'Собрать только новое');
  await shows(page, 'Только новое после копии E-26-0047');
  await press(page, 'button', 'Собрать копию');
  await until(() => /очереди|Собираем|собраны|готова/.test(page.heading()));
  const { exports } = page.backend.db();
  const since = exports.find(({ id }) => id === 'ex-ready-full');
  expect(exports.at(-1)?.spec).toMatchObject({ after: since?.runs[0]?.at });
  await shows(page, 'только новое: позже');
});

test('another scope keeps the kinds of data that were chosen', async () => {
  const page = await place('/exports/new');
  const isChosen = (name: RegExp) => (find(page, 'checkbox', name).element() as HTMLInputElement).checked;
  await press(page, 'checkbox', /^Услуги и платежи/);
  await press(page, 'button', 'Обо мне');
  await until(() => find(page, 'button', 'Обо мне').element().getAttribute('aria-pressed') === 'true');
  expect([isChosen(/^Услуги и платежи/), isChosen(/^Звонки/)]).toEqual([true, false]);
});

test('text that was typed and not sent is a choice of its own, beside its kind of data', async () => {
  const page = await place('/exports/new?category=correspondence');
  await press(page, 'checkbox', /^Набрано, но не отправлено/);
  await press(page, 'button', 'Собрать копию');
  await until(() => page.heading().startsWith('Копия готова'));
  await shows(page, 'Вы просили их не включать.');
});

test('the history of a copy names who downloaded it, when, and from which masked address', async () => {
  const placed = await place('/exports/ex-ready-full');
  await shows(placed, 'вы · личный кабинет · \u2068203.0.•••.•••\u2069');
  expect(placed.root.querySelectorAll('.rows.dense time[datetime]').length).toBeGreaterThan(0);
});
