import { reprDigest } from '../digest.ts';
import { namesVersion } from './etag.ts';
import type { Problem } from '../problem.ts';
import { problem } from '../problem.ts';
import { safeName } from '../archive/zip.ts';

/** `Content-Disposition: attachment` of RFC 6266: an ASCII name for old clients, the real one in UTF-8. */
export const attachmentHeader = (fileName: string): string => {
  const name = safeName(fileName);
  const ascii = name
    .replace(/[^\x20-\x7E]+/g, '')
    .replace(/["\\%]/g, '_')
    .trim();
  const utf8 = encodeURIComponent(name).replace(
    /['()*!]/g,
    c => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${/^\w/.test(ascii) ? ascii : `file${ascii}`}"; filename*=UTF-8''${utf8}`;
};

/** The range asked for: whole, a piece (both ends included), or outside the file. */
export type RangeAnswer =
  | { readonly kind: 'whole' }
  | { readonly kind: 'piece'; readonly start: number; readonly end: number }
  | { readonly kind: 'outside' };

/**
 * What a `Range` header asks of a file (RFC 9110 §14). What is no single range of bytes is answered with the
 * whole file, as the RFC allows.
 */
export const rangeOf = (header: string | null, size: number): RangeAnswer => {
  const match = /^bytes=\s*(\d*)\s*-\s*(\d*)\s*$/i.exec(header ?? '');
  const [, first = '', last = ''] = match ?? [];
  if (match === null || (first === '' && last === '')) return { kind: 'whole' };
  if (first === '') {
    const length = Math.min(Number(last), size);
    return length === 0 ? { kind: 'outside' } : { kind: 'piece', start: size - length, end: size - 1 };
  }
  const start = Number(first);
  const end = last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (last !== '' && Number(last) < start) return { kind: 'whole' };
  return start >= size ? { kind: 'outside' } : { kind: 'piece', start, end };
};

/** A file with what a client needs to resume and to check it. */
export interface FileToSend {
  /** Bytes. */
  size: number;
  /** In hexadecimal. */
  sha256: string;
  fileName: string;
  type: string;
  /** Its bytes from `start` to `end`, both included; called only when they are wanted. */
  read(start: number, end: number): ReadableStream<Uint8Array>;
}

/** The tag of a file: its digest, so that the same bytes always have the same tag. */
export const fileEtag = (digest: string): string => `"${digest.slice(0, 32)}"`;

/** The answer to a download, a stream; `Range` and `If-Range` are applied, `HEAD` has the headers alone. 416 is a response too, since it needs a header. */
export const sendFile = (
  file: FileToSend,
  request: Request,
  asProblem: (thrown: Problem) => Response,
): Response => {
  const etag = fileEtag(file.sha256);
  const { size } = file;
  const bodyOf = (start: number, end: number) => (request.method === 'HEAD' ? null : file.read(start, end));
  const headers = {
    'Content-Type': file.type,
    'Content-Disposition': attachmentHeader(file.fileName),
    ETag: etag,
    'Repr-Digest': reprDigest(file.sha256),
    'Accept-Ranges': 'bytes',
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  };
  const ifRange = request.headers.get('If-Range');
  const range =
    ifRange === null || namesVersion(ifRange, etag)
      ? rangeOf(request.headers.get('Range'), size)
      : { kind: 'whole' as const };
  if (range.kind === 'outside') {
    const refused = asProblem(problem('range'));
    refused.headers.set('Content-Range', `bytes */${size}`);
    return refused;
  }
  if (range.kind === 'piece') {
    return new Response(bodyOf(range.start, range.end), {
      status: 206,
      headers: {
        ...headers,
        'Content-Range': `bytes ${range.start}-${range.end}/${size}`,
        'Content-Length': String(range.end - range.start + 1),
      },
    });
  }
  return new Response(bodyOf(0, size - 1), { headers: { ...headers, 'Content-Length': String(size) } });
};
