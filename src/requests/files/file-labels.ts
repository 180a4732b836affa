import { FILE_LIMITS, type FileType, shownName } from '../../domain/files.ts';
import { useFormat, useTexts } from '../../i18n/react.tsx';
import type texts from './texts.json';
import type { Rejection } from './upload-state.ts';

const FOUND_LABELS: Record<Exclude<FileType, 'text/plain'>, string> = {
  'application/pdf': 'PDF',
  'image/png': 'PNG',
  'image/jpeg': 'JPEG',
};

/** A file's name for the middle of a sentence, isolated so that a right-to-left name does not reorder the sentence. */
export const isolatedName = (name: string): string => `\u2068${shownName(name, 48)}\u2069`;

/** The whole percent of `size` bytes that are sent. */
export const percentOf = (sent: number, size: number): number =>
  size === 0 ? 0 : Math.floor((sent / size) * 100);

/** Returns a function that says in a sentence why a file is not attached. */
export function useRejectionMessage(): (why: Rejection) => string {
  const t = useTexts<typeof texts>('files');
  const format = useFormat();
  return why => {
    if (why.reason === 'server') return why.text || t('reason.server');
    if (why.reason === 'content-mismatch' && why.found !== undefined)
      return t('reason.content-mismatch.found', {
        found: why.found === 'text/plain' ? t('found.text') : FOUND_LABELS[why.found],
      });
    return t(`reason.${why.reason}`, { size: format.bytes(FILE_LIMITS.bytes), n: FILE_LIMITS.files });
  };
}
