/** Hands a file over to the reader, under this name. */
export function saveFile(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** The name the server gave a file (`Content-Disposition`, RFC 6266 and 8187); empty when it gave none we can read: a proxy may drop or change it. */
export function nameOf(headers: Headers): string {
  const disposition = headers.get('Content-Disposition') ?? '';
  const extended = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1];
  try {
    if (extended !== undefined) return decodeURIComponent(extended);
  } catch {
    // A name that is not what its encoding promises: the plain one is left.
  }
  return /filename=(?:"([^"]*)"|([^\s";]+))/i.exec(disposition)?.slice(1).find(Boolean) ?? '';
}
