import { sha256Hex } from '../../shell/kit/clipboard-and-digest.ts';

/** The browser cannot read the file, or cannot compute its digest because the page has no secure context. */
export class FileReadError extends Error {
  readonly reason: 'unreadable' | 'insecure';
  constructor(reason: 'unreadable' | 'insecure', cause?: unknown) {
    super(reason, { cause });
    this.reason = reason;
  }
}

/**
 * Reads the bytes of a file.
 * @throws FileReadError when the file was moved or changed, or is a folder.
 */
export async function readBytes(blob: Blob): Promise<ArrayBuffer> {
  try {
    return await blob.arrayBuffer();
  } catch (cause) {
    throw new FileReadError('unreadable', cause);
  }
}

/**
 * The SHA-256 of a file, in hexadecimal.
 * @throws FileReadError when the file cannot be read, or the page has no secure context.
 */
export async function digestOf(file: File): Promise<string> {
  const digest = await sha256Hex(await readBytes(file));
  if (digest === undefined) throw new FileReadError('insecure');
  return digest;
}
