/** What a request takes: bytes of one file, files, bytes of one chunk, code points of a name. Source: openapi.yaml, `createAttachment`, `uploadChunk`. */
export const FILE_LIMITS = { bytes: 20_971_520, files: 10, chunk: 1_048_576, name: 255 } as const;

/** The types a request takes, by the ending of the name. */
export const FILE_TYPES = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  txt: 'text/plain',
} as const;
/** One of the types a request takes. */
export type FileType = (typeof FILE_TYPES)[keyof typeof FILE_TYPES];

/** The type a name promises; undefined when it promises none that is taken. */
export const typeOfName = (name: string): FileType | undefined => {
  const ending = /\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  return Object.hasOwn(FILE_TYPES, ending) ? FILE_TYPES[ending as keyof typeof FILE_TYPES] : undefined;
};

const startsWith = (bytes: Uint8Array, magic: readonly number[]): boolean =>
  magic.every((byte, i) => bytes[i] === byte);

const TAB = 0x09;
const CARRIAGE_RETURN = 0x0d;
const isControl = (code: number): boolean =>
  (code < 0x20 && (code < TAB || code > CARRIAGE_RETURN)) || code === 0x7f;

/**
 * Text in whatever encoding people keep theirs: UTF-8, Windows-1251 (old accounting programs) or UTF-16 with its mark.
 * What gives other content away are control codes, which no text has.
 */
const isText = (bytes: Uint8Array): boolean => {
  const wide = startsWith(bytes, [0xff, 0xfe]) ? 0 : startsWith(bytes, [0xfe, 0xff]) ? 1 : undefined;
  for (let i = 0; i < bytes.length; i += wide === undefined ? 1 : 2) {
    const low = bytes[i + (wide ?? 0)] ?? 0x20;
    const high = wide === undefined ? 0 : (bytes[i + 1 - wide] ?? 0);
    if (high === 0 && isControl(low)) return false;
  }
  return true;
};

/** What a file is by its bytes, whatever its name says; the first thousands of them are enough. */
export const sniff = (bytes: Uint8Array): FileType | undefined => {
  if (startsWith(bytes, [0x25, 0x50, 0x44, 0x46])) return 'application/pdf';
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'image/png';
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return 'image/jpeg';
  // A program begins so; a text that does is refused with it.
  if (startsWith(bytes, [0x4d, 0x5a])) return undefined;
  return isText(bytes) ? 'text/plain' : undefined;
};

const BAD = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
const ENDING = /\.[^.\s]{1,10}$/u;

/**
 * A file name as text: without control characters, direction marks and half surrogates, at most 255 code points.
 * A longer one loses its middle, never its ending, which tells what the file is.
 */
export const cleanName = (name: string): string => {
  const clean = name.replace(BAD, '').trim();
  const points = [...clean];
  if (points.length <= FILE_LIMITS.name) return clean;
  const ending = ENDING.exec(clean)?.[0] ?? '';
  return (
    points
      .slice(0, FILE_LIMITS.name - [...ending].length)
      .join('')
      .trimEnd() + ending
  );
};

/** The name a file chosen on a device is attached under: clean, and without the folders before it. */
export const attachedName = (name: string): string =>
  cleanName(name.replace(BAD, '').trim().split(/[\\/]/).at(-1) ?? '');

const TAIL = 16;

/** A name for a narrow place: clean, and when it is long its middle gives way, so that the ending stays in sight. */
export const shownName = (name: string, longest = 72): string => {
  const points = [...cleanName(name)];
  if (points.length <= longest) return points.join('');
  return `${points
    .slice(0, longest - TAIL - 1)
    .join('')
    .trimEnd()}…${points.slice(-TAIL).join('').trimStart()}`;
};

/** Why a file is not taken. */
export type FileProblem =
  'empty' | 'too-large' | 'type-not-allowed' | 'content-mismatch' | 'name-unusable' | 'too-many';

/** What is known of a chosen file before anything of it is sent. */
export interface ChosenFile {
  name: string;
  size: number;
  /** Its beginning, some thousand bytes; may be empty for a file whose size is refused anyway. */
  firstBytes: Uint8Array;
  /** Files the request holds besides this one. */
  count: number;
}

/** What the check of a file says. */
export type FileVerdict =
  | {
      ok: true;
      /** The name it is attached under. */
      name: string;
      type: FileType;
      /** How that name differs from the file's own; the customer is told. */
      renamed?: 'cleaned' | 'shortened';
    }
  | {
      ok: false;
      reason: FileProblem;
      /** What the content is, when it is another type than the name promises. */
      found?: FileType;
    };

/** Whether a file may be attached. Its own faults come first: a file that is not taken needs no place among the ten. */
export const checkFile = ({ name, size, firstBytes, count }: ChosenFile): FileVerdict => {
  const attached = attachedName(name);
  const type = typeOfName(attached);
  if (type === undefined) return { ok: false, reason: 'type-not-allowed' };
  if (size === 0) return { ok: false, reason: 'empty' };
  if (size > FILE_LIMITS.bytes) return { ok: false, reason: 'too-large' };
  const found = sniff(firstBytes);
  if (found !== type)
    return { ok: false, reason: 'content-mismatch', ...(found === undefined ? {} : { found }) };
  if (!/[^.\s]/u.test(attached.replace(ENDING, ''))) return { ok: false, reason: 'name-unusable' };
  if (count >= FILE_LIMITS.files) return { ok: false, reason: 'too-many' };
  if (attached === name) return { ok: true, name, type };
  const whole = name.replace(BAD, '').trim().split(/[\\/]/).at(-1) ?? '';
  const shortened = [...whole].length > FILE_LIMITS.name;
  return { ok: true, name: attached, type, renamed: shortened ? 'shortened' : 'cleaned' };
};
