import { expect, test } from 'vitest';
import { place, type Placed, shows, until } from './place.ts';
import { chooseFiles, control, press, pressNow } from './user.ts';

/** The bytes of a part, as the owner gets them. */
async function part(page: Placed, id = 'ex-ready'): Promise<Uint8Array<ArrayBuffer>> {
  const response = await page.backend.handle(
    new Request(`http://mock.invalid${page.backend.base}/exports/${id}/parts/1`, {
      headers: { Authorization: 'Bearer mock-owner' },
    }),
  );
  expect(response.status).toBe(200);
  return new Uint8Array(await response.arrayBuffer());
}

/** Chooses a file, as a person would. */
function choose(page: Placed, bytes: BlobPart, name = 'Копия.zip'): void {
  chooseFiles(page, new File([bytes], name));
}

const verdict = async (page: Placed): Promise<string> => {
  await until(() => page.root.querySelector('.verdict-box .h2') !== null);
  await until(() => !/сверяем/.test(page.root.querySelector('.verdict-box')?.textContent ?? ''));
  return page.root.querySelector('.verdict-box .h2')?.textContent ?? '';
};

test('an unchanged archive matches our record, and its files can be previewed', async () => {
  const page = await place('/exports');
  choose(page, await part(page));
  expect(await verdict(page)).toBe('Это наш архив, в нём ничего не изменено');
  expect((page.root.activeElement as HTMLElement).className).toContain('verdict-box');
  await press(page, 'summary', /файл(а|ов)? в архиве/);
  await press(page, 'button', /csv\/services\.csv$/);
  await until(() => page.root.querySelector('dialog table') !== null);
  await shows(page, 'Когда');
  // No byte of the file left the page.
  expect(page.requests.filter(one => one.startsWith('POST'))).toEqual([]);
});

test('an archive with one altered character is reported with the file', async () => {
  const page = await place('/exports');
  const bytes = await part(page);
  const text = new TextDecoder('latin1').decode(bytes);
  const at = text.indexOf('"records"', text.indexOf('data/services.json'));
  bytes[at + 40] = (bytes[at + 40] ?? 0) ^ 1;
  choose(page, bytes);
  expect(await verdict(page)).toBe('Архив изменён');
  await shows(page, 'Изменён 1 файл');
  const first = page.root.querySelector('.files-table tbody tr');
  expect(first?.textContent).toContain('data/services.json');
  expect(first?.textContent).toContain('изменён');
});

test('an archive of a copy that belongs to another customer is consistent with itself only', async () => {
  const page = await place('/exports');
  const theirs = await page.backend.handle(
    new Request(`http://mock.invalid${page.backend.base}/exports/p-ex-ready/parts/1`, {
      headers: { Authorization: 'Bearer mock-person' },
    }),
  );
  choose(page, new Uint8Array(await theirs.arrayBuffer()));
  expect(await verdict(page)).toBe('Файлы сходятся с описью, но такой копии у вас нет');
});

test('an archive with an added comment has unchanged files and does not match our record', async () => {
  const page = await place('/exports');
  const bytes = await part(page);
  const longer = new Uint8Array(bytes.length + 3);
  longer.set(bytes);
  longer.set([1, 2, 3], bytes.length);
  // The end record is the last 22 bytes; its last two are the length of the comment.
  longer[bytes.length - 2] = 3;
  choose(page, longer);
  expect(await verdict(page)).toBe('Файлы целы, но сам архив не тот, что мы отдали');
});

test('a failed request for our record is reported, and a press sends it again', async () => {
  let away = true;
  const page = await place('/exports', {
    fault: (request, answer) => {
      if (away && request.url.endsWith('/exports/ex-ready')) throw new TypeError('Failed to fetch');
      return answer();
    },
  });
  choose(page, await part(page));
  expect(await verdict(page)).toContain('сверить с нашей записью не удалось');
  away = false;
  await press(page, 'button', 'Сверить ещё раз');
  await until(() => page.root.querySelector('.verdict-box[data-tone="ok"]') !== null);
});

test.each([
  ['a text', 'просто текст', 'Это не архив ZIP'],
  ['half of an archive', 'half', 'Архив обрывается, конца нет'],
] as const)('%s gets its own message', async (_, what, verdictText) => {
  const page = await place('/exports');
  const bytes = await part(page);
  choose(page, what === 'half' ? bytes.slice(0, bytes.length >> 1) : what);
  expect(await verdict(page)).toBe(verdictText);
  await press(page, 'button', 'Убрать результат');
  await until(() => page.root.querySelector('.verdict-box') === null);
});

test('an archive with an invalid manifest is rejected, and the page stays open', async () => {
  const page = await place('/exports');
  const bytes = await part(page);
  // The same length, so that only the words of the manifest are wrong.
  const text = new TextDecoder('latin1').decode(bytes);
  const at = text.lastIndexOf('"readyAt": "');
  bytes.set(new TextEncoder().encode('yesterday'), at + '"readyAt": "'.length);
  choose(page, bytes);
  expect(await verdict(page)).toMatch(/^(Опись архива не читается|Архив повреждён)$/);
  expect(page.heading()).not.toBe('');
});

test('an archive of an earlier collection of the same copy is recognized', async () => {
  const page = await place('/exports');
  const bytes = await part(page, 'ex-partly-ready');
  // Collected again since: the missing system is back.
  const retried = await page.backend.handle(
    new Request(`http://mock.invalid${page.backend.base}/exports/ex-partly-ready/retry`, {
      method: 'POST',
      headers: { Authorization: 'Bearer mock-owner', 'Idempotency-Key': crypto.randomUUID() },
    }),
  );
  expect(retried.status).toBe(200);
  choose(page, bytes);
  expect(await verdict(page)).toBe('Это наш архив, более ранней сборки этой копии');
});

test('a result that is dismissed while our record is loading does not return', async () => {
  let release: () => void = () => undefined;
  const held = new Promise<void>(resolve => {
    release = resolve;
  });
  const page = await place('/exports', {
    fault: async (request, answer) => {
      if (request.url.endsWith('/exports/ex-ready')) await held;
      return answer();
    },
  });
  choose(page, await part(page));
  await until(() => page.root.querySelector('.verdict-box') !== null);
  await press(page, 'button', 'Убрать результат');
  release();
  await new Promise(resolve => setTimeout(resolve, 600));
  expect(page.root.querySelector('.verdict-box')).toBeNull();
});

test('a stopped check shows no result', async () => {
  const page = await place('/exports');
  const bytes = await part(page);
  // Two hundred megabytes before the archive's own end: long enough to be stopped on the way.
  const filler = new Uint8Array(1_000_000);
  const signature = bytes.slice(0, 4);
  choose(page, new Blob([signature, ...Array.from({ length: 200 }, () => filler), bytes]));
  await until(() => (page.root.textContent ?? '').includes('Проверяем'));
  // At once: on a fast machine the check is over sooner than a real press comes.
  pressNow(control(page, 'button', 'Остановить проверку'));
  await shows(page, 'Выбрать файл ZIP');
  await new Promise(resolve => setTimeout(resolve, 1500));
  expect(page.root.querySelector('.verdict-box')).toBeNull();
});

test('an archive that claims an earlier collection and does not match our record is not recognized', async () => {
  const page = await place('/exports');
  const bytes = await part(page);
  const text = new TextDecoder('latin1').decode(bytes);
  // Rewritten with all its checksums right, it could say anything: here only its comment is longer.
  expect(text).toContain('"readyAt"');
  const longer = new Uint8Array(bytes.length + 1);
  longer.set(bytes);
  longer[bytes.length] = 65;
  longer[bytes.length - 2] = 1;
  choose(page, longer);
  expect(await verdict(page)).toBe('Файлы целы, но сам архив не тот, что мы отдали');
});
