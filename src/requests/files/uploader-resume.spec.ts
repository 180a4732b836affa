import { afterEach, describe, expect, it, vi } from 'vitest';
import { bytesOf } from '../../../core/requests/attachments.ts';
import { createFetch } from '../../../mocks/backend.ts';
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
  MB,
  broken,
  isChunk,
} from '../../../test/uploader.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('the uploader after a reload', () => {
  async function interrupted(size: number) {
    const w = setup({ fault: ({ method, n }, answer) => (isChunk(method) && n > 2 ? broken() : answer()) });
    w.uploader.add([pdf(size)]);
    await settled(w, 'paused');
    w.close();
    const { attachments } = (await createFetch(w.backend)(`/api/privacy/v1/requests/${REQUEST}`, {
      headers: { Authorization: 'Bearer mock-owner' },
    }).then(response => response.json())) as { attachments: Attachment[] };
    return { backend: w.backend, known: attachments, requestId: REQUEST };
  }

  it('resumes the same file from its offset', async () => {
    const before = await interrupted(MB);
    const w = setup(before);
    expect(item(w)?.state).toEqual({ at: 'interrupted', sent: before.known[0]?.offset });
    expect(w.uploader.get().busy).toBe(false);
    // The name may differ: the file is recognized by its bytes.
    w.uploader.add([pdf(MB, 'другое имя.pdf')]);
    await settled(w, 'ready');
    expect(w.calls).not.toContain('POST /attachments');
    const [row, ...more] = w.rows();
    expect(more).toEqual([]);
    expect(row && sha256(await bytesOf(w.backend.files(), row))).toBe(sha256(pdfBytes(MB)));
  });

  it('uploads another file of the same size as a new one', async () => {
    const w = setup(await interrupted(MB));
    const bytes = pdfBytes(MB);
    bytes[MB - 1] = 255;
    w.uploader.add([new File([bytes], 'справка.pdf')]);
    await settled(w, 'interrupted', 'ready');
    expect(w.rows()).toHaveLength(2);
  });

  it('recognizes the interrupted file even when the request has ten files', async () => {
    const before = await interrupted(MB);
    const [first] = before.known;
    if (!first) throw new Error('no file');
    const others = Array.from({ length: 9 }, (_, i) => ({
      ...first,
      id: `at-${i}`,
      state: 'ready' as const,
      sha256: 'a'.repeat(64),
    }));
    const w = setup({ ...before, known: [...before.known, ...others] });
    w.uploader.add([pdf(MB), pdf(10)]);
    await proves(() => expect(item(w)?.state.at).toBe('ready'));
    expect(w.uploader.get().items.at(-1)?.state).toEqual({ at: 'rejected', why: { reason: 'too-many' } });
  });

  it('can remove an interrupted file instead', async () => {
    const w = setup(await interrupted(MB));
    w.uploader.remove(item(w)?.id ?? '');
    await settled(w);
    expect(w.rows()).toEqual([]);
  });

  it('polls a file that the server still checks until it is ready', async () => {
    const { backend, known } = await interrupted(MB);
    const row = backend.db().attachments.find(({ id }) => id === known[0]?.id);
    if (row) Object.assign(row, { state: 'ready', offset: row.size });
    const w = setup({
      backend,
      requestId: REQUEST,
      known: known.map(one => ({ ...one, state: 'checking' })),
    });
    expect(item(w)?.state.at).toBe('verifying');
    await settled(w, 'ready');
  });

  it('does not list files of a sent message, nor files of staff', async () => {
    const { known, backend } = await interrupted(MB);
    const [one] = known;
    if (!one) throw new Error('no file');
    const w = setup({
      backend,
      requestId: REQUEST,
      known: [
        { ...one, id: 'at-1', sent: true, state: 'ready' },
        { ...one, id: 'at-2', by: 'staff', state: 'ready' },
        { ...one, id: 'at-3', state: 'ready' },
      ],
    });
    expect(w.uploader.get().ready.map(({ id }) => id)).toEqual(['at-3']);
    w.uploader.sync([{ ...one, id: 'at-3', state: 'ready', sent: true }], REQUEST);
    expect(w.uploader.get().items).toEqual([]);
  });
});
