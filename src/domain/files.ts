/**
 * The limits of files: bytes of a file, files of a request, bytes of a chunk, code points of a name. Source:
 * openapi.yaml, `createAttachment`, `uploadChunk`.
 */
export const FILE_LIMITS = { bytes: 20_971_520, files: 10, chunk: 1_048_576, name: 255 } as const;

/** The accepted types by name extension. */
export const FILE_TYPES = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  txt: 'text/plain',
} as const;
/** An accepted type. */
export type FileType = (typeof FILE_TYPES)[keyof typeof FILE_TYPES];

/** The type of a name's extension; undefined for an extension that is not accepted. */
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
 * True for text in UTF-8, Windows-1251 (old accounting programs) or UTF-16 with a byte order mark. Other content has
 * control characters, which text does not have.
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

/** The type of a file by its content; the first few thousand bytes are enough. */
export const sniff = (bytes: Uint8Array): FileType | undefined => {
  if (startsWith(bytes, [0x25, 0x50, 0x44, 0x46])) return 'application/pdf';
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'image/png';
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return 'image/jpeg';
  // Programs begin with these letters; a text that does is refused too.
  if (startsWith(bytes, [0x4d, 0x5a])) return undefined;
  return isText(bytes) ? 'text/plain' : undefined;
};

const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
const ENDING = /\.[^.\s]{1,10}$/u;

/**
 * A file name without control characters, direction marks and lone surrogates, at most 255 code points. A longer name
 * loses characters before its extension.
 */
export const cleanName = (name: string): string => {
  const clean = name.replace(INVISIBLE, '').trim();
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

/** The name under which a chosen file is attached: clean, without folders. */
export const attachedName = (name: string): string =>
  cleanName(name.replace(INVISIBLE, '').trim().split(/[\\/]/).at(-1) ?? '');

const TAIL = 16;

/**
 * A clean name of at most `longest` code points. A longer one is shortened in the middle, so that the extension stays
 * visible.
 */
export const shownName = (name: string, longest = 72): string => {
  const points = [...cleanName(name)];
  if (points.length <= longest) return points.join('');
  return `${points
    .slice(0, longest - TAIL - 1)
    .join('')
    .trimEnd()}…${points.slice(-TAIL).join('').trimStart()}`;
};

/** Why a file is not accepted. */
export type FileProblem =
  'empty' | 'too-large' | 'type-not-allowed' | 'content-mismatch' | 'name-unusable' | 'too-many';

/** A chosen file before anything of it is sent. */
export interface ChosenFile {
  name: string;
  size: number;
  /** Its first few thousand bytes; may be empty when the size alone decides. */
  firstBytes: Uint8Array;
  /** The number of other files of the request. */
  count: number;
}

/** The result of `checkFile`. */
export type FileVerdict =
  | {
      ok: true;
      /** The name under which the file is attached. */
      name: string;
      type: FileType;
      /** How the name differs from the name of the chosen file. */
      renamed?: 'cleaned' | 'shortened';
    }
  | {
      ok: false;
      reason: FileProblem;
      /** The type of the content, when it differs from the extension. */
      found?: FileType;
    };

/**
 * Checks whether a file may be attached. The number of files is checked last: a rejected file does not count towards
 * it.
 */
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
  const whole = name.replace(INVISIBLE, '').trim().split(/[\\/]/).at(-1) ?? '';
  const shortened = [...whole].length > FILE_LIMITS.name;
  return { ok: true, name: attached, type, renamed: shortened ? 'shortened' : 'cleaned' };
};
