import { afterEach, describe, expect, it, vi } from 'vitest';
import { bytesOf } from '../../../core/requests/attachments.ts';
import { proves } from '../../../test/wait.ts';
import type { Attachment } from './upload-state.ts';
import {
  REQUEST,
  setup,
  item,
  settled,
  sha256,
  pdfBytes,
  pdf,
  photo,
  PNG,
  MB,
} from '../../../test/uploader.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('several chosen files', () => {
  it('each rejected file has its reason, and the others are attached', async () => {
    const w = setup();
    const huge = new File([new Uint8Array(25 * MB)], 'большой.pdf');
    w.uploader.add([
      huge,
      new File([Uint8Array.of(0x4d, 0x5a, 0x90, 0)], 'программа.pdf'),
      new File([pdfBytes(20)], '../../справка.pdf'),
      new File([pdfBytes(20)], 'счёт\u202Efdp.pdf'),
      new File([pdfBytes(20)], `${'я'.repeat(296)}.pdf`),
      new File([], 'пустой.pdf'),
      ...Array.from({ length: 8 }, (_, i) => new File([pdfBytes(20)], `${i}.pdf`)),
    ]);
    await proves(() => expect(w.uploader.get().busy).toBe(false));
    const states = w.uploader
      .get()
      .items.map(({ name, state, renamed }) => [
        name.slice(0, 14),
        state.at === 'rejected' ? state.why.reason : state.at,
        ...(renamed ? [renamed] : []),
      ]);
    expect(states).toEqual([
      ['большой.pdf', 'too-large'],
      ['программа.pdf', 'content-mismatch'],
      ['справка.pdf', 'ready', 'cleaned'],
      ['счётfdp.pdf', 'ready', 'cleaned'],
      ['я'.repeat(14), 'ready', 'shortened'],
      ['пустой.pdf', 'empty'],
      ...Array.from({ length: 7 }, (_, i) => [`${i}.pdf`, 'ready']),
      ['7.pdf', 'too-many'],
    ]);
    expect(w.rows()).toHaveLength(10);
    expect(w.rows().some(({ name }) => /[\\/\u202E]/.test(name))).toBe(false);
  });

  it('a file that cannot be read, or whose digest cannot be computed, is rejected', async () => {
    const w = setup();
    const moved = pdf(10);
    Object.assign(moved, {
      slice: () => ({ arrayBuffer: () => Promise.reject(new DOMException('', 'NotReadableError')) }),
    });
    w.uploader.add([moved, pdf(20)]);
    await settled(w, 'rejected', 'ready');
    expect(item(w)?.state).toEqual({ at: 'rejected', why: { reason: 'unreadable' } });
    const { subtle: _, ...plain } = { getRandomValues: crypto.getRandomValues.bind(crypto), subtle: 0 };
    vi.stubGlobal('crypto', plain);
    w.uploader.add([pdf(30)]);
    await settled(w, 'rejected', 'ready', 'rejected');
    expect(item(w, 2)?.state).toEqual({ at: 'rejected', why: { reason: 'insecure' } });
  });

  it('a rejection by the server has the message of the server', async () => {
    const w = setup({
      overrides: {
        createAttachment: ({ problem }) => {
          throw problem('validation', {
            errors: [{ pointer: '/name', code: 'too-many', detail: 'Уже десять' }],
          });
        },
      },
    });
    w.uploader.add([pdf(10)]);
    await settled(w, 'rejected');
    expect(item(w)?.state).toEqual({ at: 'rejected', why: { reason: 'server', text: 'Уже десять' } });
    // There is nothing to remove on the server.
    w.uploader.remove(item(w)?.id ?? '');
    await settled(w);
    expect(w.calls).toEqual(['POST /attachments']);
  });

  it('a rejection after the last byte has the message of the server', async () => {
    const w = setup();
    // Only the first bytes are text.
    const bytes = new Uint8Array(70_000).fill(0x20);
    bytes[69_999] = 0;
    w.uploader.add([new File([bytes], 'заметка.txt')]);
    await settled(w, 'rejected');
    expect(item(w)?.state).toMatchObject({
      why: { reason: 'server', text: expect.stringContaining('Содержимое') },
    });
    w.uploader.remove(item(w)?.id ?? '');
    await settled(w);
    expect(w.rows()).toEqual([]);
  });

  it('a conflict that is not about the offset pauses the upload with its failure', async () => {
    const w = setup({ as: { scenario: 'conflict' } });
    w.uploader.add([pdf(10)]);
    await settled(w, 'paused');
    expect(item(w)?.state).toMatchObject({ why: { kind: 'conflict' } });
  });
});

describe('a chosen photo', () => {
  it('is not sent before the customer decides about covering', async () => {
    const w = setup();
    w.uploader.add([photo(), pdf(10)]);
    await settled(w, 'choice', 'ready');
    expect(w.rows().map(({ name }) => name)).toEqual(['справка.pdf']);
    expect(w.uploader.get().busy).toBe(true);
    w.uploader.sendAsIs(item(w)?.id ?? '');
    await settled(w, 'ready', 'ready');
  });

  it('with covered areas is sent instead of the chosen photo', async () => {
    const w = setup();
    w.uploader.add([photo()]);
    await settled(w, 'choice');
    const covered = Uint8Array.from([...PNG, 9, 9]);
    w.uploader.cover(item(w)?.id ?? '', new File([covered], 'паспорт.png'), 2);
    await settled(w, 'ready');
    expect(item(w)?.covered).toBe(2);
    const [row] = w.rows();
    expect(row && [...(await bytesOf(w.backend.files(), row))]).toEqual([...covered]);
  });

  it('with an interrupted upload is resumed without asking about covering again', async () => {
    const digest = sha256(PNG);
    const before = setup();
    const response = await fetch(`/api/privacy/v1/requests/${REQUEST}/attachments`, {
      method: 'POST',
      headers: {
        Authorization: 'Bearer mock-owner',
        'Content-Type': 'application/json',
        'Idempotency-Key': crypto.randomUUID(),
      },
      body: JSON.stringify({ name: 'паспорт.png', size: PNG.length, sha256: digest }),
    });
    const w = setup({
      backend: before.backend,
      requestId: REQUEST,
      known: [(await response.json()) as Attachment],
    });
    w.uploader.add([photo()]);
    await settled(w, 'ready');
  });
});
