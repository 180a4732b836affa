import type { components } from '../../src/api/generated/schema.ts';
import { sha256 } from '../digest.ts';
import type { Context } from '../context.ts';
import { momentText, t } from '../text.ts';
import type { ZipFile } from '../archive/zip.ts';
import { safeName, zip } from '../archive/zip.ts';
import { bytesOf } from './attachments.ts';
import { casePage } from './case-page.ts';
import type { RequestRow } from './state.ts';
import { filedText } from './texts.ts';

type Schema = components['schemas'];

const README = t(
  'Всё обращение одним архивом: request.html (прочитать и распечатать), request.json (для программ), receipt.json (подтверждение приёма), messages.txt (сообщения), attachments (файлы). Контрольные суммы в manifest.json.',
  'Your whole request in one archive: request.html (to read and print), request.json (for programs), receipt.json (the confirmation), messages.txt (messages) and attachments (files). The checksums are in manifest.json.',
);

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** The whole case as one ZIP; names of files never become folders of it. */
export const caseArchive = async (
  { db, files: stored, lang }: Pick<Context<'getCaseArchive'>, 'db' | 'files' | 'lang'>,
  row: RequestRow,
  view: Schema['RightsRequest'],
  receipt: Schema['Receipt'] | undefined,
): Promise<Uint8Array<ArrayBuffer>> => {
  const messages = view.messages
    .map(
      ({ at, author, text }) =>
        `${momentText(at)[lang]} (${lang === 'ru' ? 'МСК' : 'Moscow'}) · ${author}\n${text}\n`,
    )
    .join('\n');
  const attached = db.attachments.filter(file => file.requestId === row.id && file.state === 'ready');
  const files: ZipFile[] = [
    { path: 'README.txt', data: `${README[lang]}\n` },
    {
      path: 'request.html',
      data: casePage(view, filedText(row.kind, row.filed?.details ?? row.details, lang), lang),
    },
    { path: 'request.json', data: json(view) },
    ...(receipt === undefined ? [] : [{ path: 'receipt.json', data: json(receipt) }]),
    { path: 'messages.txt', data: messages },
    ...(await Promise.all(
      attached.map(async (file, i) => ({
        path: `attachments/${String(i + 1).padStart(2, '0')}-${safeName(file.name)}`,
        data: await bytesOf(stored, file),
      })),
    )),
  ];
  const listed = await Promise.all(
    files.map(async ({ path, data }) => ({
      path,
      size: typeof data === 'string' ? new TextEncoder().encode(data).length : data.length,
      sha256: await sha256(data),
    })),
  );
  const manifest = { number: row.number, updatedAt: row.updatedAt, files: listed };
  return zip([...files, { path: 'manifest.json', data: json(manifest) }], row.updatedAt);
};
