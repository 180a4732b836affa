import { proves, until } from './place.ts';
import axeSource from 'axe-core/axe.min.js?raw';
import { expect, test, vi } from 'vitest';
import { server, userEvent } from 'vitest/browser';
import type { Attachment } from '../../src/requests/files/upload-state.ts';
import { placeFiles, type PlacedFiles } from './place-files.tsx';
import { control, press, ready } from './user.ts';

/** What is done by real keys, in a browser that the tests can press keys in. */
const keyed = test.skipIf(server.provider !== 'playwright');

interface Axe {
  run(
    context: Element,
    options: object,
  ): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
}

async function violations({ root }: PlacedFiles): Promise<string[]> {
  const script = document.createElement('script');
  script.text = axeSource;
  document.head.append(script);
  const { axe } = globalThis as unknown as { axe: Axe };
  // The page around is the test's own.
  const found = await axe.run(root.host, { rules: { region: { enabled: false } } });
  script.remove();
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
}

const button = (files: PlacedFiles, name: string | RegExp) => control(files, 'button', name);
/** Presses a button by the keyboard alone: it has to take the focus, and to answer Enter. */
async function enter(files: PlacedFiles, name: string | RegExp): Promise<void> {
  await ready(files, 'button', name);
  button(files, name).focus();
  await proves(() => expect(files.root.activeElement).toBe(button(files, name)));
  await userEvent.keyboard('{Enter}');
}
/** Texts are compared as they are read: a space that does not break is a space. */
const textOf = (element: Element) => (element.textContent ?? '').replace(/\u00a0/g, ' ');
const row = ({ root }: PlacedFiles, name: string): HTMLElement => {
  const found = [...root.querySelectorAll<HTMLElement>('.file')].find(one => textOf(one).includes(name));
  if (!found) throw new Error(`no row ${name}`);
  return found;
};
const stands = (files: PlacedFiles, ...at: string[]) =>
  proves(() =>
    expect([...files.root.querySelectorAll('.file')].map(one => one.getAttribute('data-at'))).toEqual(at),
  );
const announced = ({ root }: PlacedFiles) =>
  [...root.querySelectorAll('[role="status"]')].map(one => one.textContent).join(' ');

const pdf = (size: number, name = 'справка.pdf') => new File(['%PDF-1.7\n', new Uint8Array(size - 9)], name);

/** A picture whose upper left part is like no other, and in which no pixel is black. */
async function photo(
  type: 'image/png' | 'image/jpeg',
  name: string,
  width = 400,
  height = 300,
): Promise<File> {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width, height });
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  const paint = context.createLinearGradient(0, 0, width, height);
  paint.addColorStop(0, '#ff8040');
  paint.addColorStop(1, '#40c0ff');
  context.fillStyle = paint;
  context.fillRect(0, 0, width, height);
  const secret = context.createImageData(60, 20);
  crypto.getRandomValues(secret.data);
  secret.data.forEach((value, i) => {
    secret.data[i] = i % 4 === 3 ? 255 : value | 64;
  });
  context.putImageData(secret, 50, 40);
  const blob = await new Promise<Blob | null>(done => canvas.toBlob(done, type));
  if (!blob) throw new Error('no picture');
  return new File([blob], name, { type });
}

async function pixelsOf(bytes: Uint8Array<ArrayBuffer>): Promise<ImageData> {
  const bitmap = await createImageBitmap(new Blob([bytes]));
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  context.drawImage(bitmap, 0, 0);
  return context.getImageData(0, 0, bitmap.width, bitmap.height);
}
const pixel = ({ data, width }: ImageData, x: number, y: number) =>
  data.slice((y * width + x) * 4, (y * width + x) * 4 + 4);

function uploaded({ sent }: PlacedFiles): Uint8Array<ArrayBuffer> {
  const chunks = sent.filter(({ method }) => method === 'PATCH').map(({ body }) => body);
  return new Uint8Array(chunks.flatMap(chunk => [...chunk]));
}

const latin = (bytes: Uint8Array) => new TextDecoder('latin1').decode(bytes);

/** No request has carried the original, its digest, or any 24 bytes of where its secret part is. */
async function expectNowhere({ sent }: PlacedFiles, original: File): Promise<void> {
  const bytes = new Uint8Array(await original.arrayBuffer());
  const bodies = sent.map(({ body, path }) => latin(body) + path).join('\n');
  expect(bodies.includes(latin(bytes))).toBe(false);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  expect(bodies).not.toContain([...digest].map(byte => byte.toString(16).padStart(2, '0')).join(''));
  // Of a JPEG the picture begins after its tables, some of which any other may have; what is above the secret is little.
  const scan = original.type === 'image/png' ? 0 : latin(bytes).indexOf('\xff\xda');
  const [from, to] = [0.14, 0.19].map(part => scan + Math.floor((bytes.length - scan) * part)) as [
    number,
    number,
  ];
  for (let at = from; at < to; at += 1)
    expect(bodies.includes(latin(bytes.subarray(at, at + 24)))).toBe(false);
}

keyed('the limits are shown before a file is chosen', async () => {
  const files = await placeFiles();
  const choose = button(files, 'Приложить файлы');
  const limits = files.root.getElementById(choose.getAttribute('aria-describedby') ?? '')?.textContent;
  expect(limits).toBe('PDF, PNG, JPEG или TXT, каждый до\u00a020\u00a0МБ. Не больше 10\u00a0файлов.');
  const input = files.root.querySelector('input');
  expect(input?.accept).toContain('.pdf');
  expect(input?.multiple).toBe(true);
  const click = vi.spyOn(HTMLInputElement.prototype, 'click').mockImplementation(() => undefined);
  choose.focus();
  await userEvent.keyboard('{Enter}');
  expect(click).toHaveBeenCalledOnce();
  expect(await violations(files)).toEqual([]);
});

test('each rejected file has its own message, and the other chosen files are kept', async () => {
  const files = await placeFiles();
  files.choose(
    new File([new Uint8Array(25 * 1024 * 1024)], 'большой.pdf'),
    new File([Uint8Array.of(0x4d, 0x5a, 0x90, 0)], 'программа.pdf'),
    new File([], 'пустой.pdf'),
    new File(['a'], 'письмо.docx'),
    pdf(100, 'счёт\u202Efdp.pdf'),
    pdf(100, `${'я'.repeat(296)}.pdf`),
    ...Array.from({ length: 9 }, (_, i) => pdf(100, `лист ${i}.pdf`)),
  );
  const ten = Array.from({ length: 10 }, () => 'ready');
  await stands(files, 'rejected', 'rejected', 'rejected', 'rejected', ...ten, 'rejected');
  expect(textOf(row(files, 'большой.pdf'))).toContain('Файл больше 20 МБ');
  expect(textOf(row(files, 'программа.pdf'))).toContain('Внутри не то, что обещает имя');
  expect(textOf(row(files, 'пустой.pdf'))).toContain('Файл пустой');
  expect(textOf(row(files, 'письмо.docx'))).toContain('Такой вид файла не подходит');
  expect(textOf(row(files, 'счёт'))).toContain('Приложим как «\u2068счётfdp.pdf\u2069»');
  expect(textOf(row(files, 'яяя'))).toContain('Имя длиннее 255 знаков');
  expect(textOf(row(files, 'лист 8.pdf'))).toContain('Больше 10 файлов к обращению не приложить');
  expect(files.reported.ready).toHaveLength(10);
  expect(files.reported.busy).toBe(false);
  expect(await violations(files)).toEqual([]);
});

test('files can be dropped anywhere on the zone, and a drop beside it does not navigate', async () => {
  const files = await placeFiles();
  const transfer = new DataTransfer();
  transfer.items.add(pdf(100));
  const drop = (target: Element) => {
    const event = new DragEvent('drop', {
      dataTransfer: transfer,
      bubbles: true,
      cancelable: true,
      composed: true,
    });
    target.dispatchEvent(event);
    return event.defaultPrevented;
  };
  const zone = files.root.querySelector('.files');
  const beside = files.root.querySelector('.pc');
  if (!zone || !beside) throw new Error('no zone');
  // The listeners come with an effect, after the page is shown.
  await proves(() => expect(drop(beside)).toBe(true));
  expect(files.root.querySelectorAll('.file')).toHaveLength(0);
  zone.dispatchEvent(new DragEvent('dragenter', { dataTransfer: transfer, bubbles: true }));
  await proves(() => expect(zone.getAttribute('data-over')).toBe('true'));
  expect(drop(zone)).toBe(true);
  await stands(files, 'ready');
  expect(zone.getAttribute('data-over')).toBe('false');
});

keyed(
  'the progress is announced in quarters; cancelling removes the file and focuses the button',
  async () => {
    let go = () => {};
    let chunks = 0;
    const files = await placeFiles({
      fault: async (answer, { method }) => {
        if (method === 'PATCH' && (chunks += 1) > 3)
          await new Promise<void>(done => {
            go = done;
          });
        return answer();
      },
    });
    files.choose(pdf(1_000_000));
    // Pieces are as large as the line lets them be: how far three of them lead is the machine's to say.
    await until(() => chunks > 3);
    const bar = files.root.querySelector('progress');
    await until(() => (bar?.value ?? 0) > 100_000);
    expect(bar?.getAttribute('aria-label')).toContain('справка.pdf');
    const percent = Math.floor((bar?.value ?? 0) / 10_000);
    expect(textOf(row(files, 'справка.pdf'))).toContain(`Загружено ${percent} %`);
    const quarter = Math.floor(percent / 25) * 25;
    if (quarter > 0) expect(announced(files)).toBe(`\u2068справка.pdf\u2069: ${quarter}\u00a0%`);
    expect(await violations(files)).toEqual([]);
    await enter(files, /^Отменить/);
    go();
    await stands(files);
    expect(files.root.activeElement).toBe(button(files, 'Приложить файлы'));
    expect(announced(files)).toContain('убран');
    expect(files.sent.at(-1)?.method).toBe('DELETE');
    expect(files.reported).toEqual({ ready: [], busy: false });
  },
);

keyed(
  'an ended session pauses the file with a message, and the upload resumes after signing in',
  async () => {
    let out = true;
    const files = await placeFiles({
      fault: (answer, { method }) =>
        out && method === 'PATCH' ? Promise.resolve(new Response('', { status: 401 })) : answer(),
    });
    files.choose(pdf(100));
    await stands(files, 'paused');
    expect(textOf(row(files, 'справка.pdf'))).toContain('остановлен');
    expect(files.reported.busy).toBe(true);
    out = false;
    await enter(files, /^Продолжить/);
    await stands(files, 'ready');
    expect(files.root.activeElement).toBe(row(files, 'справка.pdf'));
  },
);

test('after a reload the row shows the progress and requests the same file', async () => {
  const known: Attachment[] = [
    {
      id: 'at-open',
      name: 'договор.pdf',
      size: 1000,
      sha256: 'a'.repeat(64),
      type: 'application/pdf',
      state: 'uploading',
      offset: 427,
      by: 'user',
      sent: false,
    },
  ];
  const files = await placeFiles({ known, locale: 'en' });
  await stands(files, 'interrupted');
  expect(textOf(row(files, 'договор.pdf'))).toContain(
    'The upload stopped at 42%. Choose the same file to continue.',
  );
  expect(files.reported.busy).toBe(false);
});

keyed(
  'a photo stays on the device until the customer decides; sending it unchanged sends the same bytes',
  async () => {
    const files = await placeFiles();
    const original = await photo('image/jpeg', 'паспорт.jpg');
    files.choose(original);
    await stands(files, 'choice');
    expect(textOf(row(files, 'паспорт.jpg'))).toContain('оригинал останется на вашем устройстве');
    expect(files.sent.filter(({ method }) => method !== 'GET')).toEqual([]);
    expect(await violations(files)).toEqual([]);
    await enter(files, /^Приложить как есть/);
    await stands(files, 'ready');
    expect(files.root.activeElement).toBe(row(files, 'паспорт.jpg'));
    expect(uploaded(files)).toEqual(new Uint8Array(await original.arrayBuffer()));
  },
);

async function openMask(files: PlacedFiles): Promise<void> {
  await enter(files, /^Закрыть часть снимка/);
  await until(() => files.root.querySelector('.mask-stage[data-ready="true"]'));
}

keyed('parts of a photo are covered by keyboard alone, and the covered pixels are never sent', async () => {
  const files = await placeFiles({ width: 360 });
  const original = await photo('image/png', 'паспорт.png');
  files.choose(original);
  await stands(files, 'choice');
  await openMask(files);
  expect(files.root.activeElement).toBe(button(files, 'Добавить область'));

  // Covering nothing is a validation error, shown beside the editor.
  await press(files, 'button', 'Приложить закрытый снимок');
  await proves(() => expect(files.root.querySelector('[role="alert"]')).not.toBeNull());

  await enter(files, 'Добавить область');
  const area = () => files.root.querySelector<HTMLElement>('.mask-area');
  await proves(() => expect(files.root.activeElement).toBe(area()));
  const label = (x: number, y: number, w: number, h: number) =>
    `Область 1: слева ${x}\u00a0%, сверху ${y}\u00a0%, ширина ${w}\u00a0%, высота ${h}\u00a0%`;
  expect(area()?.getAttribute('aria-label')).toBe(label(10, 10, 30, 12));
  await userEvent.keyboard('{ArrowRight}{ArrowRight}{ArrowDown}');
  await userEvent.keyboard('{Shift>}{ArrowRight}{ArrowDown}{ArrowDown}{/Shift}');
  expect(area()?.getAttribute('aria-label')).toBe(label(14, 12, 32, 16));
  expect(announced(files)).toContain(label(14, 12, 32, 16));
  // It stays in the picture.
  for (let i = 0; i < 10; i += 1) await userEvent.keyboard('{ArrowLeft}');
  expect(area()?.getAttribute('aria-label')).toBe(label(0, 12, 32, 16));

  // A second one, and away with it: the first has the focus.
  await press(files, 'button', 'Добавить область');
  await proves(() => expect(files.root.querySelectorAll('.mask-area')).toHaveLength(2));
  await proves(() => expect(files.root.activeElement?.getAttribute('aria-label')).toContain('Область 2'));
  await userEvent.keyboard('{Delete}');
  await proves(() => expect(files.root.activeElement).toBe(area()));
  expect(await violations(files)).toEqual([]);

  // Escape keeps what was marked.
  await userEvent.keyboard('{Escape}');
  await proves(() => expect(files.root.querySelector('dialog')).toBeNull());
  expect(files.root.activeElement).toBe(button(files, /^Закрыть часть снимка/));
  await openMask(files);
  expect(area()?.getAttribute('aria-label')).toBe(label(0, 12, 32, 16));

  await enter(files, 'Приложить закрытый снимок');
  await stands(files, 'ready');
  expect(files.root.activeElement).toBe(row(files, 'паспорт.png'));
  expect(textOf(row(files, 'паспорт.png'))).toContain('Закрыта 1 область, оригинал не отправлен');

  const [before, after] = [
    await pixelsOf(new Uint8Array(await original.arrayBuffer())),
    await pixelsOf(uploaded(files)),
  ];
  expect([after.width, after.height]).toEqual([400, 300]);
  for (let y = 0; y < 300; y += 1)
    for (let x = 0; x < 400; x += 1) {
      const covered = x < 128 && y >= 36 && y < 84;
      if (covered) {
        if (pixel(after, x, y).join() !== '0,0,0,255') throw new Error(`seen through at ${x}, ${y}`);
      } else if (pixel(after, x, y).join() !== pixel(before, x, y).join() && (x > 129 || y < 35 || y > 85))
        throw new Error(`changed at ${x}, ${y}`);
    }
  await expectNowhere(files, original);
  expect(files.reported.ready[0]).toMatchObject({ name: 'паспорт.png', type: 'image/png' });
});

keyed('a covered JPEG is sent without the covered pixels and without the metadata', async () => {
  const files = await placeFiles();
  const plain = new Uint8Array(await (await photo('image/jpeg', 'x.jpg')).arrayBuffer());
  const exif = new TextEncoder().encode('Exif\0\0GPS 55.7558 N 37.6173 E 2026-01-17');
  // Right after the start of the image, as a camera writes it.
  const original = new File(
    [plain.subarray(0, 2), Uint8Array.of(0xff, 0xe1, 0, exif.length + 2), exif, plain.subarray(2)],
    'фото.jpg',
  );
  files.choose(original);
  await stands(files, 'choice');
  await openMask(files);
  await press(files, 'button', 'Добавить область');
  await until(() => files.root.querySelector('.mask-area'));
  await press(files, 'button', 'Приложить закрытый снимок');
  await stands(files, 'ready');
  const bytes = uploaded(files);
  expect(latin(bytes)).not.toContain('GPS');
  const after = await pixelsOf(bytes);
  // JPEG blurs an edge by a block; inside there is nothing.
  for (let y = 40; y < 58; y += 1)
    for (let x = 48; x < 152; x += 1) expect(Math.max(...pixel(after, x, y).slice(0, 3))).toBeLessThan(6);
  expect(Math.max(...pixel(after, 300, 200).slice(0, 3))).toBeGreaterThan(100);
  await expectNowhere(files, original);
});

keyed('areas are drawn, moved and resized by pointer', async () => {
  const files = await placeFiles({ width: 600 });
  files.choose(await photo('image/png', 'паспорт.png'));
  await stands(files, 'choice');
  await openMask(files);
  const stage = files.root.querySelector<HTMLElement>('.mask-stage');
  if (!stage) throw new Error('no stage');
  const at = (x: number, y: number) => ({ x: x * stage.clientWidth, y: y * stage.clientHeight });
  const drag = (from: [number, number], to: [number, number]) =>
    userEvent.dragAndDrop(stage, stage, { sourcePosition: at(...from), targetPosition: at(...to) });
  const label = () =>
    files.root
      .querySelector('.mask-area')
      ?.getAttribute('aria-label')
      ?.replace(/\u00a0/g, ' ');
  await drag([0.5, 0.5], [0.2, 0.2]);
  expect(label()).toBe('Область 1: слева 20 %, сверху 20 %, ширина 30 %, высота 30 %');
  await drag([0.3, 0.3], [0.4, 0.3]);
  expect(label()).toBe('Область 1: слева 30 %, сверху 20 %, ширина 30 %, высота 30 %');
  await drag([0.6, 0.5], [0.8, 0.6]);
  expect(label()).toBe('Область 1: слева 30 %, сверху 20 %, ширина 50 %, высота 40 %');
  // A tap makes nothing.
  await userEvent.click(stage, { position: at(0.1, 0.9) });
  expect(files.root.querySelectorAll('.mask-area')).toHaveLength(1);
  for (const one of files.root.querySelectorAll('dialog button:not(.mask-area)')) {
    const { width, height } = one.getBoundingClientRect();
    expect(Math.min(width, height)).toBeGreaterThanOrEqual(24);
  }
});

test('a photo that cannot be decoded shows a message and can still be sent', async () => {
  const files = await placeFiles();
  files.choose(new File([Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1)], 'битый.png'));
  await stands(files, 'choice');
  await press(files, 'button', /^Закрыть часть снимка/);
  await proves(() => expect(files.root.querySelector('dialog')?.textContent).toContain('Снимок не открылся'));
  await press(files, 'button', 'Вернуться');
  await proves(() => expect(files.root.querySelector('dialog')).toBeNull());
  await press(files, 'button', /^Приложить как есть/);
  await stands(files, 'ready');
});

test('leaving the page ends the upload', async () => {
  const files = await placeFiles({
    fault: async (answer, { method }) => {
      if (method === 'PATCH') await new Promise(done => setTimeout(done, 20));
      return answer();
    },
  });
  files.choose(pdf(3_000_000));
  await until(() => files.sent.filter(({ method }) => method === 'PATCH').length > 1);
  files.unmount();
  const sent = files.sent.length;
  await new Promise(done => setTimeout(done, 100));
  expect(files.sent).toHaveLength(sent);
});
