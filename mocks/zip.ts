import { downloadZip } from 'client-zip';
import { cleanName } from '../src/domain/files.ts';

/** A file of an archive. Its path is ours: names that came from outside go through `safeName` first. */
export interface ZipFile {
  path: string;
  data: Uint8Array | string;
}

/** ZIP stores local time without a zone: the fields are set so that any machine writes Moscow's. */
const moscowFields = (instant: string): Date => {
  const moscow = new Date(Date.parse(instant) + 3 * 3_600_000);
  return new Date(
    moscow.getUTCFullYear(),
    moscow.getUTCMonth(),
    moscow.getUTCDate(),
    moscow.getUTCHours(),
    moscow.getUTCMinutes(),
    moscow.getUTCSeconds(),
  );
};

/** A stored (not compressed) ZIP: the same files at the same instant give the same bytes. */
export const zip = async (files: readonly ZipFile[], at: string): Promise<Uint8Array<ArrayBuffer>> => {
  const lastModified = moscowFields(at);
  const entries = files.map(file => ({ name: file.path, input: file.data, lastModified }));
  return new Uint8Array(await downloadZip(entries).arrayBuffer());
};

/** A name that is safe as a path in an archive: no folders, no reserved signs, no leading dots. */
export const safeName = (name: string): string => {
  const last = cleanName(name).split(/[\\/]/).at(-1) ?? '';
  const safe = last.replace(/[<>:"|?*]/g, '_').replace(/^[.\s]+|[.\s]+$/g, '');
  // By code points: half of a pair would be no text any more.
  return safe === '' ? 'file' : [...safe].slice(-120).join('');
};
