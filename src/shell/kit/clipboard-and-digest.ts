/*
 * What browsers offer on pages with TLS only (https://www.w3.org/TR/secure-contexts/). TypeScript's types say it is always
 * there; an account area that a company serves over plain http has none of it. The rest of the module asks here.
 */

/** Puts a text on the clipboard. @returns false where that is not possible or not allowed */
export async function copyText(text: string): Promise<boolean> {
  const clipboard = navigator.clipboard as Partial<Clipboard> | undefined;
  if (typeof clipboard?.writeText !== 'function') return false;
  try {
    await clipboard.writeText(text);
    return true;
  } catch {
    // The reader or the host's policy does not allow it.
    return false;
  }
}

/** SHA-256 in hexadecimal digits; undefined where the browser offers no digests. */
export async function sha256Hex(bytes: BufferSource): Promise<string | undefined> {
  const subtle = crypto.subtle as SubtleCrypto | undefined;
  if (!subtle) return undefined;
  const digest = await subtle.digest('SHA-256', bytes);
  return [...new Uint8Array(digest)].map(byte => byte.toString(16).padStart(2, '0')).join('');
}
