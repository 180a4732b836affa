import { cleanName, FILE_LIMITS, sniff, typeOfName } from '../../src/domain/files.ts';
import { joinBytes, sha256 } from '../digest.ts';
import { newId, secret } from '../ids.ts';
import type { Files } from '../ports.ts';
import type { Lang, Text } from '../problem.ts';
import { fieldError, problem } from '../problem.ts';
import { t } from '../text.ts';
import type { AttachmentRow, RequestRow, RequestsSlice } from './state.ts';

const KINDS = t('Принимаем PDF, PNG, JPEG и TXT.', 'We accept PDF, PNG, JPEG and TXT.');

/** Announces a file of a case; nothing of it has arrived yet. */
export const announce = (
  db: RequestsSlice,
  request: RequestRow,
  file: { name: string; size: number; sha256: string },
  now: Date,
  lang: Lang,
): AttachmentRow => {
  const name = cleanName(file.name);
  const type = typeOfName(name);
  if (name === '') {
    throw problem('validation', {
      errors: [fieldError('/name', 'required', t('Дайте файлу имя', 'Give the file a name')[lang])],
    });
  }
  if (type === undefined) throw problem('unsupported-media', { detail: KINDS });
  if (file.size > FILE_LIMITS.bytes) throw problem('too-large');
  const others = db.attachments.filter(
    row => row.requestId === request.id && row.by === 'user' && row.state !== 'rejected',
  );
  if (others.length >= FILE_LIMITS.files) {
    const text = t(
      'К обращению можно приложить не больше 10 файлов',
      'You can attach no more than 10 files to a request',
    );
    throw problem('validation', { errors: [fieldError('/name', 'too-many', text[lang])] });
  }
  const row: AttachmentRow = {
    id: newId('at'),
    requestId: request.id,
    name,
    size: file.size,
    sha256: file.sha256,
    type,
    state: 'uploading',
    offset: 0,
    by: 'user',
    at: now.toISOString(),
    chunks: [],
  };
  db.attachments.push(row);
  return row;
};

/** What has arrived of a file, and where in it. */
export interface Chunk {
  /** Where it was stored. */
  readonly name: string;
  readonly offset: number;
  readonly size: number;
  /** What the whole file is, once its last chunk has arrived. */
  readonly whole?: { readonly sha256: string; readonly type: string | undefined };
}

/** A name of its own for each chunk: of two that arrive at once for one place, only one is the file's. */
const chunkName = (row: AttachmentRow, offset: number): string =>
  `${chunkPrefix(row.id)}${String(offset).padStart(8, '0')}.${secret(8)}`;

/** The bytes of a file that have arrived. */
export const bytesOf = async (files: Files, row: AttachmentRow): Promise<Uint8Array<ArrayBuffer>> =>
  joinBytes(await Promise.all(row.chunks.map(name => files.read(name))));

/** Refuses a chunk that does not go on where the file ends, or is too large. @throws Problem */
const requireNext = (row: AttachmentRow, { offset, size }: Pick<Chunk, 'offset' | 'size'>): void => {
  if (size > FILE_LIMITS.chunk)
    throw problem('too-large', { detail: t('Кусок больше 1 МБ.', 'This part is larger than 1 MB.') });
  if (row.state !== 'uploading' || offset !== row.offset) {
    throw problem('conflict', {
      offset: row.offset,
      detail: t(
        `Файл получен до байта ${row.offset}. Продолжайте с него.`,
        `We have received the file up to byte ${row.offset}. Continue from there.`,
      ),
    });
  }
  if (row.offset + size > row.size) {
    throw problem('too-large', {
      detail: t('Пришло больше, чем было заявлено.', 'We received more than expected.'),
    });
  }
  if (size === 0) throw problem('validation', { errors: [fieldError('', 'empty', 'empty chunk')] });
};

/**
 * Stores the next chunk beside the row, before the row says that it is there. The last one makes the file whole: its digest
 * and its kind are taken from what was stored.
 */
export const receiveChunk = async (
  files: Files,
  row: AttachmentRow,
  offset: number,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Chunk> => {
  const chunk = { name: chunkName(row, offset), offset, size: bytes.length };
  requireNext(row, chunk);
  await files.write(chunk.name, bytes);
  if (offset + bytes.length < row.size) return chunk;
  const whole = await bytesOf(files, { ...row, chunks: [...row.chunks, chunk.name] });
  return { ...chunk, whole: { sha256: await sha256(whole), type: sniff(whole) } };
};

const reject = (row: AttachmentRow, rejection: NonNullable<AttachmentRow['rejection']>): void => {
  Object.assign(row, { state: 'rejected', rejection, chunks: [] });
};

/** Why a file was rejected, in words. */
export const REJECTIONS: Record<NonNullable<AttachmentRow['rejection']>, Text> = {
  'wrong-checksum': t(
    'Контрольная сумма не совпала: файл повредился по дороге. Загрузите его снова.',
    'The checksum does not match: the file was damaged on the way. Upload it again.',
  ),
  'wrong-content': t(
    `Содержимое не похоже на то, что обещает имя файла. ${KINDS.ru}`,
    `The contents do not match the file name. ${KINDS.en}`,
  ),
  'virus-found': t(
    'Проверка нашла в файле вирус. Файл удалён, сотрудник его не получит.',
    'The check found a virus in this file. The file was deleted, and our staff will not receive it.',
  ),
};

/** The file is complete and a scanner is connected: its check is awaited. Only a file that is `ready` is checked. */
export const awaitCheck = (row: AttachmentRow, now: Date): void => {
  row.check = { state: 'running', at: now.toISOString() };
};

/**
 * Keeps the result of the check for viruses. A file with a virus is rejected, also when it was sent already.
 * @param found the name of the virus; undefined when nothing was found
 */
export const endCheck = (row: AttachmentRow, found: string | undefined, now: Date): void => {
  row.check = { state: found === undefined ? 'clean' : 'threat', at: now.toISOString() };
  if (found !== undefined) reject(row, 'virus-found');
};

/** Notes a stored chunk; with the last one the file is checked: its digest, and that it is what its name says. @throws Problem */
export const appendChunk = (row: AttachmentRow, chunk: Chunk): void => {
  requireNext(row, chunk);
  row.chunks.push(chunk.name);
  row.offset += chunk.size;
  if (chunk.whole === undefined) return;
  if (chunk.whole.sha256 !== row.sha256) reject(row, 'wrong-checksum');
  else if (chunk.whole.type === row.type) row.state = 'ready';
  else reject(row, 'wrong-content');
};

/** The beginning of the names of an attachment's chunks. */
export const chunkPrefix = (attachmentId: string): string => `${attachmentId}.`;

/** A file of a case, or the 404. */
export const lookupAttachment = (db: RequestsSlice, request: RequestRow, id: string): AttachmentRow => {
  const row = db.attachments.find(one => one.id === id && one.requestId === request.id);
  if (row === undefined) throw problem('not-found');
  return row;
};
