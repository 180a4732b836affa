import { cleanName, FILE_LIMITS, sniff, typeOfName } from '../../src/domain/files.ts';
import { fromBase64, joinBytes, sha256, toBase64 } from '../digest.ts';
import { newId } from '../ids.ts';
import type { Lang, Text } from '../problem.ts';
import { fieldError, problem } from '../problem.ts';
import { t } from '../words.ts';
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

/** The bytes of a file that have arrived. */
export const bytesOf = (row: AttachmentRow): Uint8Array<ArrayBuffer> => joinBytes(row.chunks.map(fromBase64));

const reject = (row: AttachmentRow, reason: Text): void => {
  Object.assign(row, { state: 'rejected', reason, chunks: [] });
};

/** Takes the next chunk; with the last one the file is checked: its digest, and that it is what its name says. */
export const receive = async (row: AttachmentRow, offset: number, chunk: Uint8Array): Promise<void> => {
  if (chunk.length > FILE_LIMITS.chunk)
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
  if (row.offset + chunk.length > row.size) {
    throw problem('too-large', {
      detail: t('Пришло больше, чем было заявлено.', 'We received more than expected.'),
    });
  }
  if (chunk.length === 0) throw problem('validation', { errors: [fieldError('', 'empty', 'empty chunk')] });
  // Written before anything is awaited: two chunks at once cannot both take the same place.
  row.chunks.push(toBase64(chunk));
  row.offset += chunk.length;
  if (row.offset < row.size) return;
  const bytes = bytesOf(row);
  const digest = await sha256(bytes);
  if (digest !== row.sha256) {
    reject(
      row,
      t(
        'Контрольная сумма не совпала: файл повредился по дороге. Загрузите его снова.',
        'The checksum does not match: the file was damaged on the way. Upload it again.',
      ),
    );
    return;
  }
  if (sniff(bytes) !== row.type) {
    reject(
      row,
      t(
        `Содержимое не похоже на то, что обещает имя файла. ${KINDS.ru}`,
        `The contents do not match the file name. ${KINDS.en}`,
      ),
    );
    return;
  }
  row.state = 'ready';
};

/** A file of a case, or the 404. */
export const lookupAttachment = (db: RequestsSlice, request: RequestRow, id: string): AttachmentRow => {
  const row = db.attachments.find(one => one.id === id && one.requestId === request.id);
  if (row === undefined) throw problem('not-found');
  return row;
};
